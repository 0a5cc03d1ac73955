// The rules cards are made by, for reading: depreciation lives, classes with their mapping, configuration standards, months done.
import { z } from 'zod'
import { Int64, query, YearField } from '../../platform/index.ts'
import { CARD_KINDS, type CardKind } from '../details-table.ts'

const Life = z.object({
  id: Int64,
  title: z.string(),
  financial_class: z.string(),
  life_months: z.number().nullable(),
  card_kind: z.enum(Object.keys(CARD_KINDS) as [CardKind, ...CardKind[]]),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
})

export const lifeRules = query({
  name: 'assets.life-rules',
  title: '折旧年限规定',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Life),
  read: tx => tx<z.input<typeof Life>[]>`
    select id, title, financial_class, life_months, card_kind, effective_from, effective_to, source, confirmed from assets.life_rules order by id`,
})

const Class = z.object({
  version: z.string(),
  code: z.string(),
  title: z.string(),
  financial_class: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
  now: z.string().nullable(),
})

export const classes = query({
  name: 'assets.classes',
  title: '资产分类代码',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Class),
  read: tx => tx<z.input<typeof Class>[]>`
    select c.version, c.code, c.title, c.financial_class, c.source, c.confirmed,
      (select string_agg(m.new_code, '、') from assets.class_mapping m where m.old_version = c.version and m.old_code = c.code) now
    from assets.classes c order by c.version desc, c.code`,
})

const FOUND_MAX = 20

/** Classes by the start of their code or by words of their name, for who fills a code in; the newest version first. */
export const findClasses = query({
  name: 'assets.find-classes',
  title: '查找分类代码',
  access: 'signed-in',
  input: z.strictObject({ search: z.string().trim().min(1).max(40) }),
  output: z.array(
    z.object({ version: z.string(), code: z.string(), title: z.string(), parent: z.string().nullable() }),
  ),
  read: (tx, { search }) => tx<{ version: string; code: string; title: string; parent: string | null }[]>`
    select c.version, c.code, c.title, p.title parent from assets.classes c
    left join assets.classes p on p.version = c.version and c.code like 'A%' and p.code <> c.code
      and p.code = rpad(left(c.code, case when c.code like '%0000' then 3 when c.code like '%00' then 5 else 7 end), 9, '0')
    where c.version = (select max(version) from assets.classes)
      and (c.code like upper(${search}) || '%' or position(${search} in c.title) > 0)
    order by c.title <> ${search}, position(${search} in c.title) = 0, length(c.title), c.code limit ${FOUND_MAX}`,
})

const Standard = z.object({
  id: Int64,
  item: z.string(),
  words: z.string(),
  per: z.enum(['person', 'section', 'unit']),
  quantity: z.number(),
  price_fen: Int64.nullable(),
  life_years: z.number().nullable(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
})

export const standards = query({
  name: 'assets.standards',
  title: '配置标准',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Standard),
  read: tx => tx<z.input<typeof Standard>[]>`
    select id, item, words, per, quantity, price_fen, life_years, effective_from, effective_to, source, confirmed
    from assets.standards order by item, effective_from desc`,
})

const Month = z.object({
  month: z.string(),
  card_count: z.number(),
  total_fen: Int64,
  last_run_by: z.string().nullable(),
})

export const depreciationMonths = query({
  name: 'assets.depreciation-months',
  title: '折旧月份',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Month),
  read: (tx, { year }) => tx<z.input<typeof Month>[]>`
    select to_char(d.on_date, 'YYYY-MM') "month", count(*)::int card_count, sum(d.amount_fen)::bigint total_fen, max(m.last_run_by) last_run_by
    from assets.depreciation d left join assets.depreciation_months m on to_char(m.month, 'YYYY-MM') = to_char(d.on_date, 'YYYY-MM')
    where extract(year from d.on_date) = ${year} group by 1 order by 1`,
})
