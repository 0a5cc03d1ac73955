// Rules of assets from a day on: depreciation lives, configuration standards, and classes from a workbook of the standard.
import { z } from 'zod'
import { addDays, command, DayField, fileReading, Int64, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import { cellText, readWorkbook } from '../../platform/workbooks/index.ts'
import { mustFit } from '../details.ts'
import { CARD_KINDS, type CardKind } from '../details-table.ts'
import { FINANCIAL_CLASSES, type FinancialClass } from '../vocabulary.ts'

const financialClass = z.enum(Object.keys(FINANCIAL_CLASSES) as [FinancialClass, ...FinancialClass[]])
const CLERKS = ['operations', 'finance', 'admin']

const ends = (tx: Sql, table: 'life_rules' | 'standards', column: 'title' | 'item', value: string, from: string) => tx`
  update assets.${tx(table)} set effective_to = ${addDays(from, -1)}
  where ${tx(column)} = ${value} and effective_to is null and effective_from < ${from}`

/** A depreciation life; without months: not depreciated. */
export const LifeInput = z.strictObject({
  title: Text(60),
  financial_class: financialClass,
  life_months: z.number().int().min(1).max(1200).nullable(),
  card_kind: z.enum(Object.keys(CARD_KINDS) as [CardKind, ...CardKind[]]).default('general'),
  effective_from: DayField,
  source: Text(200),
  confirmed: z.boolean().default(false),
})

export async function writeLife(tx: Sql, rule: z.output<typeof LifeInput>): Promise<bigint> {
  mustFit(rule.card_kind, rule.financial_class)
  await ends(tx, 'life_rules', 'title', rule.title, rule.effective_from)
  const [row] = await tx<{ id: bigint }[]>`
    insert into assets.life_rules ${tx(rule)} on conflict (title, effective_from) do update set
      life_months = excluded.life_months, financial_class = excluded.financial_class, card_kind = excluded.card_kind, source = excluded.source,
      confirmed = excluded.confirmed returning id`
  return row!.id
}

/** Set a depreciation life; null: not depreciated. */
export const setLifeRule = command({
  name: 'assets.set-life-rule',
  title: '设定折旧年限',
  access: CLERKS,
  input: LifeInput,
  output: z.object({ rule_id: Int64 }),
  run: async (tx, _call, rule) => ({ rule_id: await writeLife(tx, rule) }),
})

/** How many of an asset a person, a section or the unit may have, and for how much. */
export const StandardInput = z.strictObject({
  item: Text(40),
  words: z.string().trim().max(120).default(''),
  per: z.enum(['person', 'section', 'unit']),
  quantity: z.number().int().min(0).max(10_000),
  price_fen: PositiveFen.nullable().default(null),
  life_years: z.number().int().min(1).max(100).nullable().default(null),
  effective_from: DayField,
  source: Text(200),
  confirmed: z.boolean().default(false),
})

export async function writeStandard(tx: Sql, standard: z.output<typeof StandardInput>): Promise<bigint> {
  await ends(tx, 'standards', 'item', standard.item, standard.effective_from)
  const [row] = await tx<{ id: bigint }[]>`
    insert into assets.standards ${tx(standard)} on conflict (item, effective_from) do update set
      words = excluded.words, per = excluded.per, quantity = excluded.quantity, price_fen = excluded.price_fen,
      life_years = excluded.life_years, source = excluded.source, confirmed = excluded.confirmed returning id`
  return row!.id
}

/** Set a configuration standard. */
export const setStandard = command({
  name: 'assets.set-standard',
  title: '设定配置标准',
  access: CLERKS,
  input: StandardInput,
  output: z.object({ standard_id: Int64 }),
  run: async (tx, _call, standard) => ({ standard_id: await writeStandard(tx, standard) }),
})

const ClassRow = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{2,20}$/, '分类代码为大写字母和数字'),
  title: Text(80),
  old_code: z.string().trim().max(20).default(''),
})

/** Read a class table: 代码, 名称, and 旧代码 where the old version's code is known. Nothing is kept. */
export const readClasses = fileReading({
  name: 'assets.read-classes',
  title: '读取分类代码表',
  access: CLERKS,
  output: z.object({ rows: z.array(z.unknown()), errors: z.array(z.object({ row: z.number(), message: z.string() })) }),
  async read(_tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = (title: string) => head.findIndex(cell => cellText(cell) === title)
    const [code, title, old] = [at('代码'), at('名称'), at('旧代码')]
    if (code < 0 || title < 0) return { rows: [], errors: [{ row: 1, message: '要有“代码”和“名称”两列' }] }
    const rows: z.output<typeof ClassRow>[] = []
    const errors: { row: number; message: string }[] = []
    body.forEach((cells, n) => {
      if (cells.every(cell => cellText(cell) === '')) return
      const row = { code: cellText(cells[code]), title: cellText(cells[title]), old_code: cellText(cells[old]) }
      const checked = ClassRow.safeParse(row)
      if (checked.success) rows.push(checked.data)
      else errors.push({ row: n + 2, message: checked.error.issues.map(issue => issue.message).join('；') })
    })
    return { rows, errors }
  },
})

/** Take a class table in as a version; a code that is there already is written anew, so twice changes nothing. */
export const importClasses = command({
  name: 'assets.import-classes',
  title: '导入分类代码表',
  access: CLERKS,
  input: z.strictObject({
    version: z.string().regex(/^\d{4}$/, '版本填年号，如 2022'),
    old_version: z
      .string()
      .regex(/^\d{4}$/, '版本填年号，如 2010')
      .nullable()
      .default(null),
    source: Text(200),
    confirmed: z.boolean().default(false),
    rows: z.array(ClassRow).min(1).max(20_000),
  }),
  output: z.object({ class_count: z.number(), mapping_count: z.number() }),
  async run(tx, _call, { version, old_version, source, confirmed, rows }) {
    const json = JSON.stringify(rows)
    await tx`
      insert into assets.classes (version, code, title, financial_class, source, confirmed)
      select distinct on (r.code) ${version}, r.code, r.title, (select k.financial_class from assets.classes k where k.version = ${version}
        and r.code like k.code || '%' order by length(k.code) desc limit 1), ${source}, ${confirmed}
      from jsonb_to_recordset(${json}::text::jsonb) r(code text, title text)
      on conflict (version, code) do update set title = excluded.title, source = excluded.source, confirmed = excluded.confirmed`
    const mapped =
      old_version === null
        ? []
        : await tx`
      insert into assets.class_mapping (old_version, old_code, new_version, new_code, confirmed)
      select distinct ${old_version}, r.old_code, ${version}, r.code, ${confirmed}
      from jsonb_to_recordset(${json}::text::jsonb) r(code text, old_code text) where r.old_code <> ''
      on conflict (old_version, old_code, new_version, new_code) do update set confirmed = excluded.confirmed
        where class_mapping.confirmed is distinct from excluded.confirmed returning 1`
    return { class_count: rows.length, mapping_count: mapped.length }
  },
})
