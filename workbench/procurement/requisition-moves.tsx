// What can be done with a purchase now, by whom: each button opens what it asks for.
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { cancelRequisition } from '../../src/procurement/requisitions/cancel-requisition.ts'
import type { decideRequisition } from '../../src/procurement/requisitions/decide-requisition.ts'
import type { submitRequisition, withdrawRequisition } from '../../src/procurement/requisitions/submit-requisition.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, FormWindow, ReasonField, useCommand } from '../ui/index.ts'
import { AcceptDelivery } from './accept-delivery.tsx'
import { ChooseMethod } from './choose-method.tsx'
import type { Requisition } from './data.ts'
import { SignContract } from './sign-contract.tsx'
import { PublishSingleSource } from './single-source.tsx'

type Props = { data: Requisition; close: () => void }

function Decide({ data, close }: Props) {
  const [opinion, setOpinion] = useState('')
  const { run, busy, error } = useCommand<typeof decideRequisition>('procurement.decide-requisition', '已审批')
  const decide = (decision: 'approve' | 'return' | 'reject') =>
    void run({ requisition_id: data.id, decision, opinion: opinion.trim() }).then(close, () => undefined)
  const silent = opinion.trim() === ''
  return (
    <Modal
      open
      title={`审批：${data.title}`}
      onCancel={close}
      footer={
        <>
          <Button disabled={silent} loading={busy} onClick={() => decide('reject')}>
            不同意
          </Button>
          <Button disabled={silent} loading={busy} onClick={() => decide('return')}>
            退回修改
          </Button>
          <Button type="primary" loading={busy} onClick={() => decide('approve')}>
            同意
          </Button>
        </>
      }
    >
      <ErrorNote error={error} />
      <Form layout="vertical">
        <Form.Item label="意见（同意可不填，退回和不同意要写明）" htmlFor="opinion">
          <Input.TextArea
            id="opinion"
            value={opinion}
            maxLength={400}
            onChange={event => setOpinion(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Cancel({ data, close }: Props) {
  const { run, busy, error } = useCommand<typeof cancelRequisition>('procurement.cancel-requisition', '已取消')
  return (
    <FormWindow<{ reason: string }>
      title="取消这项采购"
      ok="取消采购"
      okButtonProps={{ danger: true }}
      cancelText="不取消"
      busy={busy}
      error={error}
      submit={({ reason }) => run({ requisition_id: data.id, reason })}
      close={close}
    >
      <ReasonField />
    </FormWindow>
  )
}

const FORMS = {
  decide: Decide,
  notice: PublishSingleSource,
  method: ChooseMethod,
  cancel: Cancel,
  contract: SignContract,
  accept: AcceptDelivery,
}
type Shown = keyof typeof FORMS

/** What the person may do in the state the purchase is in; the server decides again. */
function useOffers(data: Requisition): { key: Shown; words: string; main?: boolean }[] {
  const { data: me } = useMe()
  const leads = useMay(['director'])
  const buys = useMay(['operations'])
  const own = me?.id === data.applied_by_id
  const { state, method } = data
  const open = state === 'approved' || state === 'contracted'
  const accepts = me?.id !== data.decided_by_id && me?.id !== data.method_by_id
  return [
    ...(state === 'submitted' && leads && !own ? [{ key: 'decide' as const, words: '审批', main: true }] : []),
    ...(state === 'approved' && buys ? [{ key: 'method' as const, words: '确定采购方式', main: !method }] : []),
    ...(state === 'approved' && buys && (!method || method === 'single-source')
      ? [{ key: 'notice' as const, words: data.notice ? '重新公示' : '单一来源公示' }]
      : []),
    ...(state === 'approved' && buys && method ? [{ key: 'contract' as const, words: '登记合同', main: true }] : []),
    ...(open && method && accepts ? [{ key: 'accept' as const, words: '验收', main: true }] : []),
    ...(['draft', 'returned', 'approved', 'contracted'].includes(state) && (own || buys)
      ? [{ key: 'cancel' as const, words: '取消采购' }]
      : []),
  ]
}

export function RequisitionMoves({ data }: { data: Requisition }) {
  const navigate = useNavigate()
  const { data: me } = useMe()
  const [shown, setShown] = useState<Shown>()
  const submit = useCommand<typeof submitRequisition>('procurement.submit-requisition', '已提交，等分管领导审批')
  const withdraw = useCommand<typeof withdrawRequisition>('procurement.withdraw-requisition', '已撤回')
  const offers = useOffers(data)
  const own = me?.id === data.applied_by_id
  const editable = own && (data.state === 'draft' || data.state === 'returned')
  const input = { requisition_id: data.id }
  const Shown = shown && FORMS[shown]
  return (
    <>
      <ErrorNote error={submit.error ?? withdraw.error} />
      <div className="moves no-print">
        {editable && (
          <Button type="primary" loading={submit.busy} onClick={() => void submit.run(input).catch(() => undefined)}>
            提交审批
          </Button>
        )}
        {editable && (
          <Button onClick={() => void navigate({ to: paths.apply, search: { id: data.id } as never })}>修改</Button>
        )}
        {own && data.state === 'submitted' && (
          <Button loading={withdraw.busy} onClick={() => void withdraw.run(input).catch(() => undefined)}>
            撤回
          </Button>
        )}
        {offers.map(offer => (
          <Button key={offer.key} type={offer.main ? 'primary' : 'default'} onClick={() => setShown(offer.key)}>
            {offer.words}
          </Button>
        ))}
      </div>
      {Shown && <Shown data={data} close={() => setShown(undefined)} />}
    </>
  )
}
