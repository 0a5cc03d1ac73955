// What a claim comes to, and where it goes beyond its standard. Pure: the same for the form, the draft and the submission.
import { type Day, type Fen, type Refusal, sumFen } from '../../kernel/index.ts'
import type { ClaimDetails } from '../claims/fields.ts'
import { noStandard, overStandard, tooManyHosts } from '../refusals.ts'
import { STANDARD_ITEMS } from '../vocabulary.ts'
import { type Standard, standardOf } from './standards.ts'
import { daysBetween, priceTravel } from './travel.ts'

export type Price = { amount_fen: Fen; self_borne_fen: Fen; problems: Refusal[] }

type Priced = { details: ClaimDetails; items: readonly { amount_fen: Fen }[]; on_date: Day; payees_fen: Fen }
type Per = { item: string; class?: string; count: number; on: Day; what: string }

/** Over the standard per head (and day): the items together may not come to more. */
function perHead(standards: readonly Standard[], kind: string, total: Fen, per: Per): Refusal[] {
  const standard = standardOf(standards, { kind, item: per.item, class: per.class ?? '', on: per.on })
  if (!standard) return [noStandard({ what: per.what, on: per.on })]
  const limit_fen = standard.limit_fen * BigInt(per.count)
  return total > limit_fen ? [overStandard({ what: per.what, limit_fen, over_fen: total - limit_fen })] : []
}

function travelPrice(standards: readonly Standard[], details: Extract<ClaimDetails, { kind: 'travel' }>): Price {
  const price = priceTravel(standards, details)
  const problems: Refusal[] = price.unknown.map(item =>
    noStandard({ what: STANDARD_ITEMS[item]!, on: details.from_day }),
  )
  if (price.lodging_limit_fen === null && details.lodging_fen > 0n) {
    problems.push(noStandard({ what: '住宿费', on: details.from_day }))
  }
  if (price.over_fen > 0n) {
    problems.push(overStandard({ what: '住宿费', limit_fen: price.lodging_limit_fen!, over_fen: price.over_fen }))
  }
  return { amount_fen: price.amount_fen, self_borne_fen: details.self_borne_fen, problems }
}

/** At most so many hosts: a fixed number up to ten guests, a third of the guests above (接待管理规定第十条). */
function hosts(standards: readonly Standard[], on: Day, guests: number, company: number): Refusal[] {
  const few = standardOf(standards, { kind: 'reception', item: 'company_few', on })
  if (!few) return [noStandard({ what: '陪餐人数', on })]
  const limit = guests <= 10 ? Number(few.limit_fen) : Math.floor(guests / 3)
  return company > limit ? [tooManyHosts({ limit, company })] : []
}

/** The amount of a claim and everything that is beyond a standard. */
export function priceClaim(standards: readonly Standard[], { details, items, on_date, payees_fen }: Priced): Price {
  const total = sumFen(items.map(item => item.amount_fen))
  const plain = { amount_fen: total, self_borne_fen: 0n }
  switch (details.kind) {
    case 'travel':
      return travelPrice(standards, details)
    case 'meeting':
    case 'training': {
      const days = daysBetween(details.from_day, details.to_day) + 1
      const what = details.kind === 'meeting' ? '会议费' : '培训费'
      const per = { item: 'all', class: details.class, count: days * details.head_count, on: details.from_day, what }
      return { ...plain, problems: perHead(standards, details.kind, total, per) }
    }
    case 'reception': {
      const count = details.guest_count + details.company_count
      const per = { item: 'meal', count, on: on_date, what: '接待用餐' }
      const company = hosts(standards, on_date, details.guest_count, details.company_count)
      return { ...plain, problems: [...perHead(standards, 'reception', total, per), ...company] }
    }
    case 'labour':
    case 'loan':
      return { amount_fen: payees_fen, self_borne_fen: 0n, problems: [] }
    default:
      return { ...plain, problems: [] }
  }
}
