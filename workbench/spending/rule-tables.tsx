// Rules of spending as lists: any rule with its period, the layouts of bank files, the tax withheld on labour fees.
import { Button } from 'antd'
import { useState } from 'react'
import type { retireBankLayout } from '../../src/spending/rules/bank-layouts.ts'
import { TAX_BAND_COLUMNS } from '../../src/spending/rules/tax-band-columns.ts'
import { BANK_VALUES } from '../../src/spending/vocabulary.ts'
import { ImportList } from '../app/list-file.tsx'
import {
  type Cell,
  choiceColumn,
  DataTable,
  ErrorNote,
  moneyColumn,
  textColumn,
  useCommand,
  yuan,
} from '../ui/index.ts'
import { type Rules, word } from './data.ts'
import { LAYOUT_SHEET } from './rule-sheets.ts'
import { type Layout, NewLayout, NewTaxBands } from './table-forms.tsx'

type Period = { effective_from: string; effective_to: string | null; source: string; confirmed: boolean }

const sourceOf = (row: Period) => `${row.source}${row.confirmed || row.source.includes('待核') ? '' : '（待核）'}`
const periodOf = (row: Period) => `${row.effective_from} 起${row.effective_to ? `，至 ${row.effective_to}` : ''}`
const periodColumns = <Row extends Period>() => [textColumn<Row>('有效期', periodOf), textColumn<Row>('依据', sourceOf)]

type Simple<Row> = {
  name: string
  rows: Row[]
  columns: [string, (row: Row) => string][]
  /** what leaves as a file, where it comes in again */
  sheet?: { header: string[]; row: (row: Row) => Cell[] }
}

/** A list of rules: the same words as columns, on a telephone and in the exported file. */
export function RuleTable<Row extends Period & { id: string }>({ name, rows, columns, sheet }: Simple<Row>) {
  return (
    <DataTable<Row>
      name={name}
      rowKey="id"
      dataSource={rows}
      pagination={false}
      words={row => columns.map(([, of]) => of(row)).join(' ')}
      csv={
        sheet ?? {
          header: [...columns.map(([title]) => title), '有效期', '依据'],
          row: row => [...columns.map(([, of]) => of(row)), periodOf(row), sourceOf(row)],
        }
      }
      card={row => (
        <>
          <div className="card-head">
            {columns
              .map(([, of]) => of(row))

              .filter(text => !['', '不分', '不限'].includes(text))
              .join('　')}
          </div>
          <div className="card-line">
            {periodOf(row)}　{sourceOf(row)}
          </div>
        </>
      )}
      columns={[...columns.map(([title, of]) => choiceColumn<Row>(title, rows, of)), ...periodColumns<Row>()]}
    />
  )
}

const columnsText = (row: Layout) => row.columns.map(one => `${one.title}＝${word(BANK_VALUES, one.value)}`).join('，')
const LAYOUT_COLUMNS: [string, (row: Layout) => string][] = [
  ['名称', row => row.name],
  ['文件', row => `${row.format.toUpperCase()} ${row.encoding}`],
  ['各列', columnsText],
]

/** Layouts in force with what can be done, and the old ones below. */
export function Layouts({ rules, may }: { rules: Rules; may: boolean }) {
  const [changing, setChanging] = useState<Layout>()
  const { run, busy, error } = useCommand<typeof retireBankLayout>('spending.retire-bank-layout', '已停用')
  return (
    <>
      <ErrorNote error={error} />
      {may && (
        <div className="claim-acts">
          <ImportList
            title="导入银行文件格式"
            reading="spending.read-bank-layouts"
            command="spending.set-bank-layouts"
            counter="种格式"
            about="按名称对应：名称相同的从今天起换成新格式，有失效日期的行不读。"
          />
        </div>
      )}
      <RuleTable
        name="银行文件"
        rows={[...rules.layouts, ...rules.old_layouts]}
        columns={LAYOUT_COLUMNS}
        sheet={LAYOUT_SHEET}
      />
      {may && (
        <ul className="papers-list">
          {rules.layouts.map(row => (
            <li key={row.id}>
              <b>{row.name}</b>
              <Button size="small" onClick={() => setChanging(row)}>
                修改
              </Button>
              <Button
                size="small"
                loading={busy}
                onClick={() => void run({ layout_id: row.id }).catch(() => undefined)}
              >
                停用
              </Button>
            </li>
          ))}
        </ul>
      )}
      {changing && <NewLayout from={changing} close={() => setChanging(undefined)} />}
    </>
  )
}

type TaxBand = Rules['tax_bands'][number]
const TAX_EXPORT = {
  header: [...TAX_BAND_COLUMNS],
  row: (row: TaxBand) => [
    row.effective_from,
    row.effective_to,
    { fen: row.over_fen },
    String(row.rate_bp / 100),
    { fen: row.quick_fen },
    row.source,
    row.confirmed ? '已核' : '待核',
  ],
}

export function TaxBands({ rules, may }: { rules: Rules; may: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {may && (
        <div className="claim-acts">
          <Button onClick={() => setOpen(true)}>新预扣率</Button>
          <ImportList
            title="导入劳务报酬预扣率"
            reading="spending.read-tax-bands"
            command="spending.set-tax-bands"
            counter="张表"
            about="同一起用日期的各行是一张表。"
          />
        </div>
      )}
      <DataTable<TaxBand>
        name="劳务报酬预扣率"
        rowKey={row => `${row.effective_from}${row.over_fen}`}
        dataSource={rules.tax_bands}
        pagination={false}
        csv={TAX_EXPORT}
        card={row => (
          <>
            <div className="card-head">
              超过 {yuan(row.over_fen)} 元<span>{row.rate_bp / 100}%</span>
            </div>
            <div className="card-line">
              速算扣除数 {yuan(row.quick_fen)} 元　{periodOf(row)}　{sourceOf(row)}
            </div>
          </>
        )}
        columns={[
          moneyColumn('应纳税所得额超过（元）', row => row.over_fen),
          textColumn('税率', row => `${row.rate_bp / 100}%`, { className: 'num' }),
          moneyColumn('速算扣除数（元）', row => row.quick_fen),
          ...periodColumns<TaxBand>(),
        ]}
      />
      {open && <NewTaxBands rules={rules} close={() => setOpen(false)} />}
    </>
  )
}
