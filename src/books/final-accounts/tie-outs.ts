// 勾稽: what must agree between and inside the tables, and with the ledger. Each names both sides, whether it holds or not.
import type { Facts } from './facts.ts'
import { amountAt, classesOf, type FinalTable, type FinalTableKey } from './model.ts'

export type TieOut = {
  rule: string
  left: { title: string; fen: bigint }
  right: { title: string; fen: bigint }
  holds: boolean
}
type Tables = ReadonlyMap<FinalTableKey, FinalTable>
type Side = [string, bigint]

const tie = (rule: string, [a, x]: Side, [b, y]: Side): TieOut => ({
  rule,
  left: { title: a, fen: x },
  right: { title: b, fen: y },
  holds: x === y,
})

/** 类 = Σ款 and 款 = Σ项, for one column of one table. */
function levels(table: FinalTable, column: number): TieOut[] {
  const rows = table.rows.filter(row => /^\d+$/.test(row.key))
  return rows.flatMap(row => {
    const parts = rows.filter(other => other.key.length === row.key.length + 2 && other.key.startsWith(row.key))
    if (parts.length === 0) return []
    const sum = parts.reduce((total, part) => total + amountAt(table, part.key, column), 0n)
    const name = `${table.number} ${row.cells[0]} ${row.cells[1]}`
    return [tie('上级科目等于下级科目之和', [name, amountAt(table, row.key, column)], [`${name} 的下级合计`, sum])]
  })
}

const sumColumns = (table: FinalTable, key: string, columns: readonly number[]) =>
  columns.reduce((sum, column) => sum + amountAt(table, key, column), 0n)

function ofSummary(tables: Tables, facts: Facts): TieOut[] {
  const summary = tables.get('summary')!
  const income = tables.get('income')!
  const spent = tables.get('expenditure')!
  const at = (key: string, column: number) => amountAt(summary, key, column)
  const sources = summary.rows
    .slice(0, -4)
    .reduce((sum, row) => sum + (typeof row.cells[1] === 'bigint' ? row.cells[1] : 0n), 0n)
  const classes = classesOf(spent.rows).reduce((sum, row) => sum + amountAt(spent, row.key, 2), 0n)
  return [
    tie('收支平衡', [`${summary.number} 收入总计`, at('whole', 1)], [`${summary.number} 支出总计`, at('whole', 3)]),
    tie(
      '收入总计',
      [`${summary.number} 本年收入加年初结转结余`, at('year', 1) + at('surplus', 1) + at('carried', 1)],
      [`${summary.number} 总计`, at('whole', 1)],
    ),
    tie(
      '表间收入',
      [`${summary.number} 本年收入合计`, at('year', 1)],
      [`${income.number} 合计`, amountAt(income, 'total', 2)],
    ),
    tie('收入来源', [`${summary.number} 各项收入之和`, sources], [`${summary.number} 本年收入合计`, at('year', 1)]),
    tie(
      '收入来源',
      [`${income.number} 各来源之和`, sumColumns(income, 'total', [3, 4, 5, 6, 7, 8])],
      [`${income.number} 合计`, amountAt(income, 'total', 2)],
    ),
    tie(
      '表间支出',
      [`${summary.number} 本年支出合计`, at('year', 3)],
      [`${spent.number} 合计`, amountAt(spent, 'total', 2)],
    ),
    tie(
      '支出构成',
      [`${spent.number} 基本、项目等五类之和`, sumColumns(spent, 'total', [3, 4, 5, 6, 7])],
      [`${spent.number} 合计`, amountAt(spent, 'total', 2)],
    ),
    tie('支出功能', [`${spent.number} 各功能类之和`, classes], [`${summary.number} 本年支出合计`, at('year', 3)]),
    tie('账表一致', [`${summary.number} 本年收入合计`, at('year', 1)], ['总账 预算收入发生额', facts.ledger.income]),
    tie('账表一致', [`${summary.number} 本年支出合计`, at('year', 3)], ['总账 预算支出发生额', facts.ledger.spent]),
  ]
}

