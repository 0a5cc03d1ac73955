// One hand-over document: what it holds, who confirms it, and its print.
import { useParams } from '@tanstack/react-router'
import { Button, Spin } from 'antd'
import type { confirmDocument } from '../../src/handover/confirm-document.ts'
import type { withdrawDocument } from '../../src/handover/withdraw-document.ts'
import { useMay, useMe } from '../app/me.tsx'
import { ErrorNote, Money, moment, PageFrame, Slip, useCommand } from '../ui/index.ts'
import { REASONS, STATES, useDocument } from './data.ts'

export function HandoverDocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useDocument(id)
  const { data: me } = useMe()
  const office = useMay(['operations', 'admin'])
  const confirm = useCommand<typeof confirmDocument>('handover.confirm-document', '已确认接收')
  const withdraw = useCommand<typeof withdrawDocument>('handover.withdraw-document', '已撤回')
  if (!data)
    return (
      <PageFrame title="交接单">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  const open = data.state === 'open'
  const input = { document_id: id }
  return (
    <PageFrame
      title={`交接单 ${data.doc_no}`}
      about={`${STATES[data.state]}${open ? `，等 ${data.to_name} 确认接收` : ''}${data.is_example ? '　示例' : ''}`}
      actions={
        <>
          {open && me?.id === data.to_id && (
            <Button
              type="primary"
              loading={confirm.busy}
              onClick={() => void confirm.run(input).catch(() => undefined)}
            >
              确认接收
            </Button>
          )}
          {open && (office || me?.id === data.from_id || me?.id === data.to_id) && (
            <Button loading={withdraw.busy} onClick={() => void withdraw.run(input).catch(() => undefined)}>
              撤回
            </Button>
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <ErrorNote error={confirm.error ?? withdraw.error} />
      <Slip
        title="资产与工作交接单"
        unit={me?.unit ?? undefined}
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
        signers={[
          { post: '移交人', name: data.from_name },
          {
            post: '接收人',
            name: data.confirmed_at ? `${data.confirmed_by}（${moment(data.confirmed_at)} 确认）` : null,
          },
          { post: '监交人' },
        ]}
      />
    </PageFrame>
  )
}
