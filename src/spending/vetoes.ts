// What in spending forbids a person to leave, and a year to close.
import { yuanGrouped } from '../kernel/index.ts'
import { vetoSource } from '../platform/index.ts'

const OPEN = ['approving', 'returned', 'approved', 'paying']

/** What to do at the end of a year with a claim in this state. */
const WAY_ON: Record<string, string> = {
  approved: '，付不完的办理跨年结转',
  paying: '，本年付出的登记付款结果，下年才付出的办理跨年结转',
}

const openLoans = vetoSource({
  name: 'spending.loans',
  title: '借款',
  async list(tx, subject) {
    const whose = subject.kind === 'person-leaves' ? subject.person_id : null
    const year = subject.kind === 'year-closes' ? subject.year : null
    const rows = await tx<{ claim_no: string; owed_fen: bigint; borrower: string }[]>`
      select c.claim_no, l.paid_fen - l.settled_fen owed_fen, c.applicant borrower from spending.loans l
      join spending.claims c on c.id = l.claim_id
      where l.paid_fen > l.settled_fen and (c.applicant_id = ${whose} or c.year = ${year}) order by c.id`
    return rows.map(row => ({
      reason: `${row.borrower}的借款 ${row.claim_no} 还有 ${yuanGrouped(row.owed_fen)} 元没有结清`,
      path: '/spending/loans',
    }))
  },
})

const openClaims = vetoSource({
  name: 'spending.claims',
  title: '报销单据',
  async list(tx, subject) {
    const whose = subject.kind === 'person-leaves' ? subject.person_id : null
    const year = subject.kind === 'year-closes' ? subject.year : null
    const rows = await tx<{ id: bigint; claim_no: string; title: string; state: string }[]>`
      select id, claim_no, title, state from spending.claims
      where state = any(${OPEN}) and (applicant_id = ${whose} or coalesce(carried_to_year, year) = ${year}) order by id`
    return rows.map(row => ({
      reason: `单据 ${row.claim_no}（${row.title}）还没有办完${year === null ? '' : (WAY_ON[row.state] ?? '')}`,
      path: `/spending/claims/${row.id}`,
    }))
  },
})

export const spendingVetoes = [openLoans, openClaims]
