// Adopting a year's budget: rows typed or read from Excel, with the running difference to the approved totals; and closing a year.
import { Button, Input, Modal, Select, Switch, Upload } from 'antd'
import { useState } from 'react'
import type { adoptBudget } from '../../src/budget/adopt-budget.ts'
import type { closeYear } from '../../src/budget/close-year.ts'
import type { readBudget } from '../../src/budget/read-budget.ts'
import { readFile } from '../app/api.ts'
import { useMe } from '../app/shell.tsx'
import { DataTable, ErrorNote, fenOf, PageFrame, useCommand, useYears, yuan } from '../ui/index.ts'
import { useVocabulary } from './data.ts'

type Line = {
  key: number
  line_no: string
  side: 'income' | 'expenditure'
  title: string
  category: string | null
  project: string | null
  economic_code: string | null
  procurement: boolean
  amount: string
  rest: Record<string, unknown>
}
type Head = { year: string; doc_no: string; adopted_on: string; income: string; expenditure: string }

const emptyLine = (key: number): Line => ({
  key,
  line_no: '',
  side: 'expenditure',
  title: '',
  category: 'operating',
  project: null,
  economic_code: null,
  procurement: false,
  amount: '',
  rest: {},
})
const total = (lines: Line[], side: string) =>
  lines.filter(line => line.side === side).reduce((sum, line) => sum + BigInt(fenOf(line.amount) ?? '0'), 0n)

type ReadLine = Omit<Line, 'key' | 'amount' | 'rest'> & { opening_fen: string }

function linesFrom(read: unknown[]): Line[] {
  return (read as ReadLine[]).map(
    ({ line_no, side, title, category, project, economic_code, procurement, opening_fen, ...rest }, key) => {
      const amount = yuan(opening_fen).replaceAll(',', '')
      return { key, line_no, side, title, category, project, economic_code, procurement, amount, rest }
    },
  )
}

/** What still keeps the budget from being adopted, or nothing. */
function problemOf(head: Head, lines: Line[]): string | undefined {
  if (!/^\d{4}$/.test(head.year)) return '请填年度'
  if (head.doc_no.trim() === '' || !/^\d{4}-\d{2}-\d{2}$/.test(head.adopted_on))
    return '请填批复文号和日期（如 2026-01-20）'
  for (const [side, title] of [
    ['income', '收入'],
    ['expenditure', '支出'],
  ] as const) {
    const off = BigInt(fenOf(head[side]) ?? '0') - total(lines, side)
    if (off !== 0n) return `${title}各行之和与批复合计差 ${yuan(off)} 元`
  }
  const bad = lines.find(
    line => line.line_no.trim() === '' || line.title.trim() === '' || fenOf(line.amount) === undefined,
  )
  return bad ? '有的行缺行号、名称或金额' : undefined
}

function Editor({ lines, change }: { lines: Line[]; change: (lines: Line[]) => void }) {
  const { data: words } = useVocabulary()
  const put = (key: number, part: Partial<Line>) =>
    change(lines.map(line => (line.key === key ? { ...line, ...part } : line)))
  const categories = Object.entries(words?.categories ?? {}).map(([value, label]) => ({ value, label }))
  return (
    <DataTable<Line>
      name="预算行"
      rowKey="key"
      pagination={false}
      dataSource={lines}
      empty="还没有预算行，逐行添加或从 Excel 导入"
      columns={[
        {
          title: '行号',
          render: (_v, row) => (
            <Input
              aria-label="行号"
              value={row.line_no}
              onChange={e => put(row.key, { line_no: e.target.value })}
              style={{ width: 80 }}
            />
          ),
        },
        {
          title: '收支',
          render: (_v, row) => (
            <Select
              aria-label="收支"
              value={row.side}
              onChange={side => put(row.key, { side, category: side === 'income' ? null : 'operating' })}
              options={[
                { value: 'income', label: '收入' },
                { value: 'expenditure', label: '支出' },
              ]}
              style={{ width: 80 }}
            />
          ),
        },
        {
          title: '名称',
          render: (_v, row) => (
            <Input
              aria-label="名称"
              value={row.title}
              onChange={e => put(row.key, { title: e.target.value })}
              style={{ minWidth: 160 }}
            />
          ),
        },
        {
          title: '类别',
          render: (_v, row) =>
            row.side === 'expenditure' && (
              <Select
                aria-label="类别"
                value={row.category}
                onChange={category => put(row.key, { category })}
                options={categories}
                style={{ width: 120 }}
              />
            ),
        },
        {
          title: '项目',
          render: (_v, row) =>
            ['other_running', 'specific'].includes(row.category ?? '') && (
              <Input
                aria-label="项目"
                value={row.project ?? ''}
                onChange={e => put(row.key, { project: e.target.value })}
                style={{ width: 140 }}
              />
            ),
        },
        {
          title: '经济分类',
          render: (_v, row) =>
            row.side === 'expenditure' && (
              <Input
                aria-label="经济分类"
                value={row.economic_code ?? ''}
                onChange={e => put(row.key, { economic_code: e.target.value || null })}
                style={{ width: 88 }}
              />
            ),
        },
        {
          title: '采购',
          render: (_v, row) =>
            row.side === 'expenditure' && (
              <Switch
                aria-label="政府采购"
                size="small"
                checked={row.procurement}
                onChange={procurement => put(row.key, { procurement })}
              />
            ),
        },
        {
          title: '年初预算（元）',
          render: (_v, row) => (
            <Input
              aria-label="年初预算"
              className="money-input"
              value={row.amount}
              onChange={e => put(row.key, { amount: e.target.value })}
              style={{ width: 136, textAlign: 'right' }}
              status={row.amount !== '' && fenOf(row.amount) === undefined ? 'error' : ''}
            />
          ),
        },
        {
          title: '',
          render: (_v, row) => (
            <button type="button" className="link" onClick={() => change(lines.filter(line => line.key !== row.key))}>
              删除
            </button>
          ),
        },
      ]}
    />
  )
}

