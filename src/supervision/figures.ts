// Figures of supervision: rules in force and read, checks made, findings and how many of them are mended.
import type { Figure, FigureContext, SourceFigure, TraceRow } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

type Row = { id: string; on_date: string | null; summary: string; detail: string }

/** A figure that counts rows: the same rows stand behind it. Left out where there is nothing to count it of (`among`). */
function counted(
  name: string,
  title: string,
  basis: string,
  unit: SourceFigure<Sql>['unit'],
  select: (tx: Sql, year: number) => Promise<Row[]>,
  among: (tx: Sql, year: number) => Promise<readonly unknown[]> = select,
): SourceFigure<Sql> {
  const load = ({ tx, period }: FigureContext<Sql>) => select(tx, period.year)
  return {
    kind: 'source',
    name,
    title,
    unit,
    basis,
    optional: true,
    async value(context) {
      const { length } = await load(context)
      const known = length > 0 || (await among(context.tx, context.period.year)).length > 0
      return known ? BigInt(length) : null
    },
    async rows(context, { offset, limit }) {
      const all = await load(context)
      const rows: TraceRow[] = all.slice(offset, offset + limit).map(row => ({ ...row, amount: 1n, source: null }))
      return { rows, total_count: all.length, total_amount: BigInt(all.length) }
    },
  }
}

/** The version of each rule that was in force at the end of a year. */
const inForce = (tx: Sql, year: number) => tx`
  select distinct on (r.id) r.id rule_id, r.title, r.everybody, r.roles, r.section_ids, v.id version_id, v.version_no, v.effective_from
  from supervision.rules r join supervision.versions v on v.rule_id = r.id
  where v.effective_from <= make_date(${year}, 12, 31) and (r.repealed_on is null or r.repealed_on > make_date(${year}, 12, 31))
  order by r.id, v.version_no desc`

const toRead = (tx: Sql, year: number) => tx`
  select f.*, p.id person_id, p.name person, x.read_at from (${inForce(tx, year)}) f
  join people.persons p on p.joined_on <= make_date(${year}, 12, 31) and (p.left_on is null or p.left_on > make_date(${year}, 12, 31))
    and (f.everybody or p.section_id = any(f.section_ids)
      or exists (select from people.person_roles o where o.person_id = p.id and o.role = any(f.roles)))
  left join supervision.receipts x on x.version_id = f.version_id and x.person_id = p.id`

const readingsDue = (tx: Sql, year: number) => tx`select 1 from (${toRead(tx, year)}) r limit 1`
const checksMade = (tx: Sql, year: number) =>
  tx`select 1 from supervision.checks where extract(year from on_date) = ${year} limit 1`

export const supervisionFigures: Figure<Sql>[] = [
  counted(
    'supervision.rules-in-force',
    '现行内部制度',
    '年末',
    '项',
    (tx, year) =>
      tx<
        Row[]
      >`select f.rule_id::text id, f.effective_from on_date, '《' || f.title || '》' summary, '第 ' || f.version_no || ' 版' detail
      from (${inForce(tx, year)}) f order by f.title`,
  ),
  counted(
    'supervision.readings-due',
    '制度应学习人次',
    '年末',
    '人',
    (tx, year) =>
      tx<
        Row[]
      >`select r.version_id || '-' || r.person_id id, null on_date, '《' || r.title || '》' summary, r.person detail
      from (${toRead(tx, year)}) r order by r.title, r.person`,
  ),
  counted(
    'supervision.readings-made',
    '制度已学习人次',
    '年末',
    '人',
    (tx, year) =>
      tx<Row[]>`select r.version_id || '-' || r.person_id id, (r.read_at at time zone 'Asia/Shanghai')::date on_date,
        '《' || r.title || '》' summary, r.person detail
      from (${toRead(tx, year)}) r where r.read_at is not null order by r.title, r.person`,
    readingsDue,
  ),
  {
    kind: 'derived',
    optional: true,
    name: 'supervision.read-rate',
    title: '制度学习率',
    unit: '%',
    basis: '制度应学习人次',
    formula: { op: 'ratio', of: ['supervision.readings-made', 'supervision.readings-due'] },
  },
  counted(
    'supervision.checks-made',
    '例行检查',
    '本年',
    '项',
    (tx, year) =>
      tx<Row[]>`select c.id::text id, c.on_date, p.title summary, c.done_by detail from supervision.checks c
      join supervision.plans p on p.id = c.plan_id where extract(year from c.on_date) = ${year} order by c.on_date, c.id`,
  ),
  counted(
    'supervision.findings-made',
    '检查发现问题',
    '本年',
    '项',
    (tx, year) =>
      tx<Row[]>`select f.id::text id, f.found_on on_date, f.title summary, f.item detail from supervision.findings f
      where extract(year from f.found_on) = ${year} order by f.found_on, f.id`,
    checksMade,
  ),
  counted(
    'supervision.findings-closed',
    '已整改问题',
    '本年',
    '项',
    (tx, year) =>
      tx<Row[]>`select f.id::text id, f.found_on on_date, f.title summary, f.measure detail from supervision.findings f
      where extract(year from f.found_on) = ${year} and f.confirmed_at is not null order by f.found_on, f.id`,
    checksMade,
  ),
  {
    kind: 'derived',
    optional: true,
    name: 'supervision.rectified-rate',
    title: '问题整改率',
    unit: '%',
    basis: '本年检查发现问题',
    formula: { op: 'ratio', of: ['supervision.findings-closed', 'supervision.findings-made'] },
  },
]
