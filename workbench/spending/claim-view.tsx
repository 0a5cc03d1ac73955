// A claim as a document: what it is for, what it comes to, who gets it, how it was paid.
import { Link } from '@tanstack/react-router'
import {
  KINDS,
  MEETING_CLASSES,
  PAY_BY,
  PAYMENT_STATES,
  PLACE_CLASSES,
  STATES,
  TRAINING_CLASSES,
  VEHICLE_USES,
} from '../../src/spending/vocabulary.ts'
import { paths } from '../app/paths.ts'
import { Money, yuan } from '../ui/index.ts'
import { type FullClaim, word } from './data.ts'

const DETAIL_TITLES: Record<string, string> = {
  place: '地点',
  place_class: '地点类别',
  class: '类别',
  use: '用车事项',
  from_day: '开始日期',
  to_day: '结束日期',
  travellers: '出差人',
  fares_fen: '城市间交通费',
  lodging_fen: '住宿费',
  self_borne_fen: '个人自理',
  head_count: '人数',
  guest_unit: '来访单位',
  letter_no: '公函文号',
  guest_count: '来访人数',
  company_count: '陪餐人数',
  plate_no: '车牌号',
  work: '劳务内容',
  due_on: '约定归还',
}

function detailText({ kind }: FullClaim, name: string, value: unknown): string {
  if (name === 'travellers') return (value as { name: string }[]).map(one => one.name).join('、')
  if (name.endsWith('_fen')) return `${yuan(String(value))} 元`
  if (name === 'place_class') return word(PLACE_CLASSES, String(value))
  if (name === 'class') return word(kind === 'training' ? TRAINING_CLASSES : MEETING_CLASSES, String(value))
  if (name === 'use') return word(VEHICLE_USES, String(value))
  return String(value)
}

/** What the kind of claim asked besides, as title and text; what nobody needs to read is left out. */
export function detailFacts(claim: FullClaim): [string, string][] {
  const facts = Object.entries(DETAIL_TITLES).flatMap(([name, title]): [string, string][] => {
    const value = claim.details[name]
    return value === undefined || value === '0' ? [] : [[title, detailText(claim, name, value)]]
  })
  return claim.loan_no ? [...facts, ['冲借款', `${claim.loan_no}　${yuan(claim.offset_fen)} 元`]] : facts
}

export const itemsOf = (claim: FullClaim) =>
  claim.items as { title: string; on_date: string; amount_fen: string; note: string }[]

function Items({ claim }: { claim: FullClaim }) {
  const items = itemsOf(claim)
  if (items.length === 0) return null
  return (
    <section>
      <h2>费用明细</h2>
      <table className="lines">
        <thead>
          <tr>
            <th>名称</th>
            <th>说明</th>
            <th className="num">金额（元）</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={at}>
              <td>{item.title}</td>
              <td className="soft">{item.note}</td>
              <td className="num">
                <Money fen={item.amount_fen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Payees({ claim }: { claim: FullClaim }) {
  if (claim.payees.length === 0) return null
  return (
    <section>
      <h2>收款人</h2>
      <table className="lines">
        <thead>
          <tr>
            <th>户名</th>
            <th>账号</th>
            <th className="num">实付（元）</th>
          </tr>
        </thead>
        <tbody>
          {claim.payees.map(payee => (
            <tr key={payee.n}>
              <td>
                {payee.name}
                {payee.id_no && <div className="soft">{payee.id_no}</div>}
              </td>
              <td>
                {payee.account_no}
                <div className="soft">{payee.bank}</div>
              </td>
              <td className="num">
                <Money fen={payee.amount_fen} />
                {payee.tax_fen !== '0' && <div className="soft">税 {yuan(payee.tax_fen)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const RETURNS: Record<string, string> = { refund: '退款', bounced: '退票', repayment: '归还借款' }

function Payments({ claim }: { claim: FullClaim }) {
  if (claim.payments.length + claim.returns.length === 0) return null
  const voucher = (id: string | null) => id && <Link to={`${paths.voucher}/${id}` as string}>凭证</Link>
  return (
    <section>
      <h2>支付</h2>
      <table className="lines">
        <tbody>
          {claim.payments.map(payment => (
            <tr key={payment.id}>
              <td>
                {payment.batch_no}　{payment.payee}
              </td>
              <td>
                {word(PAYMENT_STATES, payment.state)} {payment.settled_on} {payment.reason}
              </td>
              <td className="num">
                <Money fen={payment.amount_fen} /> {voucher(payment.voucher_id)}
              </td>
            </tr>
          ))}
          {claim.returns.map((back, at) => (
            <tr key={`r${at}`}>
              <td>{word(RETURNS, back.kind)}</td>
              <td>
                {back.on_date} {back.reason}
              </td>
              <td className="num">
                <Money fen={`-${back.amount_fen}`} /> {voucher(back.voucher_id)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Too late: paid after the day, or still not. */
function lateWords({ card_late, state }: FullClaim): string {
  if (!card_late) return ''
  return state === 'paid' ? '　还款已逾期' : '　已逾期，请尽快办理'
}

export function ClaimView({ claim }: { claim: FullClaim }) {
  const facts: [string, string][] = [
    ['单据号', claim.claim_no ?? '（未提交）'],
    ['状态', word(STATES, claim.state)],
    ['类别', word(KINDS, claim.kind)],
    ['日期', claim.on_date],
    ['申请人', claim.applicant],
    ['科室', claim.section],
    ['指标', `${claim.line_no} ${claim.line_title}`],
    ['支付方式', word(PAY_BY, claim.pay_by)],
    ...(claim.card_due_on ? [['公务卡还款日', `${claim.card_due_on}${lateWords(claim)}`] as [string, string]] : []),
    ...(claim.contract_no ? [['采购合同', claim.contract_no] as [string, string]] : []),
    ...detailFacts(claim),
  ]
  return (
    <>
      {claim.card_late && claim.state !== 'paid' && (
        <p className="bad" role="alert">
          公务卡还款日 {claim.card_due_on} 已过，单据还没有付款。
        </p>
      )}
      <p className="claim-sum">
        <span className="total">{yuan(claim.amount_fen)} 元</span>
        {claim.self_borne_fen !== '0' && <span>另有个人自理 {yuan(claim.self_borne_fen)} 元</span>}
      </p>
      <dl className="claim-facts">
        {facts.map(([title, text]) => (
          <FactPair key={title} title={title} text={text} />
        ))}
        {claim.purpose && (
          <>
            <dt>用途</dt>
            <dd className="wide">{claim.purpose}</dd>
          </>
        )}
      </dl>
      <Items claim={claim} />
      <Payees claim={claim} />
      <Payments claim={claim} />
    </>
  )
}

const FactPair = ({ title, text }: { title: string; text: string }) => (
  <>
    <dt>{title}</dt>
    <dd>{text}</dd>
  </>
)
