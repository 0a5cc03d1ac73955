// Which papers a claim must bring: rows by kind, category of its line and amount; some at submission, some before it is paid.
import { milestonesCover } from '../../budget/index.ts'
import type { Day, Fen } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { holdsOn } from '../approval/routes.ts'
import { DOCUMENTS, type DocumentKind, type Kind } from '../vocabulary.ts'

export type Requirement = {
  id: bigint
  kind: Kind | null
  category: string | null
  from_fen: Fen
  document: DocumentKind
  due: 'submit' | 'pay'
  effective_from: Day
  effective_to: Day | null
  source: string
  confirmed: boolean
}

export function readRequirements(tx: Sql): Promise<Requirement[]> {
  return tx<Requirement[]>`
    select id, kind, category, from_fen, document, due, effective_from, effective_to, source, confirmed
    from spending.requirements order by kind nulls first, category nulls first, from_fen, document, effective_from`
}

type About = { kind: Kind; category: string; amount_fen: Fen; on: Day }

/** The papers a claim must have by then, each once; what is due at submission is due at payment too. Pure. */
export function requiredDocuments(
  requirements: readonly Requirement[],
  claim: About,
  by: 'submit' | 'pay',
): DocumentKind[] {
  const hold = requirements.filter(
    one =>
      (by === 'pay' || one.due === 'submit') &&
      (one.kind === null || one.kind === claim.kind) &&
      (one.category === null || one.category === claim.category) &&
      one.from_fen <= claim.amount_fen &&
      holdsOn(one, claim.on),
  )
  // a loan is settled by the claim that brings the papers
  const asked = claim.kind === 'loan' ? hold.filter(one => one.kind === 'loan' || one.document === 'minutes') : hold
  const wanted = new Set(asked.map(one => one.document))
  return (Object.keys(DOCUMENTS) as DocumentKind[]).filter(document => wanted.has(document))
}

/** Whether the project of the line has come far enough for what the claim still has to pay. */
async function milestonesReached(
  tx: Sql,
  { id, line_id, amount_fen }: { id: bigint; line_id: bigint; amount_fen: Fen },
): Promise<boolean> {
  const [paid] = await tx<{ fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint fen from spending.payments where claim_id = ${id} and state in ('sent', 'paid')`
  return milestonesCover(tx, line_id, amount_fen - paid!.fen)
}

/** Those of them that are not there. */
export async function missingDocuments(
  tx: Sql,
  claim: { id: bigint; line_id: bigint } & About,
  by: 'submit' | 'pay',
): Promise<DocumentKind[]> {
  const have = await tx<{ document: DocumentKind }[]>`
    select distinct document from spending.attachments where claim_id = ${claim.id} and removed_at is null
    union select 'invoice' from spending.invoices where claim_id = ${claim.id} and released_at is null`
  const held = new Set(have.map(row => row.document))
  if (by === 'pay' && (await milestonesReached(tx, claim))) held.add('milestone')
  return requiredDocuments(await readRequirements(tx), claim, by).filter(document => !held.has(document))
}
