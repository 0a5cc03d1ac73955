// One asset: the whole card to print, what can be done with it, and its life.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Form, Input, Spin } from 'antd'
import { useState } from 'react'
import { type CardKind, DETAIL_FIELDS, detailsOfKind } from '../../src/assets/details-table.ts'
import type { lendCard, takeBackCard } from '../../src/assets/use/lend-card.ts'
import type { finishRepair, sendToRepair } from '../../src/assets/use/repair-card.ts'
import { ACQUIRED_BY, FINANCIAL_CLASSES, FUNDS, USE_STATES, VALUE_KINDS } from '../../src/assets/vocabulary.ts'
import { divideHalfUp } from '../../src/kernel/money.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, FormWindow, Money, PageFrame, Slip, type SlipFact, useCommand, yuan } from '../ui/index.ts'
import './assets.css'
import { type FullCard, needed, useCard } from './data.ts'
import { DescribeCard } from './describe-card.tsx'
import { Labels } from './labels.tsx'
import { MoveCards } from './move-cards.tsx'

type Ask = 'repair' | 'repaired' | 'lend' | 'lease' | 'take-back'
const WORDS: Record<Ask, { title: string; label: string }> = {
  repair: { title: '送修', label: '故障' },
  repaired: { title: '修好', label: '修理结果' },
  lend: { title: '出借', label: '借用单位' },
  lease: { title: '出租', label: '承租单位' },
  'take-back': { title: '收回', label: '收回时状况' },
}
type Fields = { words: string; due_on?: string; doc_no?: string }

function AskFor({ what, card, close }: { what: Ask; card: FullCard; close: () => void }) {
  const repair = useCommand<typeof sendToRepair>('assets.send-to-repair', '已送修')
  const repaired = useCommand<typeof finishRepair>('assets.finish-repair', '已修好')
  const lend = useCommand<typeof lendCard>(
    'assets.lend-card',
    what === 'lease' ? '已出租，租金在“登记收支”里入账' : '已出借',
  )
  const back = useCommand<typeof takeBackCard>('assets.take-back-card', '已收回')
  const all = [repair, repaired, lend, back]
  const out = what === 'lend' || what === 'lease'
  const send = ({ words, due_on = '', doc_no = '' }: Fields) => {
    const card_id = card.id
    if (what === 'repair') return repair.run({ card_id, fault: words })
    if (what === 'repaired') return repaired.run({ card_id, result: words })
    if (what === 'lend' || what === 'lease') return lend.run({ card_id, as: what, borrower: words, due_on, doc_no })
    return back.run({ card_id, condition: words })
  }
  return (
    <FormWindow<Fields>
      title={`${WORDS[what].title}：${card.card_no} ${card.name}`}
      ok={WORDS[what].title}
      busy={all.some(one => one.busy)}
      error={all.find(one => one.error)?.error}
      submit={fields => send(fields)}
      close={close}
    >
      <Form.Item name="words" label={WORDS[what].label} rules={needed('请填写')}>
        <Input maxLength={out ? 80 : 200} />
      </Form.Item>
      {out && (
        <div className="pair">
          <Form.Item name="due_on" label="归还日期" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="doc_no" label="批准文号" rules={needed('请填批准文号')}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
      )}
    </FormWindow>
  )
}

function Moves({ card }: { card: FullCard }) {
  const may = useMay(['operations', 'finance'])
  const [ask, setAsk] = useState<Ask>()
  if (!may) return null
  const { use_state } = card
  const offers: Ask[] = [
    ...(use_state === 'idle' || use_state === 'in_use' ? (['repair'] as const) : []),
    ...(use_state === 'idle' ? (['lend', 'lease'] as const) : []),
    ...(use_state === 'repair' ? (['repaired'] as const) : []),
    ...(use_state === 'lent_out' || use_state === 'leased_out' ? (['take-back'] as const) : []),
  ]
  return (
    <div className="no-print" style={{ display: 'flex', flexWrap: 'wrap', columnGap: 8, marginBottom: 4 }}>
      <MoveCards cards={[card]} done={() => undefined} />
      {offers.map(offer => (
        <Button key={offer} onClick={() => setAsk(offer)} style={{ marginBottom: 12 }}>
          {WORDS[offer].title}
        </Button>
      ))}
      {ask && <AskFor what={ask} card={card} close={() => setAsk(undefined)} />}
    </div>
  )
}

const unitPrice = ({ original_fen, quantity }: FullCard) => divideHalfUp(BigInt(original_fen), BigInt(quantity))

