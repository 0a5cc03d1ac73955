// One hand-over document: what it holds, who confirms it, and its print.
import { useParams } from '@tanstack/react-router'
import { Button, Spin } from 'antd'
import type { confirmDocument } from '../../src/handover/confirm-document.ts'
import type { withdrawDocument } from '../../src/handover/withdraw-document.ts'
import { useMay, useMe } from '../app/me.tsx'
import { ErrorNote, Money, moment, PageFrame, Slip, useCommand } from '../ui/index.ts'
import { REASONS, STATES, useDocument } from './data.ts'

type Full = NonNullable<ReturnType<typeof useDocument>['data']>

function Moves({ document: { id, state, from_id, to_id } }: { document: Full }) {
  const { data: me } = useMe()
  const office = useMay(['operations', 'admin'])
  const confirm = useCommand<typeof confirmDocument>('handover.confirm-document', '已确认接收')
  const withdraw = useCommand<typeof withdrawDocument>('handover.withdraw-document', '已撤回')
  const input = { document_id: id }
  if (state !== 'open') return null
  return (
    <>
      <ErrorNote error={confirm.error ?? withdraw.error} />
      {me?.id === to_id && (
        <Button type="primary" loading={confirm.busy} onClick={() => void confirm.run(input).catch(() => undefined)}>
          确认接收
        </Button>
      )}
      {(office || me?.id === from_id || me?.id === to_id) && (
        <Button loading={withdraw.busy} onClick={() => void withdraw.run(input).catch(() => undefined)}>
          撤回
        </Button>
      )}
    </>
  )
}

function Paper({ data, unit }: { data: Full; unit: string | undefined }) {
  const received = data.confirmed_at && `${data.confirmed_by}（${moment(data.confirmed_at)} 确认）`
  return (
    <Slip
      title="资产与工作交接单"
      unit={unit}
      no={data.doc_no}
      day={moment(data.made_at).slice(0, 10)}
      facts={[
        { title: '移交人', value: data.from_name },
        { title: '接收人', value: data.to_name },
        { title: '事由', value: REASONS[data.reason] },
        { title: '填写人', value: data.made_by },
        { title: '说明', value: data.note, wide: true },
      ]}
      table={{
        header: ['序号', '名称', '原值（元）', '存放地点', '备注'],
        rows: data.items.map((item, n) => [
          n + 1,
          item.title,
          item.original_fen ? <Money key="fen" fen={item.original_fen} /> : '',
          item.place,
          item.card_id ? '' : item.note,
        ]),
        money: [2],
      }}
      signers={[{ post: '移交人', name: data.from_name }, { post: '接收人', name: received }, { post: '监交人' }]}
    />
  )
}

export function HandoverDocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useDocument(id)
  const { data: me } = useMe()
  if (!data)
    return (
      <PageFrame title="交接单">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  const waits = data.state === 'open' ? `，等 ${data.to_name} 确认接收` : ''
  return (
    <PageFrame
      title={`交接单 ${data.doc_no}`}
      about={`${STATES[data.state]}${waits}${data.is_example ? '　示例' : ''}`}
      actions={
        <>
          <Moves document={data} />
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Paper data={data} unit={me?.unit ?? undefined} />
    </PageFrame>
  )
}
