// Versions of the inspection's rules: a new one begins as a copy, is edited until the first inspection uses it, and then stands.
import { z } from 'zod'
import { command, DayField, type Sql, Text } from '../../platform/index.ts'
import { noSuchVersion, versionStands, versionTooEarly, versionUsed } from '../refusals.ts'

const KEEPERS = ['operations', 'director', 'admin']
const Version = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z.-]{1,20}$/, '版本用年份或数字，例如 2027')
const Points = z.int('应为整数').min(0).max(100_000)

type Scheme = { version: string; effective_from: string; used: boolean }

async function lockScheme(tx: Sql, version: string): Promise<Scheme> {
  const [scheme] = await tx<Scheme[]>`
    select version, effective_from, exists (select from audience.inspections i where i.version = s.version) used
    from audience.inspection_schemes s where version = ${version} for update`
  if (!scheme) throw noSuchVersion({ version })
  return scheme
}

async function mustBeOpen(tx: Sql, version: string): Promise<void> {
  const { used } = await lockScheme(tx, version)
  if (used) throw versionUsed({ version })
}

/** Begin a new version as a copy of the newest one; from its day on quarters are inspected by it. */
export const beginInspectionVersion = command({
  name: 'audience.begin-inspection-version',
  title: '新建自查指标版本',
  access: KEEPERS,
  input: z.strictObject({ version: Version, effective_from: DayField, source: Text(300) }),
  output: z.object({ rule_count: z.number() }),
  async run(tx, _call, { version, effective_from, source }) {
    const [newest] = await tx<{ version: string; effective_from: string }[]>`
      select version, effective_from from audience.inspection_schemes order by effective_from desc limit 1 for update`
    if (newest && effective_from <= newest.effective_from) throw versionTooEarly({ day: newest.effective_from })
    const [taken] = await tx`select 1 from audience.inspection_schemes where version = ${version}`
    if (taken) throw versionStands({ version })
    await tx`update audience.inspection_schemes set effective_to = ${effective_from}::date - 1 where effective_to is null`
    await tx`insert into audience.inspection_schemes (version, full_cent, bonus_max_cent, pass_cent, effective_from, source)
      select ${version}, full_cent, bonus_max_cent, pass_cent, ${effective_from}, ${source}
      from audience.inspection_schemes where version = ${newest!.version}`
    const copied = await tx`
      insert into audience.inspection_rules (code, version, sort, kind, title, question, computed, applies, threshold, points_cent,
        points_max_cent, rectify_days, effective_from, source)
      select code, ${version}, sort, kind, title, question, computed, applies, threshold, points_cent, points_max_cent, rectify_days,
        ${effective_from}, source from audience.inspection_rules where version = ${newest!.version} returning 1`
    return { rule_count: copied.length }
  },
})

/** Change or add a rule of a version no inspection has used yet. */
export const setInspectionRule = command({
  name: 'audience.set-inspection-rule',
  title: '修改自查指标',
  access: KEEPERS,
  input: z
    .strictObject({
      version: Version,
      code: z.string().max(40).nullable().default(null),
      kind: z.enum(['veto', 'deduct', 'bonus']),
      title: Text(60),
      question: Text(300),
      applies: z.array(z.enum(['account', 'site', 'client'])).min(1, '至少适用一种'),
      threshold: z.int().min(0).max(100_000).nullable().default(null),
      points_cent: Points,
      points_max_cent: Points,
      rectify_days: z.int().min(1).max(90),
      source: Text(300),
      confirmed: z.boolean().default(false),
    })
    .refine(rule => rule.kind === 'veto' || rule.points_max_cent > 0, {
      path: ['points_max_cent'],
      message: '扣分和加分指标要有最多多少分',
    }),
  output: z.object({ code: z.string() }),
  async run(tx, _call, { version, code, ...given }) {
    await mustBeOpen(tx, version)
    const rule = given.kind === 'veto' ? { ...given, points_cent: 0, points_max_cent: 0 } : given
    const [known] = await tx`
      update audience.inspection_rules set ${tx(rule)} where version = ${version} and code = ${code ?? ''} returning 1`
    if (known) return { code: code! }
    const [next] = await tx<{ sort: number; effective_from: string }[]>`
      select coalesce(max(r.sort), 0) + 1 sort, s.effective_from from audience.inspection_schemes s
      left join audience.inspection_rules r using (version) where version = ${version} group by s.effective_from`
    const made = `own-${next!.sort}`
    await tx`insert into audience.inspection_rules ${tx({ ...rule, ...next!, version, code: made })}`
    return { code: made }
  },
})

/** Strike a rule out of a version no inspection has used yet. */
export const dropInspectionRule = command({
  name: 'audience.drop-inspection-rule',
  title: '删去自查指标',
  access: KEEPERS,
  input: z.strictObject({ version: Version, code: z.string().max(40) }),
  output: z.object({}),
  async run(tx, _call, { version, code }) {
    await mustBeOpen(tx, version)
    await tx`delete from audience.inspection_rules where version = ${version} and code = ${code}`
    return {}
  },
})

/** Set how points become a verdict in a version no inspection has used yet. */
export const setInspectionScheme = command({
  name: 'audience.set-inspection-scheme',
  title: '修改自查评分办法',
  access: KEEPERS,
  input: z
    .strictObject({
      version: Version,
      full_cent: Points,
      bonus_max_cent: Points,
      pass_cent: Points,
      source: Text(300),
      confirmed: z.boolean().default(false),
    })
    .refine(scheme => scheme.pass_cent <= scheme.full_cent, { path: ['pass_cent'], message: '合格分不能高于满分' }),
  output: z.object({}),
  async run(tx, _call, { version, ...scheme }) {
    await mustBeOpen(tx, version)
    await tx`update audience.inspection_schemes set ${tx(scheme)} where version = ${version}`
    return {}
  },
})