function factsOf(card: FullCard): SlipFact[] {
  const voucher = card.voucher_id && (
    <Link to={`${paths.voucher}/${card.voucher_id}` as string}>
      {card.voucher_year} 年第 {String(card.voucher_no)} 号
    </Link>
  )
  const off = card.financial_class === 'intangible' ? '摊销' : '折旧'
  return [
    { title: '名称', value: card.name },
    { title: '标签码', value: card.tag_no ?? card.card_no },
    { title: '国标分类', value: [card.class_code, card.class_title].filter(Boolean).join(' ') },
    { title: '财务分类', value: FINANCIAL_CLASSES[card.financial_class] },
    ...detailsOfKind(card.card_kind).map(key => ({ title: DETAIL_FIELDS[key].title, value: card.details[key] ?? '' })),
    { title: '品牌型号', value: card.brand_model },
    { title: '出厂编号', value: card.serial_no },
    { title: '数量', value: `${card.quantity} ${card.measure}` },
    { title: '单价', value: `${yuan(unitPrice(card))} 元` },
    { title: '价值类型', value: VALUE_KINDS[card.value_kind as 'original'] },
    { title: '原值', value: `${yuan(card.original_fen)} 元` },
    { title: '净值', value: `${yuan(card.net_fen)} 元` },
    { title: `累计${off}`, value: `${yuan(card.depreciated_fen)} 元` },
    {
      title: off,
      value:
        card.method === 'none'
          ? `不提${off}`
          : `年限平均法，${card.life_months} 个月，已提 ${card.depreciated_months} 次`,
    },
    { title: '取得方式', value: ACQUIRED_BY[card.acquired_by] },
    { title: '取得日期', value: card.acquired_on },
    { title: '入账日期', value: card.booked_on },
    { title: '凭证号', value: voucher },
    { title: '经费来源', value: FUNDS[card.fund as 'fiscal'] },
    { title: '采购方式', value: card.purchase_form },
    { title: '合同号', value: card.contract_no },
    { title: '申请单号', value: card.requisition_no },
    { title: '供应商', value: card.supplier },
    { title: '发票号', value: card.invoice_no },
    { title: '质保截止', value: card.warranty_until },
    { title: '使用状况', value: USE_STATES[card.use_state] },
    { title: '使用科室', value: card.section },
    { title: '使用人', value: card.holder },
    { title: '管理部门', value: card.manager },
    { title: '存放地点', value: card.place },
    { title: '盘点', value: card.counted_on && `${card.counted_on} ${card.count_result}` },
    ...(card.waits_for
      ? [
          {
            title: '处置申请',
            value: <Link to={`${paths.disposals}/${card.waits_for_id}` as string}>{card.waits_for}</Link>,
          },
        ]
      : []),
    ...(card.disposal_no ? [{ title: '处置', value: `${card.disposal_no}　${card.disposed_on}`, wide: true }] : []),
    ...(card.note ? [{ title: '备注', value: card.note, wide: true }] : []),
  ]
}

function Life({ card }: { card: FullCard }) {
  return (
    <section className="part no-print">
      <h2>经过</h2>
      <ul className="next">
        {card.events.map((event, n) => (
          <li key={n}>
            {event.on_date}　{event.path ? <Link to={event.path as string}>{event.summary}</Link> : event.summary}
            <br />
            <span className="soft">
              {event.doc_no && `${event.doc_no}　`}
              {event.by}
            </span>
          </li>
        ))}
        {card.events.length === 0 && <li className="soft">导入的卡片，没有本系统的记录。</li>}
      </ul>
      {card.depreciation.length > 0 && (
        <details style={{ marginTop: 16 }}>
          <summary>折旧 {card.depreciation.length} 次</summary>
          <ul className="next">
            {card.depreciation.map(row => (
              <li key={row.on_date}>
                {row.on_date}　<Money fen={row.amount_fen} /> 元
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const TITLES: Record<CardKind, string> = {
  general: '固定资产卡片',
  vehicle: '固定资产卡片（车辆）',
  house: '固定资产卡片（房屋和构筑物）',
  land: '固定资产卡片（土地）',
  intangible: '无形资产卡片',
}

export function CardPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useCard(id)
  const { data: me } = useMe()
  const [label, setLabel] = useState(false)
  if (!data)
    return (
      <PageFrame title="资产卡片">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  if (label) return <Labels cards={[data]} close={() => setLabel(false)} />
  return (
    <PageFrame
      title={`${data.card_no} ${data.name}`}
      about={`${USE_STATES[data.use_state]}${data.holder ? `　${data.holder}` : ''}${data.is_example ? '　示例' : ''}`}
      actions={
        <>
          <DescribeCard card={data} />
          <Button onClick={() => setLabel(true)}>打印标签</Button>
          <Button onClick={() => window.print()}>打印卡片</Button>
        </>
      }
    >
      <Moves card={data} />
      <div className="document-page">
        <Slip
          title={TITLES[data.card_kind]}
          unit={me?.unit ?? undefined}
          no={data.card_no}
          day={data.booked_on}
          facts={factsOf(data)}
          signers={[{ post: '使用人', name: data.holder || null }, { post: '资产管理' }, { post: '会计' }]}
        />
        <Life card={data} />
      </div>
    </PageFrame>
  )
}
