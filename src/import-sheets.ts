// The workbooks of money, people and assets that `bin/beita import` takes in: each is read by the reading and taken in by
// the command that the workbench uses, so what is refused there is refused here. A dry run performs the command and rolls
// it back.
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { allCommands, allFileReadings, allQueries } from './app.ts'
import { type Arguments, WrongArguments } from './arguments.ts'
import type { ImportResult, ImportRun } from './import-kinds.ts'
import { yuanGrouped } from './kernel/index.ts'
import { ask, type Pool, perform, readFileFor, rehearse } from './platform/index.ts'
import { parseMoneyCell, writeWorkbook } from './platform/workbooks/index.ts'

type Given = Arguments['values']
type RowError = { row: number; message: string }
/** What is about to happen: the command's input, or null where the file says what is there already. */
type Plan = {
  input: unknown
  words: string
  detail: Record<string, unknown>
  lines?: string[]
  /** where the command itself finds out that the rows were there already */
  unchanged?(output: never): boolean
}
type SheetKind<R> = {
  reading: string
  command: string
  /** how many rows were read; a sheet with none is at fault */
  count(read: R): number
  plan(read: R, given: Given, pool: Pool): Plan | Promise<Plan>
  /** said when it is done */
  after?: string
}

const ACTOR = { id: 'system', name: '命令行', roles: [] }

function named<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find(one => one.name === name)
  if (!found) throw new Error(`nothing is declared as ${name}`)
  return found
}

function wanted(given: Given, option: 'year' | 'doc-no' | 'adopted-on' | 'income' | 'expenditure', what: string) {
  const value = given[option]
  if (value === undefined || value === '') throw new WrongArguments(`请用 --${option} 写明${what}。`)
  return value
}

/** One row a fault, to be mended and brought back. */
async function faultWorkbook(errors: readonly RowError[]): Promise<Uint8Array> {
  const columns = [
    { title: '行', width: 8 },
    { title: '问题', width: 80 },
  ]
  return writeWorkbook([{ name: '问题', columns, rows: errors.map(error => [String(error.row), error.message]) }])
}

function sheet<R>(kind: SheetKind<R>): ImportRun {
  return async (pool, file, { dry_run, now, given, say }) => {
    const at = now()
    const uploaded = { bytes: new Uint8Array(await readFile(file)), name: path.basename(file) }
    const reading = named(allFileReadings, kind.reading)
    const read = (await readFileFor(pool, reading, { actor: ACTOR, at }, uploaded)) as R & { errors: RowError[] }
    const errors =
      read.errors.length + kind.count(read) > 0 ? read.errors : [{ row: 2, message: '表里没有可以导入的行' }]
    if (errors.length > 0) {
      if (given.out !== undefined) {
        await writeFile(given.out, await faultWorkbook(errors))
        say(`问题清单已写入 ${path.resolve(given.out)}`)
      }
      const lines = errors.map(error => `第 ${error.row} 行：${error.message}`)
      const message = [`表里有 ${errors.length} 处问题，没有导入：`, ...lines].join('\n')
      return { ok: false, message, detail: { changed: false, errors } }
    }
    return takeIn(pool, kind, await kind.plan(read, given, pool), { dry_run, at, say })
  }
}

async function takeIn(
  pool: Pool,
  { command: name, after }: Pick<SheetKind<never>, 'command' | 'after'>,
  { input, words, detail, lines = [], unchanged }: Plan,
  { dry_run, at, say }: { dry_run: boolean; at: Date; say(line: string): void },
): Promise<ImportResult> {
  const nothing = { ok: true, message: `没有变动：${words}。`, detail: { changed: false, errors: [], ...detail } }
  if (input === null) return nothing
  const command = named(allCommands, name)
  const who = { id: randomUUID(), actor: ACTOR, at }
  const output = dry_run ? await rehearse(pool, command, who, input) : (await perform(pool, command, who, input)).output
  if (unchanged?.(output as never)) return nothing
  if (dry_run) return { ...nothing, message: [`可以导入：${words}。（试运行，没有写入）`, ...lines].join('\n') }
  if (after) say(after)
  return { ok: true, message: `已导入：${words}。`, detail: { ...nothing.detail, changed: true } }
}

type Lines = { lines: unknown[] }
const budget = sheet<Lines>({
  reading: 'budget.read-budget',
  command: 'budget.adopt-budget',
  count: read => read.lines.length,
  plan({ lines }, given) {
    const year = wanted(given, 'year', '年度，如 --year 2027')
    if (!/^\d{4}$/.test(year)) throw new WrongArguments('请用 --year 写明年度，如 --year 2027。')
    // the totals stand in the approval: a row that is missing in the file does not go unnoticed
    const income_fen = parseMoneyCell(wanted(given, 'income', '批复的收入总额（元）'))
    const expenditure_fen = parseMoneyCell(wanted(given, 'expenditure', '批复的支出总额（元）'))
    const input = {
      year: Number(year),
      doc_no: wanted(given, 'doc-no', '批复文号'),
      adopted_on: wanted(given, 'adopted-on', '批复日期，如 2027-02-10'),
      income_fen: String(income_fen),
      expenditure_fen: String(expenditure_fen),
      lines,
    }
    const sums = `收入 ${yuanGrouped(income_fen)} 元，支出 ${yuanGrouped(expenditure_fen)} 元`
    return {
      input,
      words: `${year}年度预算 ${lines.length} 行，${sums}`,
      detail: { year: input.year, line_count: lines.length, income_fen, expenditure_fen },
    }
  },
})

