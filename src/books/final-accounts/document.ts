// The final accounts to be read on paper and taken away: one official document, one workbook.
import { type DocumentBlock, type OfficialDocument, type Run, wanTable } from '../../kernel/index.ts'
import type { WorkbookSheet } from '../../platform/workbooks/index.ts'
import type { FinalAccounts } from './final-accounts.ts'
import type { FinalRow, FinalTable } from './model.ts'

const words = (text: string): Run[] => [{ text }]
export type HrefOf = (figure: string) => string | undefined

function cellsOf(table: FinalTable, row: FinalRow, hrefOf: HrefOf): Run[][] {
  let told = false
  return table.columns.map((column, n) => {
    const cell = row.cells[n] ?? null
    if (!column.money)
      return words(`${'　'.repeat(n === 0 || table.key === 'base' ? (row.depth ?? 0) : 0)}${cell ?? ''}`)
    if (typeof cell !== 'bigint') return words('')
    // the first amount of a row leads to where it comes from
    const href = told || !row.figure ? undefined : hrefOf(row.figure)
    told = true
    return [href === undefined ? { text: wanTable(cell) } : { text: wanTable(cell), figure: row.figure!, href }]
  })
}

function tableBlock(table: FinalTable, hrefOf: HrefOf): DocumentBlock {
  const first = table.columns.length > 5 ? 24 : 34
  return {
    kind: 'table',
    title: `${table.number}　${table.title}`,
    unit: '单位：万元',
    columns: table.columns.map(({ title, money }, n) => ({
      title,
      width:
        title === '科目编码' ? 14 : money ? 14 : n === 0 || title === '科目名称' || title === '支出项目' ? first : 14,
      ...(money ? { align: 'right' as const } : {}),
    })),
    rows: table.rows.map(row => cellsOf(table, row, hrefOf)),
    total_rows: table.rows.flatMap((row, n) => (row.bold ? [n] : [])),
    ...(table.note ? { note: table.note } : {}),
  }
}

function tieBlock({ ties }: FinalAccounts): DocumentBlock {
  return {
    kind: 'table',
    title: '勾稽关系核对表',
    unit: '单位：万元',
    columns: [
      { title: '关系', width: 18 },
      { title: '一边', width: 36 },
      { title: '另一边', width: 36 },
      { title: '核对', align: 'center', width: 10 },
    ],
    rows: ties.map(tie => [
      words(tie.rule),
      words(`${tie.left.title} ${wanTable(tie.left.fen)}`),
      words(`${tie.right.title} ${wanTable(tie.right.fen)}`),
      words(tie.holds ? '相符' : '不符'),
    ]),
    note: '按分核对，表中显示到万元后两位。',
  }
}

export const finalTitle = (year: number) => `${year}年度部门决算公开表`

/** Every table on a page of its own, and the tie-outs at the end. */
export function finalDocument(
  accounts: FinalAccounts,
  unit: string,
  hrefOf: HrefOf = () => undefined,
): OfficialDocument {
  const title = finalTitle(accounts.year)
  const pages = accounts.tables.flatMap((table, n): DocumentBlock[] => [
    ...(n === 0 ? [] : [{ kind: 'page-break' as const }]),
    tableBlock(table, hrefOf),
  ])
  return {
    title: [unit, title],
    subject: `${unit}${title}`,
    author: unit,
    blocks: [...pages, { kind: 'page-break' }, tieBlock(accounts)],
  }
}

/** One sheet a table, amounts as numbers in 元. */
export function finalWorkbook(accounts: FinalAccounts): WorkbookSheet[] {
  const tables = accounts.tables.map(table => ({
    name: `${table.number} ${table.title}`.slice(0, 31),
    columns: table.columns.map(({ title, money }) => ({
      title: money ? `${title}（元）` : title,
      type: money ? ('money_fen' as const) : ('text' as const),
    })),
    rows: table.rows.map(row => table.columns.map((_column, n) => row.cells[n] ?? null)),
  }))
  const ties = {
    name: '勾稽关系',
    columns: ['关系', '一边', '金额（元）', '另一边', '金额（元）', '核对'].map(title => ({
      title,
      type: title.startsWith('金额') ? ('money_fen' as const) : ('text' as const),
    })),
    rows: accounts.ties.map(tie => [
      tie.rule,
      tie.left.title,
      tie.left.fen,
      tie.right.title,
      tie.right.fen,
      tie.holds ? '相符' : '不符',
    ]),
  }
  return [...tables, ties]
}

/** The accounts as they are kept and published: amounts as decimal text. */
export function finalJson(accounts: FinalAccounts) {
  const fen = (side: { title: string; fen: bigint }) => ({ title: side.title, fen: String(side.fen) })
  return {
    ...accounts,
    tables: accounts.tables.map(table => ({
      ...table,
      rows: table.rows.map(row => ({
        ...row,
        cells: table.columns.map((column, n) => {
          const cell = row.cells[n] ?? null
          return column.money ? { fen: typeof cell === 'bigint' ? String(cell) : null } : { text: String(cell ?? '') }
        }),
      })),
    })),
    ties: accounts.ties.map(tie => ({ ...tie, left: fen(tie.left), right: fen(tie.right) })),
  }
}
export type FinalJson = ReturnType<typeof finalJson>

/** The kept accounts as they were. */
export function finalFromJson(kept: FinalJson): FinalAccounts {
  const fen = (side: { title: string; fen: string }) => ({ title: side.title, fen: BigInt(side.fen) })
  return {
    ...kept,
    tables: kept.tables.map(table => ({
      ...table,
      rows: table.rows.map(row => ({
        ...row,
        cells: row.cells.map(cell => ('text' in cell ? cell.text! : cell.fen === null ? null : BigInt(cell.fen!))),
      })),
    })),
    ties: kept.ties.map(tie => ({ ...tie, left: fen(tie.left), right: fen(tie.right) })),
  }
}