function Closing() {
  const { data } = useYears()
  const { run, error } = useCommand<typeof closeYear>('budget.close-year', '已关账')
  const open = data?.filter(row => !row.closed) ?? []
  const close = (year: number) =>
    Modal.confirm({
      title: `关闭${year}年度的账？`,
      content: '关账后结转收支，不能再记账，也不能再打开。',
      okText: '关账',
      okButtonProps: { danger: true },
      onOk: () => run({ year }).catch(() => undefined),
    })
  if (open.length === 0) return null
  return (
    <section className="panel" style={{ marginTop: 40 }}>
      <h2>年度关账</h2>
      <ErrorNote error={error} />
      {open.map(row => (
        <p key={row.year}>
          {row.year}年度（{row.doc_no}）　
          <Button danger size="small" onClick={() => close(row.year)}>
            关账
          </Button>
        </p>
      ))}
    </section>
  )
}

export function PlanPage() {
  const { data: me } = useMe()
  const [head, setHead] = useState<Head>({ year: '', doc_no: '', adopted_on: '', income: '', expenditure: '' })
  const [lines, setLines] = useState<Line[]>([emptyLine(1)])
  const [faults, setFaults] = useState<{ row: number; message: string }[]>([])
  const [unreadable, setUnreadable] = useState<unknown>()
  const { run, busy, error } = useCommand<typeof adoptBudget>('budget.adopt-budget', '预算已入账')
  const problem = problemOf(head, lines)
  const choose = (file: File) => {
    setUnreadable(undefined)
    readFile<typeof readBudget>('budget.read-budget', file).then(read => {
      setFaults(read.errors)
      if (read.errors.length === 0) setLines(linesFrom(read.lines))
    }, setUnreadable)
    return false
  }
  const adopt = async () => {
    const input = lines.map(({ key: _key, amount, rest, ...line }) => ({
      ...rest,
      ...line,
      opening_fen: fenOf(amount)!,
    }))
    await run({
      year: Number(head.year),
      doc_no: head.doc_no,
      adopted_on: head.adopted_on,
      income_fen: fenOf(head.income)!,
      expenditure_fen: fenOf(head.expenditure)!,
      lines: input as never,
    }).then(
      () => setLines([emptyLine(1)]),
      () => undefined,
    )
  }
  const field = (key: keyof Head, label: string, width = 160) => (
    <div style={{ display: 'grid', gap: 4 }}>
      <label htmlFor={`plan-${key}`}>{label}</label>
      <Input
        id={`plan-${key}`}
        value={head[key]}
        onChange={e => setHead({ ...head, [key]: e.target.value })}
        style={{ width }}
      />
    </div>
  )
  return (
    <PageFrame
      title="预算批复入账"
      about="各行之和必须等于批复的合计；基本支出和项目支出由类别推出，不用填写。"
      actions={
        <Upload beforeUpload={choose} showUploadList={false} accept=".xlsx,.csv">
          <Button>从 Excel 读入</Button>
        </Upload>
      }
    >
      <ErrorNote error={error ?? unreadable} />
      {faults.map(fault => (
        <p key={fault.row} className="bad">
          第 {fault.row} 行：{fault.message}
        </p>
      ))}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, marginBottom: 16 }}>
        {field('year', '年度', 88)}
        {field('doc_no', '批复文号', 200)}
        {field('adopted_on', '批复日期', 128)}
        {field('income', '收入预算合计（元）')}
        {field('expenditure', '支出预算合计（元）')}
      </div>
      <Editor lines={lines} change={setLines} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'center', marginTop: 12 }}>
        <Button onClick={() => setLines([...lines, emptyLine(Math.max(0, ...lines.map(line => line.key)) + 1)])}>
          添加一行
        </Button>
        <span className="balance">
          收入合计 {yuan(total(lines, 'income'))}　支出合计 {yuan(total(lines, 'expenditure'))}
        </span>
        <Button
          type="primary"
          disabled={problem !== undefined || !me?.roles.includes('finance')}
          loading={busy}
          onClick={() => void adopt()}
        >
          批复入账
        </Button>
        <span className="balance short">{me?.roles.includes('finance') ? problem : '由会计办理'}</span>
      </div>
      <Closing />
    </PageFrame>
  )
}