type Person = { name: string; login: string; section: string; post: string; joined_on: string; roles: string[] }
const roster = sheet<{ rows: Person[] }>({
  reading: 'people.read-roster',
  command: 'people.import-persons',
  count: read => read.rows.length,
  plan: ({ rows }) => ({
    input: { rows },
    words: `人员 ${rows.length} 名`,
    detail: { person_count: rows.length, logins: rows.map(row => row.login) },
    lines: rows.map(row => [row.name, row.login, row.section, row.post, row.joined_on].join('　')),
  }),
  after: '首次密码是随机的，不显示也不保存：请系统管理员在“人员与角色”里逐人重置密码，交给本人；第一次登录时必须改掉。',
})

type Change = { card_no: string; column: string; before: string; after: string }
const cards = sheet<{ rows: unknown[]; changes: Change[]; unchanged_count: number }>({
  reading: 'assets.read-cards',
  command: 'assets.edit-cards',
  count: read => read.rows.length + read.unchanged_count,
  plan: ({ rows, changes, unchanged_count }) => ({
    input: rows.length === 0 ? null : { rows },
    words:
      rows.length === 0
        ? `${unchanged_count} 张卡片都与表里一致`
        : `改 ${rows.length} 张卡片，${unchanged_count} 张不变`,
    detail: { changed_count: rows.length, unchanged_count, changes },
    lines: changes.map(one => `${one.card_no} ${one.column}：${one.before || '（空）'} → ${one.after || '（空）'}`),
  }),
})

type Class = { code: string; title: string; old_code: string }
type Kept = { version: string; code: string; title: string; source: string; confirmed: boolean }
const assetClasses = sheet<{ rows: Class[] }>({
  reading: 'assets.read-classes',
  command: 'assets.import-classes',
  count: read => read.rows.length,
  async plan({ rows }, given, pool) {
    const { edition = '2022', 'old-edition': old_version = '2010', source = `GB/T 14885-${edition}` } = given
    const all = (await ask(pool, named(allQueries, 'assets.classes'), { actor: ACTOR, at: new Date() }, {})) as Kept[]
    const kept = new Map(all.filter(row => row.version === edition).map(row => [row.code, row]))
    const same = (row: Class) => kept.get(row.code)?.title === row.title && kept.get(row.code)?.source === source
    // a table that was compared with the standard stays so when the same rows come again
    const confirmed = given.confirmed === true || rows.every(row => same(row) && kept.get(row.code)!.confirmed)
    const added_count = rows.filter(row => !kept.has(row.code)).length
    const unchanged_count = rows.filter(row => same(row) && kept.get(row.code)!.confirmed === confirmed).length
    const edited_count = rows.length - added_count - unchanged_count
    return {
      input: { version: edition, old_version, source, confirmed, rows },
      words: `${edition} 版分类代码 ${rows.length} 项：新增 ${added_count} 项，改动 ${edited_count} 项，${unchanged_count} 项原已导入、没有变动${confirmed ? '' : '（待核）'}`,
      detail: { edition, confirmed, added_count, edited_count, unchanged_count },
      unchanged: ({ mapping_count }: { mapping_count: number }) =>
        unchanged_count === rows.length && mapping_count === 0,
    }
  },
})

type Changed = {
  rows: unknown[]
  changes: { what: string; name: string; contract_no?: string }[]
  unchanged_count: number
}
/** A list that the workbench exports too: what is new or differs is taken in, the rest is told as unchanged. */
const list = (reading: string, command: string, noun: string) =>
  sheet<Changed>({
    reading,
    command,
    count: read => read.rows.length + read.unchanged_count,
    plan: ({ rows, changes, unchanged_count }) => ({
      input: rows.length === 0 ? null : { rows },
      words:
        rows.length === 0
          ? `${unchanged_count} ${noun}都与表里一致`
          : `新增或改动 ${rows.length} ${noun}，${unchanged_count} ${noun}不变`,
      detail: { changed_count: rows.length, unchanged_count, changes },
      lines: changes.map(one => [one.what, one.contract_no, one.name].filter(Boolean).join('　')),
    }),
  })

export const sheetKinds: Record<string, ImportRun> = {
  budget,
  roster,
  cards,
  'asset-classes': assetClasses,
  thresholds: list('procurement.read-rules', 'procurement.import-rules', '条采购规定'),
  quotas: list('budget.read-quotas', 'budget.import-quotas', '条定额标准'),
  'expense-standards': list('spending.read-standards', 'spending.import-standards', '条开支标准'),
  'depreciation-lives': list('assets.read-life-rules', 'assets.import-life-rules', '条折旧年限'),
  'asset-standards': list('assets.read-standards', 'assets.import-standards', '条配置标准'),
  contracts: list('procurement.read-contracts', 'procurement.import-contracts', '份合同'),
}
