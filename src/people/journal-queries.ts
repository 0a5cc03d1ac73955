// The journal and the security log, for those who watch over them.
import { z } from 'zod'
import { Int64, PageFields, query } from '../platform/index.ts'

const WATCHERS = ['admin', 'auditor'] as const

const JournalRow = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor_name: z.string(),
  command: z.string(),
  input: z.string(),
  output: z.string(),
  seal_no: Int64.nullable(),
})

export const journal = query({
  name: 'people.journal',
  title: '操作日志',
  access: WATCHERS,
  input: z.strictObject({
    command: z.string().max(80).optional(),
    actor: z.string().max(40).optional(),
    ...PageFields,
  }),
  output: z.object({ total_count: z.number(), rows: z.array(JournalRow) }),
  async read(tx, { command, actor, offset, limit }) {
    const where = tx`true ${command ? tx`and j.command = ${command}` : tx``} ${actor ? tx`and j.actor_name = ${actor}` : tx``}`
    const [count] = await tx<{ n: number }[]>`select count(*)::int n from platform.journal j where ${where}`
    const rows = await tx<(Omit<z.input<typeof JournalRow>, 'at'> & { at: Date })[]>`
      select j.id, j.at, j.actor_name, j.command, left(j.input, 2000) input, left(j.output, 2000) output, s.seal_no
      from platform.journal j left join platform.seals s on s.journal_id = j.id where ${where}
      order by j.at desc, s.seal_no desc nulls first, j.id offset ${offset} limit ${limit}`
    return { total_count: count?.n ?? 0, rows: rows.map(row => ({ ...row, at: row.at.toISOString() })) }
  },
})

export const journalChain = query({
  name: 'people.journal-chain',
  title: '操作日志封存情况',
  access: WATCHERS,
  input: z.strictObject({}),
  output: z.object({ sealed_count: z.number(), unsealed_count: z.number(), head: z.string().nullable() }),
  async read(tx) {
    const [row] = await tx<{ sealed: number; unsealed: number; head: Buffer | null }[]>`
      select (select count(*)::int from platform.seals) sealed, (select count(*)::int from platform.unsealed) unsealed,
        (select hash from platform.seals order by seal_no desc limit 1) head`
    return {
      sealed_count: row?.sealed ?? 0,
      unsealed_count: row?.unsealed ?? 0,
      head: row?.head?.toString('hex') ?? null,
    }
  },
})

const SecurityRow = z.object({
  id: Int64,
  at: z.iso.datetime(),
  kind: z.string(),
  actor: z.string().nullable(),
  address: z.string().nullable(),
  subject: z.string(),
  detail: z.string(),
})

export const securityLog = query({
  name: 'people.security-log',
  title: '安全日志',
  access: WATCHERS,
  input: z.strictObject({ ...PageFields }),
  output: z.object({ total_count: z.number(), rows: z.array(SecurityRow) }),
  async read(tx, { offset, limit }) {
    const [count] = await tx<{ n: number }[]>`select count(*)::int n from platform.security_log`
    const rows = await tx<(Omit<z.input<typeof SecurityRow>, 'at'> & { at: Date })[]>`
      select l.id, l.at, l.kind, coalesce(p.name, l.actor) actor, l.address, l.subject, l.detail from platform.security_log l
      left join people.persons p on p.id::text = l.actor order by l.id desc offset ${offset} limit ${limit}`
    return { total_count: count?.n ?? 0, rows: rows.map(row => ({ ...row, at: row.at.toISOString() })) }
  },
})