function ofFiscal(tables: Tables, facts: Facts): TieOut[] {
  const fiscal = tables.get('fiscal-summary')!
  const general = tables.get('general-expenditure')!
  const basic = tables.get('general-basic')!
  const people = ['301', '303'].reduce((sum, code) => sum + amountAt(basic, code, 2), 0n)
  const running = basic.rows
    .filter(row => (row.key.length === 3 && !['301', '303'].includes(row.key)) || row.key === 'none-running')
    .reduce((sum, row) => sum + amountAt(basic, row.key, 2), 0n)
  const closing = amountAt(fiscal, 'carried', 3)
  return [
    tie(
      '财政拨款平衡',
      [`${fiscal.number} 收入总计`, amountAt(fiscal, 'whole', 1)],
      [`${fiscal.number} 支出总计`, amountAt(fiscal, 'whole', 3)],
    ),
    tie(
      '表间支出',
      [`${fiscal.number} 一般公共预算支出`, amountAt(fiscal, 'year', 4)],
      [`${general.number} 合计`, amountAt(general, 'total', 2)],
    ),
    tie(
      '支出构成',
      [`${general.number} 基本加项目`, sumColumns(general, 'total', [3, 4])],
      [`${general.number} 合计`, amountAt(general, 'total', 2)],
    ),
    tie(
      '基本支出',
      [`${general.number} 基本支出`, amountAt(general, 'total', 3)],
      [`${basic.number} 人员加公用`, amountAt(basic, 'people', 2) + amountAt(basic, 'running', 2)],
    ),
    tie(
      '人员经费',
      [`${basic.number} 人员经费合计`, amountAt(basic, 'people', 2)],
      [`${basic.number} 301 加 303`, people],
    ),
    tie(
      '公用经费',
      [`${basic.number} 公用经费合计`, amountAt(basic, 'running', 2)],
      [`${basic.number} 302、310 等各类之和`, running],
    ),
    ...(facts.ledger.fiscal_closing === null
      ? []
      : [
          tie(
            '账表一致',
            [`${fiscal.number} 年末财政拨款结转和结余`, closing],
            ['总账 财政拨款结转、结余', facts.ledger.fiscal_closing],
          ),
        ]),
  ]
}

function ofThreePublic(table: FinalTable): TieOut[] {
  return table.rows.flatMap(({ key, cells }) => [
    tie(
      '“三公”合计',
      [`${table.number} ${cells[0]}合计`, amountAt(table, key, 1)],
      [`${table.number} 出国、公车、接待之和`, sumColumns(table, key, [2, 3, 6])],
    ),
    tie(
      '公务用车',
      [`${table.number} ${cells[0]}公车小计`, amountAt(table, key, 3)],
      [`${table.number} 购置加运行`, sumColumns(table, key, [4, 5])],
    ),
  ])
}

function ofProcurement(facts: Facts): TieOut[] {
  const { contracts } = facts
  if (contracts.length === 0 || contracts.some(one => one.category === null)) return []
  const all = contracts.reduce((sum, one) => sum + one.amount_fen, 0n)
  const parts = ['goods', 'works', 'services'].reduce(
    (sum, key) => sum + (contracts.find(one => one.category === key)?.amount_fen ?? 0n),
    0n,
  )
  return [tie('政府采购', ['政府采购合同额', all], ['货物、工程、服务之和', parts])]
}

/** Every tie-out of a year's tables. */
export function tieOuts(list: readonly FinalTable[], facts: Facts): TieOut[] {
  const tables = new Map(list.map(table => [table.key as FinalTableKey, table]))
  return [
    ...ofSummary(tables, facts),
    ...ofFiscal(tables, facts),
    ...levels(tables.get('income')!, 2),
    ...levels(tables.get('expenditure')!, 2),
    ...levels(tables.get('general-expenditure')!, 2),
    ...levels(tables.get('general-basic')!, 2),
    ...ofThreePublic(tables.get('three-public')!),
    ...ofProcurement(facts),
  ]
}
