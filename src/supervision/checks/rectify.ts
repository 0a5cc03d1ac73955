// Rectification (整改): the person responsible says what was done, with evidence; another person confirms it or sends it back.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { type Call, command, Id, type Sql, Text } from '../../platform/index.ts'
import { noSuchFinding, notResponsible, ownRectification, reasonNeeded, wrongFindingState } from '../refusals.ts'

type Finding = {
  id: bigint
  responsible_id: bigint
  responsible: string
  rectified_at: Date | null
  rectified_by_id: string | null
  confirmed_at: Date | null
}

async function lockFinding(tx: Sql, id: bigint): Promise<Finding> {
  const [found] = await tx<Finding[]>`
    select f.id, f.responsible_id, p.name responsible, f.rectified_at, f.rectified_by_id, f.confirmed_at
    from supervision.findings f join people.persons p on p.id = f.responsible_id where f.id = ${id} for update of f`
  if (!found) throw noSuchFinding()
  return found
}

const stateOf = ({ rectified_at, confirmed_at }: Finding) =>
  confirmed_at ? 'closed' : rectified_at ? 'rectified' : 'open'

async function note(tx: Sql, call: Call, id: bigint, move: string, text: string): Promise<void> {
  await tx`insert into supervision.finding_history (finding_id, move, note, at, person)
    values (${id}, ${move}, ${text}, ${call.at}, ${call.actor.name})`
}

/** Report that a finding is mended. Only by who is responsible for it. */
export const rectifyFinding = command({
  name: 'supervision.rectify-finding',
  title: '提交整改',
  access: 'signed-in',
  input: z.strictObject({ finding_id: Id, measure: Text(1000), file_id: Id.nullable().default(null) }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { finding_id, measure, file_id }) {
    const finding = await lockFinding(tx, finding_id)
    if (String(finding.responsible_id) !== call.actor.id) throw notResponsible({ person: finding.responsible })
    const state = stateOf(finding)
    if (state !== 'open') throw wrongFindingState({ state })
    if (file_id !== null)
      await attachFile(tx, call, { file_id, use: 'supervision.finding', subject: finding_id, access: 'signed-in' })
    await tx`update supervision.findings set measure = ${measure}, file_id = ${file_id}, rectified_at = ${call.at},
      rectified_by_id = ${call.actor.id} where id = ${finding_id}`
    await note(tx, call, finding_id, '整改', measure)
    return { state: 'rectified' }
  },
})

/** Confirm a rectification, or send it back with the reason. Never by who did it. */
export const confirmRectification = command({
  name: 'supervision.confirm-rectification',
  title: '确认整改',
  access: ['director', 'operations', 'finance', 'auditor'],
  input: z.strictObject({
    finding_id: Id,
    decision: z.enum(['confirm', 'return']),
    opinion: z.string().trim().max(400).default(''),
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { finding_id, decision, opinion }) {
    const finding = await lockFinding(tx, finding_id)
    const state = stateOf(finding)
    if (state !== 'rectified') throw wrongFindingState({ state })
    if (finding.rectified_by_id === call.actor.id) throw ownRectification()
    if (decision === 'return' && opinion === '') throw reasonNeeded()
    if (decision === 'confirm')
      await tx`update supervision.findings set confirmed_at = ${call.at}, confirmed_by = ${call.actor.name},
        confirmed_by_id = ${call.actor.id} where id = ${finding_id}`
    else await tx`update supervision.findings set rectified_at = null, rectified_by_id = null where id = ${finding_id}`
    await note(tx, call, finding_id, decision === 'confirm' ? '确认' : '退回', opinion)
    return { state: decision === 'confirm' ? 'closed' : 'open' }
  },
})
