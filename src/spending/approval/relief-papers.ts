// The papers of claims for those who stand in for somebody: open from the first day of a relief on, shut after its last.
import type { Day } from '../../kernel/index.ts'
import { shareFiles, unshareFiles } from '../../platform/files/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { noteLetIn, PAPERS_USE } from '../invoices/attach.ts'
import { PAYER_ROLE } from './steps.ts'

type LetIn = { claim_id: bigint; person_id: bigint }

const inForce = (tx: Sql, on: Day) => tx`x.ended_at is null and ${on}::date between x.from_day and x.to_day`

/** Claims on their way that wait, or will wait, for a role with a relief on the day, and whose papers are not open to him. */
function closedTo(tx: Sql, on: Day): Promise<LetIn[]> {
  return tx<LetIn[]>`
    select distinct c.id claim_id, x.relief_id person_id from spending.reliefs x
    join spending.claims c on (c.state = 'approving' and exists (
        select from spending.steps s where s.claim_id = c.id and s.round = c.round and s.role = x.role
          and not exists (select from spending.decisions d where d.claim_id = s.claim_id and d.round = s.round and d.step_n = s.n)))
      or (x.role = ${PAYER_ROLE} and c.state in ('approving', 'approved', 'paying'))
    join platform.file_uses u on u.use = ${PAPERS_USE} and u.subject = c.id::text
      and not u.access @> array['person:' || x.relief_id]
    where ${inForce(tx, on)}`
}

/** Who was let in as a relief and stands in for nobody any more whom the claim concerns: its approvers, the cashier. */
function openTooLong(tx: Sql, on: Day): Promise<LetIn[]> {
  return tx<LetIn[]>`
    select l.claim_id, l.person_id from spending.relief_papers l
    where not exists (select from spending.reliefs x where x.relief_id = l.person_id and ${inForce(tx, on)}
      and (x.role = ${PAYER_ROLE} or exists (select from spending.steps s where s.claim_id = l.claim_id and s.role = x.role)))`
}

/** Opens what a relief of the day has to read; returns how many were let in. */
export async function openReliefPapers(tx: Sql, call: Call): Promise<number> {
  const closed = await closedTo(tx, call.today)
  for (const one of closed) {
    await shareFiles(tx, PAPERS_USE, one.claim_id, [`person:${one.person_id}`])
    await noteLetIn(tx, call, one)
  }
  return closed.length
}

/** Shuts out whoever was let in as a relief and is none any more; returns how many. What he may read otherwise stays open. */
export async function shutReliefPapers(tx: Sql, on: Day): Promise<number> {
  const open = await openTooLong(tx, on)
  for (const { claim_id, person_id } of open) {
    await unshareFiles(tx, PAPERS_USE, claim_id, [`person:${person_id}`])
    await tx`delete from spending.relief_papers where claim_id = ${claim_id} and person_id = ${person_id}`
  }
  return open.length
}

/** Whether somebody is to be let in or shut out on the day. */
export async function reliefPapersDue(tx: Sql, on: Day): Promise<boolean> {
  return (await closedTo(tx, on)).length > 0 || (await openTooLong(tx, on)).length > 0
}
