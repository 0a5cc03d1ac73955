// One disposal: the sheet to print, the approval, the closing of the cards, and the remittance of what it brought.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Spin } from 'antd'
import { useState } from 'react'
import type { completeDisposal, remitProceeds } from '../../src/assets/disposal/complete-disposal.ts'
import type { decideDisposal, withdrawDisposal } from '../../src/assets/disposal/propose-disposal.ts'
import { DISPOSAL_KINDS, DISPOSAL_STATES } from '../../src/assets/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  ErrorNote,
  FormWindow,
  fenOf,
  Money,
  MoneyInput,
  moment,
  PageFrame,
  Slip,
  useCommand,
  yuan,
} from '../ui/index.ts'
import { type FullDisposal, needed, useDisposal } from './data.ts'

type Props = { data: FullDisposal; close: () => void }

function Decide({ data, close }: Props) {
  const [form] = Form.useForm<{ opinion?: string; minutes_no?: string; approval_no?: string }>()
  const { run, busy, error } = useCommand<typeof decideDisposal>('assets.decide-disposal', '已审批')
  const decide = (decision: 'approve' | 'reject') => {
    const { opinion = '', minutes_no = '', approval_no = '' } = form.getFieldsValue()
    void run({ disposal_id: data.id, decision, opinion, minutes_no, approval_no }).then(close, () => undefined)
  }
  return (
    <Modal
      open
      title={`审批处置 ${data.disposal_no}`}
      onCancel={close}
      footer={
        <>
          <Button loading={busy} onClick={() => decide('reject')}>
            不同意
          </Button>
          <Button type="primary" loading={busy} onClick={() => decide('approve')}>
            同意
          </Button>
        </>
      }
    >
      <ErrorNote error={error} />
      <p>
        {DISPOSAL_KINDS[data.kind]}　{data.item_count} 件　原值 {yuan(data.original_fen)} 元
      </p>
      <Form form={form} layout="vertical">
        <Form.Item name="minutes_no" label="会议纪要编号（达到规定金额的要集体决策）">
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="approval_no" label="主管部门或财政批复文号（没有就不填）">
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="opinion" label="意见">
          <Input.TextArea maxLength={400} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Complete({ data, close }: Props) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof completeDisposal>('assets.complete-disposal', '已核销')
  return (
    <FormWindow<{ completed_on: string; proceeds?: string }>
      title="核销卡片并记账"
      ok="核销"
      busy={busy}
      error={error}
      initial={{ completed_on: me?.today }}
      submit={({ completed_on, proceeds }) =>
        run({
          disposal_id: data.id,
          completed_on,
          proceeds_fen: (proceeds && fenOf(proceeds)) || '0',
        })
      }
      close={close}
    >
      <Form.Item name="completed_on" label="处置日期" rules={needed('请填日期')}>
        <Input type="date" max={me?.today} />
      </Form.Item>
      <Form.Item name="proceeds" label="处置收入（没有就不填，记入应缴财政款）">
        <MoneyInput />
      </Form.Item>
    </FormWindow>
  )
}

function Remit({ data, close }: Props) {
  const { data: me } = useMe()
  const left = String(BigInt(data.proceeds_fen) - BigInt(data.remitted_fen))
  const { run, busy, error } = useCommand<typeof remitProceeds>('assets.remit-proceeds', '已上缴')
  return (
    <FormWindow<{ amount: string; on_date: string }>
      title="上缴处置收入"
      ok="上缴"
      busy={busy}
      error={error}
      initial={{ amount: yuan(left), on_date: me?.today }}
      submit={({ amount, on_date }) => run({ disposal_id: data.id, amount_fen: fenOf(amount) ?? '0', on_date })}
      close={close}
    >
      <Form.Item name="amount" label="金额" rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Form.Item name="on_date" label="日期" rules={needed('请填日期')}>
        <Input type="date" />
      </Form.Item>
    </FormWindow>
  )
}

const FORMS = { decide: Decide, complete: Complete, remit: Remit }

function Moves({ data }: { data: FullDisposal }) {
  const { data: me } = useMe()
  const [shown, setShown] = useState<keyof typeof FORMS>()
  const leads = useMay(['director'])
  const books = useMay(['finance'])
  const office = useMay(['operations', 'finance'])
  const withdraw = useCommand<typeof withdrawDisposal>('assets.withdraw-disposal', '已撤销，资产退回库房')
  const Shown = shown && FORMS[shown]
  const open = data.state === 'submitted' || data.state === 'approved'
  return (
    <>
      <ErrorNote error={withdraw.error} />
      <div className="no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
        {data.state === 'submitted' && leads && me?.id !== data.applied_by_id && (
          <Button type="primary" onClick={() => setShown('decide')}>
            审批
          </Button>
        )}
        {data.state === 'approved' && books && (
          <Button type="primary" onClick={() => setShown('complete')}>
            核销
          </Button>
        )}
        {data.state === 'completed' && books && data.proceeds_fen !== data.remitted_fen && (
          <Button type="primary" onClick={() => setShown('remit')}>
            上缴处置收入
          </Button>
        )}
        {open && office && (
          <Button
            loading={withdraw.busy}
            onClick={() => void withdraw.run({ disposal_id: data.id }).catch(() => undefined)}
          >
            撤销处置
          </Button>
        )}
      </div>
      {Shown && <Shown data={data} close={() => setShown(undefined)} />}
    </>
  )
}

function Paper({ data, unit }: { data: FullDisposal; unit: string | undefined }) {
  const decided = data.decided_by && `${data.decided_by}（${moment(data.decided_at!)}）${data.opinion}`
  return (
    <Slip
      title="资产处置审批单"
      unit={unit}
      no={data.disposal_no}
      day={moment(data.applied_at).slice(0, 10)}
      facts={[
        { title: '处置方式', value: DISPOSAL_KINDS[data.kind] },
        { title: '原值合计', value: `${yuan(data.original_fen)} 元` },
        { title: '原因', value: data.reason, wide: true },
        { title: '接收单位', value: data.counterparty },
        { title: '评估价值', value: data.appraisal_fen && `${yuan(data.appraisal_fen)} 元 ${data.appraiser}` },
        { title: '会议纪要', value: data.minutes_no },
        { title: '批复文号', value: data.approval_no },
        { title: '核销日期', value: data.completed_on },
        { title: '处置收入', value: `${yuan(data.proceeds_fen)} 元，已上缴 ${yuan(data.remitted_fen)} 元` },
      ]}
      table={{
        header: ['卡片编号', '名称', '取得日期', '原值（元）', '已提折旧（元）', '净值（元）'],
        rows: data.items.map(item => [
          <Link key="no" to={`${paths.cards}/${item.card_id}` as string}>
            {item.card_no}
          </Link>,
          item.name,
          item.acquired_on,
          <Money key="o" fen={item.original_fen} />,
          <Money key="d" fen={item.depreciated_fen} />,
          <Money key="n" fen={item.net_fen} />,
        ]),
        money: [3, 4, 5],
      }}
      signers={[{ post: '申请', name: data.applied_by }, { post: '审批', name: decided }, { post: '会计' }]}
    />
  )
}

export function DisposalPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useDisposal(id)
  const { data: me } = useMe()
  if (!data)
    return (
      <PageFrame title="资产处置单">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  return (
    <PageFrame
      title={`${DISPOSAL_KINDS[data.kind]} ${data.disposal_no}`}
      about={`${DISPOSAL_STATES[data.state]}${data.is_example ? '　示例' : ''}`}
      actions={
        <>
          {data.voucher_id && <Link to={`${paths.voucher}/${data.voucher_id}` as string}>凭证</Link>}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Moves data={data} />
      <Paper data={data} unit={me?.unit ?? undefined} />
    </PageFrame>
  )
}
