// What a claim's form holds, and what the command takes: 元 as typed on one side, 分 on the other. Pure.
import type { ClaimInput } from '../../src/spending/claims/fields.ts'
import type { Kind } from '../../src/spending/vocabulary.ts'
import { fenOf } from '../ui/text.ts'
import type { FullClaim } from './data.ts'

type ItemRow = { title?: string; on_date?: string; amount?: string; note?: string }
type PayeeRow = { name?: string; id_no?: string; bank?: string; account_no?: string; gross?: string; tax?: string }
export type Values = {
  title: string
  on_date: string
  line_no: string
  section: string
  purpose?: string
  pay_by: ClaimInput['pay_by']
  details: Record<string, unknown>
  items?: ItemRow[]
  payees?: PayeeRow[]
  loan_id?: string | null
  offset?: string
  contract_no?: string
  requisition_id?: string | null
}

const MONEY = ['fares', 'lodging', 'self_borne'] as const

const fen = (typed: string | undefined) => (typed ? (fenOf(typed) ?? '0') : '0')
const yuanText = (value: string) => `${value.slice(0, -2) || '0'}.${value.padStart(3, '0').slice(-2)}`
/** 分 as text to 元 as a person types it: 120050 → 1200.50. */
export const typed = (value: string) => yuanText(value.padStart(3, '0'))

function detailsOf(kind: Kind, details: Record<string, unknown>): Record<string, unknown> {
  const money = Object.fromEntries(
    kind === 'travel' ? MONEY.map(name => [`${name}_fen`, fen(details[name] as string | undefined)]) : [],
  )
  const words = Object.fromEntries(
    Object.entries(details).filter(([name]) => !(MONEY as readonly string[]).includes(name)),
  )
  const counts = Object.fromEntries(
    Object.entries(words)
      .filter(([name]) => name.endsWith('_count'))
      .map(([name, value]) => [name, Number(value ?? 0)]),
  )
  return { ...words, ...counts, ...money, kind }
}

/** The command's input; rows that were left empty are left out. */
export function inputOf(kind: Kind, values: Values, of?: { claim_id: string; version: number }) {
  const { items = [], payees = [], offset, details, ...plain } = values
  return {
    claim_id: of?.claim_id ?? null,
    version: of?.version ?? 0,
    title: plain.title,
    on_date: plain.on_date,
    line_no: plain.line_no,
    section: plain.section,
    purpose: plain.purpose ?? '',
    pay_by: plain.pay_by,
    details: detailsOf(kind, details ?? {}) as never,
    items: items
      .filter(row => row?.title || row?.amount)
      .map(row => ({
        title: row.title ?? '',
        on_date: row.on_date || plain.on_date,
        amount_fen: fen(row.amount),
        note: row.note ?? '',
      })),
    payees: payees
      .filter(row => row?.name || row?.gross)
      .map(row => ({
        name: row.name ?? '',
        id_no: (row.id_no ?? '').toUpperCase(),
        bank: row.bank ?? '',
        account_no: (row.account_no ?? '').replace(/\s/g, ''),
        gross_fen: fen(row.gross),
        tax_fen: fen(row.tax),
      })),
    loan_id: plain.loan_id || null,
    offset_fen: plain.loan_id ? fen(offset) : '0',
    contract_no: plain.contract_no || null,
    requisition_id: plain.requisition_id || null,
  }
}

/** What the form shows of a saved claim. */
export function valuesOf(claim: FullClaim): Values {
  const details = { ...claim.details } as Record<string, unknown>
  for (const name of MONEY) {
    const value = details[`${name}_fen`]
    if (typeof value === 'string') details[name] = typed(value)
    delete details[`${name}_fen`]
  }
  delete details.kind
  const items = claim.items as { title: string; on_date: string; amount_fen: string; note: string }[]
  return {
    title: claim.title,
    on_date: claim.on_date,
    line_no: claim.line_no,
    section: claim.section,
    purpose: claim.purpose,
    pay_by: claim.pay_by as Values['pay_by'],
    details,
    items: items.map(({ amount_fen, ...row }) => ({ ...row, amount: typed(amount_fen) })),
    payees: claim.payees
      .filter(payee => !payee.is_tax)
      .map(({ name, id_no, bank, account_no, gross_fen, tax_fen }) => ({
        name,
        id_no,
        bank,
        account_no,
        gross: typed(gross_fen),
        tax: tax_fen === '0' ? '' : typed(tax_fen),
      })),
    loan_id: claim.loan_id,
    offset: claim.offset_fen === '0' ? '' : typed(claim.offset_fen),
    contract_no: claim.contract_no ?? '',
    requisition_id: claim.requisition_id,
  }
}
