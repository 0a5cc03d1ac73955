// What a printed document lists and sums: items, the parts of a journey, or who gets how much; the rows always come to the total.
import type { ReactNode } from 'react'
import { capitalYuan } from '../../src/kernel/money.ts'
import { yuan } from '../ui/index.ts'
import { itemsOf } from './claim-view.tsx'
import type { FullClaim } from './data.ts'

type Row = { title: string; note: string; fen: bigint }

/** Fares and lodging as they were given; what is left of the claim are its allowances. */
function journeyRows({ details, amount_fen }: FullClaim): Row[] {
  const fen = (key: string) => BigInt((details[key] as string | undefined) ?? '0')
  const [fares, lodging, own] = [fen('fares_fen'), fen('lodging_fen'), fen('self_borne_fen')]
  const day = (key: string) => Date.parse(String(details[key]))
  const days = Math.round((day('to_day') - day('from_day')) / 86_400_000) + 1
  const heads = (details.travellers as unknown[]).length
  return [
    { title: '城市间交通费', note: '', fen: fares },
    { title: '住宿费', note: own > 0n ? `发票 ${yuan(lodging)} 元，个人自理 ${yuan(own)} 元` : '', fen: lodging - own },
    {
      title: '伙食补助和市内交通补助',
      note: `${heads} 人，${days} 天，按标准`,
      fen: BigInt(amount_fen) - fares - lodging + own,
    },
  ].filter(row => row.fen > 0n)
}

function rowsOf(claim: FullClaim): Row[] {
  const items = itemsOf(claim)
  if (items.length > 0) return items.map(item => ({ title: item.title, note: item.note, fen: BigInt(item.amount_fen) }))
  if (claim.kind === 'travel') return journeyRows(claim)
  return claim.payees.map(payee => ({ title: payee.name, note: payee.account_no, fen: BigInt(payee.gross_fen) }))
}

function Sheet({
  titles,
  rows,
  span,
  total,
}: {
  titles: string[]
  rows: ReactNode[][]
  span: number
  total: string[]
}) {
  const [capital, ...sums] = total
  return (
    <table>
      <thead>
        <tr>
          {titles.map(title => (
            <th key={title} className={title.endsWith('（元）') ? 'num' : ''}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {cells.map((cell, n) => (
              <td key={n} className={titles[n]!.endsWith('（元）') ? 'num' : ''}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td colSpan={span}>合计（大写）{capital}</td>
          {sums.map((sum, n) => (
            <td key={n} className="num">
              {sum}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** A labour fee: what is due, what is withheld, what is paid out; the tax office's own row is their sum of taxes. */
function Fees({ claim }: { claim: FullClaim }) {
  const own = claim.payees.filter(payee => !payee.is_tax)
  const sum = (key: 'gross_fen' | 'tax_fen' | 'amount_fen') =>
    yuan(own.reduce((total, payee) => total + BigInt(payee[key]), 0n))
  return (
    <Sheet
      titles={['领款人', '证件号码', '账号', '应发（元）', '代扣个税（元）', '实发（元）']}
      rows={own.map(payee => [
        <span key="name" style={{ whiteSpace: 'nowrap' }}>
          {payee.name}
        </span>,
        payee.id_no,
        payee.account_no,
        yuan(payee.gross_fen),
        yuan(payee.tax_fen),
        yuan(payee.amount_fen),
      ])}
      span={3}
      total={[capitalYuan(BigInt(claim.amount_fen)), sum('gross_fen'), sum('tax_fen'), sum('amount_fen')]}
    />
  )
}

export function Lines({ claim }: { claim: FullClaim }) {
  if (claim.kind === 'labour') return <Fees claim={claim} />
  return (
    <Sheet
      titles={['项目', '说明', '金额（元）']}
      rows={rowsOf(claim).map(({ title, note, fen }) => [title, note, yuan(fen)])}
      span={2}
      total={[capitalYuan(BigInt(claim.amount_fen)), yuan(claim.amount_fen)]}
    />
  )
}

/** To whom it goes; a labour fee and a loan say it in their rows. */
export function Payees({ claim }: { claim: FullClaim }) {
  if (claim.kind === 'labour' || claim.kind === 'loan') return null
  return claim.payees.map(payee => (
    <p className="reason" key={payee.n}>
      收款人：{[payee.name, payee.account_no, payee.bank, `${yuan(payee.amount_fen)} 元`].filter(Boolean).join('　')}
    </p>
  ))
}
