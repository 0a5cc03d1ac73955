// One purchase from application to payment: the sheet to print, what can be done now, and everything that happened.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Spin } from 'antd'
import { CATEGORIES_OF_PURCHASE, METHODS, MOVE_TITLES, REQUISITION_STATES } from '../../src/procurement/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, Money, moment, PageFrame, Slip, type SlipFact, type Step, Steps, yuan } from '../ui/index.ts'
import { type Requisition, useRequisition } from './data.ts'
import { DecidingRules } from './deciding-rules.tsx'
import { AcceptancePapers } from './papers.tsx'
import './procurement.css'
import { RequisitionMoves } from './requisition-moves.tsx'
import { SingleSourceNotice } from './single-source.tsx'

const OTHER_MOVES: Record<string, string> = {
  'choose-method': '确定采购方式',
  'publish-single-source': '单一来源公示',
}
const titleOf = (move: string) => OTHER_MOVES[move] ?? MOVE_TITLES[move as 'submit'] ?? move

function factsOf(data: Requisition): SlipFact[] {
  const method = data.method && `${METHODS[data.method]}${data.method_reason ? `（${data.method_reason}）` : ''}`
  const reasons: [string, string][] = [
    ['调剂说明', data.idle_reason],
    ['超标说明', data.standard_reason],
    ['分次说明', data.split_reason],
  ]
  return [
    { title: '申请科室', value: data.section },
    { title: '申请人', value: data.applied_by },
    { title: '支出指标', value: `${data.line_no} ${data.line_title}` },
    { title: '类别', value: CATEGORIES_OF_PURCHASE[data.category] },
    { title: '申请内容', value: data.title, wide: true },
    { title: '用途', value: data.reason, wide: true },
    ...reasons.filter(([, value]) => value).map(([title, value]) => ({ title, value, wide: true })),
    { title: '申请金额', value: `${yuan(data.amount_fen)} 元` },
    { title: '采购方式', value: method },
  ]
}

function ApplicationSlip({ data, unit }: { data: Requisition; unit: string | undefined }) {
  const approved = data.events.findLast(event => event.move === 'approve')
  const decided = approved && `${approved.by}（${moment(approved.at)} 同意）`
  return (
    <Slip
      title="采购申请单"
      unit={unit}
      no={data.req_no}
      day={moment(data.applied_at).slice(0, 10)}
      facts={factsOf(data)}
      table={{
        header: ['名称', '规格型号', '数量', '单价（元）', '金额（元）', '已验收'],
        rows: data.items.map(item => [
          item.name,
          item.spec,
          `${item.quantity} ${item.measure}`,
          <Money key="unit" fen={item.unit_fen} />,
          <Money key="sum" fen={String(BigInt(item.unit_fen) * BigInt(item.quantity))} />,
          item.accepted_count,
        ]),
        money: [3, 4],
      }}
      signers={[
        { post: '申请人', name: data.applied_by },
        { post: '分管领导', name: decided },
        { post: '采购', name: data.method_by },
      ]}
    />
  )
}

function AcceptanceSlips({ data, unit }: { data: Requisition; unit: string | undefined }) {
  return data.acceptances.map(acceptance => (
    <Slip
      key={acceptance.id}
      title="采购验收单"
      unit={unit}
      no={acceptance.acceptance_no}
      day={acceptance.accepted_on}
      facts={[
        { title: '申请单', value: data.req_no },
        { title: '供应商', value: data.contracts[0]?.supplier ?? '' },
        { title: '发票号', value: acceptance.invoice_no },
        { title: '验收金额', value: `${yuan(acceptance.amount_fen)} 元` },
        { title: '验收意见', value: acceptance.opinion, wide: true },
      ]}
      table={{
        header: ['名称', '规格型号', '数量', '金额（元）', '资产卡片'],
        rows: acceptance.lines.map(line => [
          line.name,
          line.spec,
          `${line.quantity} ${line.measure}`,
          <Money key="sum" fen={line.amount_fen} />,
          line.cards.map((card, n) => (
            <span key={card.id}>
              {n > 0 && '、'}
              <Link to={`${paths.cards}/${card.id}` as string}>{card.card_no}</Link>
            </span>
          )),
        ]),
        money: [3],
      }}
      signers={[
        { post: '验收人', name: acceptance.members || acceptance.by },
        { post: '登记', name: acceptance.by },
      ]}
    />
  ))
}

function Facts({ data }: { data: Requisition }) {
  return (
    <>
      {data.contracts.length > 0 && (
        <section className="part">
          <h2>合同</h2>
          <ul className="next">
            {data.contracts.map(contract => (
              <li key={contract.id}>
                <Link to={paths.contracts}>{contract.contract_no}</Link> {contract.supplier}
                {'　'}
                {yuan(contract.amount_fen)} 元{contract.supplements_id && '　补充合同'}
                <DecidingRules rules={contract.rules} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.payments.length > 0 && (
        <section className="part">
          <h2>支付</h2>
          <ul className="next">
            {data.payments.map((payment, n) => (
              <li key={n}>
                {payment.paid_on}　<Money fen={payment.amount_fen} /> 元　{payment.by}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export function RequisitionPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useRequisition(id)
  const { data: me } = useMe()
  if (!data)
    return (
      <PageFrame title="采购申请单">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  const steps: Step[] = [
    { what: '填写申请', who: data.applied_by, at: data.applied_at },
    ...data.events.map(event => ({ what: titleOf(event.move), who: event.by, at: event.at, note: event.note })),
  ]
  return (
    <PageFrame
      title={data.title}
      about={`${data.req_no}　${REQUISITION_STATES[data.state]}${data.is_example ? '　示例' : ''}`}
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <RequisitionMoves data={data} />
      <div className="document-page">
        <div>
          <ApplicationSlip data={data} unit={me?.unit ?? undefined} />
          <AcceptanceSlips data={data} unit={me?.unit ?? undefined} />
        </div>
        <div className="no-print">
          <section className="part">
            <h2>办理经过</h2>
            <Steps steps={steps} />
          </section>
          <section className="part">
            <h2>{data.rules.decided ? '采购方式所依据的规定' : '今天适用的规定'}</h2>
            <DecidingRules rules={data.rules.rules} missing={data.rules.missing} />
          </section>
          <SingleSourceNotice data={data} />
          <AcceptancePapers data={data} />
          <Facts data={data} />
        </div>
      </div>
    </PageFrame>
  )
}
