// Publish a rule of the house, or a new version of one: who must know it is asked to read it, anew with every version.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { type Call, command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { emptyRule, nobodyMustKnow, noSuchRule, ruleRepealed } from '../refusals.ts'
import { SUBJECTS } from '../vocabulary.ts'

const keys = Object.keys(SUBJECTS) as [keyof typeof SUBJECTS]
export const KEEPERS = ['operations', 'director', 'admin'] as const

const Fields = z.strictObject({
  /** null: a rule that is not in the library yet */
  rule_id: Id.nullable().default(null),
  title: Text(80),
  kind: z.enum(keys),
  everybody: z.boolean(),
  roles: z.array(z.string().max(30)).max(20).default([]),
  section_ids: z.array(Id).max(50).default([]),
  effective_from: DayField,
  body: z.string().trim().max(100_000).default(''),
  file_id: Id.nullable().default(null),
  note: z.string().trim().max(400).default(''),
  read_days: z.number().int().min(1, '至少 1 天').max(90, '最多 90 天').default(7),
  is_example: z.boolean().default(false),
})
type Input = z.output<typeof Fields>

async function keepRule(tx: Sql, { rule_id, title, kind, everybody, roles, section_ids, is_example }: Input) {
  const row = { title, kind, everybody, roles, section_ids: section_ids.map(String) }
  if (rule_id === null) {
    const [made] = await tx<{ id: bigint }[]>`insert into supervision.rules ${tx({ ...row, is_example })} returning id`
    return made!.id
  }
  const [known] = await tx<{ repealed_on: string | null }[]>`
    select repealed_on from supervision.rules where id = ${rule_id} for update`
  if (!known) throw noSuchRule()
  if (known.repealed_on !== null) throw ruleRepealed()
  await tx`update supervision.rules set ${tx(row)} where id = ${rule_id}`
  return rule_id
}

async function addVersion(tx: Sql, call: Call, ruleId: bigint, input: Input): Promise<number> {
  const { effective_from, body, file_id, note, read_days } = input
  const [row] = await tx<{ version_no: number }[]>`
    insert into supervision.versions (rule_id, version_no, effective_from, body, file_id, note, read_by, published_at, published_by)
    values (${ruleId}, (select coalesce(max(version_no), 0) + 1 from supervision.versions where rule_id = ${ruleId}),
      ${effective_from}, ${body}, ${file_id}, ${note}, ${call.today}::date + ${read_days}::int, ${call.at}, ${call.actor.name})
    returning version_no`
  if (file_id !== null) {
    const use = { file_id, use: 'supervision.rule', subject: ruleId, access: 'signed-in', kinds: ['document'] } as const
    await attachFile(tx, call, use)
  }
  return row!.version_no
}

/** Publish a rule, or its next version. */
export const publishRule = command({
  name: 'supervision.publish-rule',
  title: '发布制度',
  access: KEEPERS,
  input: Fields,
  output: z.object({ rule_id: Int64, version_no: z.number() }),
  async run(tx, call, input) {
    if (input.body === '' && input.file_id === null) throw emptyRule()
    if (!input.everybody && input.roles.length + input.section_ids.length === 0) throw nobodyMustKnow()
    const rule_id = await keepRule(tx, input)
    return { rule_id, version_no: await addVersion(tx, call, rule_id, input) }
  },
})

/** Repeal a rule: nobody is asked to read it any more, it stays in the library. */
export const repealRule = command({
  name: 'supervision.repeal-rule',
  title: '废止制度',
  access: KEEPERS,
  input: z.strictObject({ rule_id: Id, on_date: DayField, reason: Text(200) }),
  output: z.object({ repealed_on: z.string() }),
  async run(tx, _call, { rule_id, on_date, reason }) {
    const repealed = await tx`update supervision.rules set repealed_on = ${on_date}, repeal_note = ${reason}
      where id = ${rule_id} and repealed_on is null returning 1`
    if (repealed.length > 0) return { repealed_on: on_date }
    const known = await tx`select 1 from supervision.rules where id = ${rule_id}`
    throw known.length > 0 ? ruleRepealed() : noSuchRule()
  },
})
