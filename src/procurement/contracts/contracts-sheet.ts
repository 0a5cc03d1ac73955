// Contracts as a list: what the page exports comes in again. Contracts signed before this system, or elsewhere, are added;
// of contracts that are there only publication and filing are written anew.
import { z } from 'zod'
import { divideDown } from '../../kernel/index.ts'
import { command, DayField, fileReading, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import {
  checkedRow,
  parseDayCell,
  parseMoneyCell,
  type RowCells,
  readListRows,
} from '../../platform/workbooks/index.ts'
import { contractDiffers, noOpenLine, supplementTooBig } from '../refusals.ts'
import { deciding } from '../rules/deciding.ts'
import { ruleFor } from '../rules/rules.ts'
import { METHODS } from '../vocabulary.ts'
import { CONTRACT_COLUMNS } from './columns.ts'
import { deadlines } from './sign-contract.ts'

const Row = z.strictObject({
  contract_no: Text(60),
  title: Text(80),
  line_no: Text(20),
  supplier: Text(80),
  method: Text(40),
  signed_on: DayField,
  amount_fen: PositiveFen,
  /** the contract this one supplements */
  supplements_no: z.string().trim().max(60).default(''),
  published_on: DayField.nullable().default(null),
  published_url: z.string().trim().max(300).default(''),
  filed_on: DayField.nullable().default(null),
  filed_no: z.string().trim().max(80).default(''),
})
type Row = z.output<typeof Row>

type Title = (typeof CONTRACT_COLUMNS)[keyof typeof CONTRACT_COLUMNS]
const REQUIRED: readonly Title[] = ['合同号', '名称', '指标', '供应商', '采购方式', '签订日期', '金额']
/** What a list does not change of a contract that is there. */
const FIXED = ['title', 'line_no', 'supplier', 'method', 'signed_on', 'amount_fen', 'supplements_no'] as const
const NOTED = ['published_on', 'published_url', 'filed_on', 'filed_no'] as const

function readRow({ cell, text }: RowCells<Title>): Row {
  const dayOrNull = (title: Title) => (text(title) === '' ? null : parseDayCell(cell(title)))
  const row = {
    contract_no: text('合同号'),
    title: text('名称'),
    line_no: text('指标'),
    supplier: text('供应商'),
    method: text('采购方式'),
    signed_on: parseDayCell(cell('签订日期')),
    amount_fen: String(parseMoneyCell(cell('金额'))),
    supplements_no: text('原合同号'),
    published_on: dayOrNull('公告日期'),
    published_url: text('公告网址'),
    filed_on: dayOrNull('备案日期'),
    filed_no: text('备案号'),
  }
  const checked = checkedRow(Row, row, CONTRACT_COLUMNS)
  for (const key of ['published_on', 'filed_on'] as const) {
    const day = checked[key]
    if (day !== null && day < checked.signed_on) throw new Error(`${CONTRACT_COLUMNS[key]}早于签订日期`)
  }
  return checked
}

type Known = Row & { id: bigint }

async function known(tx: Sql): Promise<Map<string, Known>> {
  const rows = await tx<Known[]>`
    select c.id, c.contract_no, c.title, l.line_no, c.supplier, c.method, c.signed_on, c.amount_fen,
      coalesce((select o.contract_no from procurement.contracts o where o.id = c.supplements_id), '') supplements_no,
      c.published_on, c.published_url, c.filed_on, c.filed_no
    from procurement.contracts c join budget.lines l on l.id = c.line_id`
  return new Map(rows.map(row => [row.contract_no, row]))
}

const differing = (before: Known, row: Row) =>
  FIXED.filter(key => before[key] !== row[key]).map(key => CONTRACT_COLUMNS[key])

/** What a row notes that is not there yet; what it leaves blank stays as it is. */
const noted = (before: Known, row: Row) =>
  NOTED.filter(key => row[key] !== null && row[key] !== '' && row[key] !== before[key])

/** The line of the year a contract was signed in, while that year is open. */
async function openLine(tx: Sql, { line_no, signed_on }: Row): Promise<bigint | undefined> {
  const [line] = await tx<{ id: bigint }[]>`
    select l.id from budget.lines l join budget.years y on y.year = l.year
    where l.year = ${Number(signed_on.slice(0, 4))} and l.line_no = ${line_no} and l.side = 'expenditure' and y.closed_at is null`
  return line?.id
}

const Change = z.object({ contract_no: z.string(), what: z.string(), name: z.string() })

/** Read a list of contracts: what is new, what is noted anew, and every fault. Nothing is kept. */
export const readContracts = fileReading({
  name: 'procurement.read-contracts',
  title: '读取采购合同表',
  access: ['operations'],
  output: z.object({
    rows: z.array(z.unknown()),
    changes: z.array(Change),
    unchanged_count: z.number(),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(tx, file) {
    const before = await known(tx)
    const at = new Map<string, number>()
    const read = await readListRows<Row & { row: number }, Title>(file, REQUIRED, cells => {
      const row = readRow(cells)
      const twin = at.get(row.contract_no)
      if (twin !== undefined) throw new Error(`合同号“${row.contract_no}”与第 ${twin} 行重复`)
      at.set(row.contract_no, cells.row)
      const there = before.get(row.contract_no)
      const wrong = there ? differing(there, row) : []
      if (wrong.length > 0) throw new Error(`合同“${row.contract_no}”已经登记，不能用表格改${wrong.join('、')}`)
      if (row.supplements_no !== '' && !before.has(row.supplements_no) && !at.has(row.supplements_no))
        throw new Error(`没有原合同“${row.supplements_no}”：原合同要先登记，或排在前面的行`)
      return { ...row, row: cells.row }
    })
    const errors = [...read.errors]
    const rows: Row[] = []
    const changes: z.infer<typeof Change>[] = []
    for (const { row: n, ...row } of read.rows) {
      const there = before.get(row.contract_no)
      if (!there && (await openLine(tx, row)) === undefined)
        errors.push({ row: n, message: `${row.signed_on.slice(0, 4)}年没有支出指标“${row.line_no}”，或这一年已经关账` })
      if (there && noted(there, row).length === 0) continue
      rows.push(row)
      const what = there
        ? `登记${noted(there, row)
            .map(key => CONTRACT_COLUMNS[key])
            .join('、')}`
        : '新增'
      changes.push({ contract_no: row.contract_no, what, name: row.title })
    }
    errors.sort((a, b) => a.row - b.row)
    return {
      rows: rows.map(row => ({ ...row, amount_fen: String(row.amount_fen) })),
      changes,
      unchanged_count: read.rows.length - rows.length,
      errors,
    }
  },
})

/** Counts a supplement within a tenth of its contract (政府采购法 第四十九条). */
async function countSupplement(tx: Sql, supplements_no: string, amount_fen: bigint): Promise<bigint> {
  const [original] = await tx<{ id: bigint; most_fen: bigint; left_fen: bigint }[]>`
    select id, supplement_max_fen most_fen, (supplement_max_fen - supplement_fen)::bigint left_fen from procurement.contracts
    where contract_no = ${supplements_no} for no key update`
  const grown = await tx`
    update procurement.contracts set supplement_fen = supplement_fen + ${amount_fen}
    where contract_no = ${supplements_no} and supplement_fen + ${amount_fen} <= supplement_max_fen returning id`
  if (!original || grown.length === 0)
    throw supplementTooBig({ most_fen: original?.most_fen ?? 0n, left_fen: original?.left_fen ?? 0n })
  return original.id
}

async function addContract(tx: Sql, row: Row, recorded: Record<string, unknown>): Promise<void> {
  const line_id = await openLine(tx, row)
  if (line_id === undefined) throw noOpenLine({ line_no: row.line_no, year: Number(row.signed_on.slice(0, 4)) })
  const { line_no: _line, supplements_no, ...facts } = row
  const permille = await ruleFor(tx, 'supplement-permille', row.signed_on)
  const supplements_id = supplements_no === '' ? null : await countSupplement(tx, supplements_no, row.amount_fen)
  const { used, ...due } = await deadlines(tx, row.signed_on, null, row.method !== METHODS.own)
  const supplement_max_fen = supplements_id === null ? divideDown(row.amount_fen * permille.value, 1000n) : 0n
  const decided_by_rules = tx.json(deciding(supplements_id === null ? [...used, permille] : used))
  const made = {
    ...facts,
    ...due,
    ...recorded,
    line_id,
    supplements_id,
    supplement_max_fen,
    decided_by_rules,
    is_example: false,
  }
  await tx`insert into procurement.contracts ${tx(made)}`
}

/** Take a list of contracts in. What differs from a contract that is there is refused, but for publication and filing. */
export const importContracts = command({
  name: 'procurement.import-contracts',
  title: '导入采购合同',
  access: ['operations'],
  input: z.strictObject({ rows: z.array(Row).min(1).max(2000) }),
  output: z.object({ added_count: z.number(), noted_count: z.number() }),
  async run(tx, call, { rows }) {
    const before = await known(tx)
    const recorded = { recorded_by_id: call.actor.id, recorded_by: call.actor.name, recorded_at: call.at }
    let noted_count = 0
    for (const row of rows) {
      const there = before.get(row.contract_no)
      if (!there) {
        await addContract(tx, row, recorded)
        continue
      }
      const wrong = differing(there, row)
      if (wrong.length > 0) throw contractDiffers({ contract_no: row.contract_no, columns: wrong })
      const keys = noted(there, row)
      if (keys.length === 0) continue
      noted_count += 1
      const values = Object.fromEntries(keys.map(key => [key, row[key]]))
      await tx`update procurement.contracts set ${tx(values)} where id = ${there.id}`
    }
    return { added_count: rows.filter(row => !before.has(row.contract_no)).length, noted_count }
  },
})
