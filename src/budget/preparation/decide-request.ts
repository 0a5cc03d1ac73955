// A section submits its request; 综合 or 会计 reviews it, the director agrees; either may return it. What was submitted is kept.
import { z } from 'zod'
import { sectionByName } from '../../people/index.ts'
import { type Access, command, Text, YearField } from '../../platform/index.ts'
import { itemsJson, itemsOf, lockRequest, lockStage } from './items.ts'
import { emptyRequest, objectiveNotMeasurable, ownRequest, requestIsClosed } from './refusals.ts'
import { FILLERS, openRequest } from './save-item.ts'
import { type Decision, decided, objectiveLacks, REQUEST_STATES } from './words.ts'

const State = z.enum(Object.keys(REQUEST_STATES) as [keyof typeof REQUEST_STATES])

/** Submit a section's request. Every project needs an objective that can be measured. */
export const submitRequest = command({
  name: 'budget.submit-request',
  title: '报送预算申报',
  access: FILLERS,
  input: z.strictObject({ year: YearField, section: Text(40), note: z.string().trim().max(200).default('') }),
  output: z.object({ state: State }),
  async run(tx, call, { year, section, note }) {
    const request = await openRequest(tx, call, year, section)
    const items = await itemsOf(tx, year, await sectionByName(tx, section))
    if (items.length === 0) throw emptyRequest({ section })
    for (const item of items) {
      if (item.category !== 'other_running' && item.category !== 'specific') continue
      const lacks = objectiveLacks(item.objective, item.indicators)
      if (lacks) throw objectiveNotMeasurable({ title: item.title, lacks })
    }
    await tx`update budget.requests set state = 'submitted', submitted_by = ${call.actor.id}, since = ${call.at} where id = ${request.id}`
    await tx`insert into budget.request_decisions (request_id, stage, decision, note, items, decided_at, decided_by)
      select ${request.id}, stage, 'submit', ${note}, ${tx.json(itemsJson(items) as never)}, ${call.at}, ${call.actor.name}
      from budget.preparations where year = ${year}`
    return { state: 'submitted' as const }
  },
})

function deciding(
  decision: Exclude<Decision, 'submit'>,
  title: string,
  access: Access,
  note: z.ZodType<string, string | undefined>,
) {
  return command({
    name: `budget.${decision}-request`,
    title,
    access,
    input: z.strictObject({ year: YearField, section: Text(40), note }),
    output: z.object({ state: State }),
    async run(tx, call, given) {
      const { year, section } = given as { year: number; section: string; note: string }
      const stage = await lockStage(tx, year, 'first_up', 'second_up')
      const request = await lockRequest(tx, year, { id: await sectionByName(tx, section), name: section }, call.at)
      const state = decided(request.state, decision)
      if (!state) throw requestIsClosed({ section: `${section}（${REQUEST_STATES[request.state]}）` })
      if (decision !== 'return' && request.submitted_by === call.actor.id && call.actor.id !== 'system')
        throw ownRequest()
      await tx`update budget.requests set state = ${state}, since = ${call.at} where id = ${request.id}`
      await tx`insert into budget.request_decisions (request_id, stage, decision, note, decided_at, decided_by)
        values (${request.id}, ${stage}, ${decision}, ${(given as { note: string }).note}, ${call.at}, ${call.actor.name})`
      return { state }
    },
  })
}

const words = z.string().trim().max(200).default('')

/** Review a submitted request; not by who submitted it. */
export const reviewRequest = deciding('review', '审核预算申报', ['operations', 'finance'], words)
/** Agree to a reviewed request; not by who submitted it. */
export const agreeRequest = deciding('agree', '同意预算申报', ['director'], words)
/** Return a request to its section, with the reason. */
export const returnRequest = deciding('return', '退回预算申报', ['operations', 'finance', 'director'], Text(200))
