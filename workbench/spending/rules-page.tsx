// The rules of spending as data: standards, papers, routes, reliefs. New rules take effect on their day; old ones stay written.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { ROLES } from '../../src/people/roles.ts'
import type { endRelief } from '../../src/spending/approval/reliefs.ts'
import { FOR_ALL } from '../../src/spending/rules/list-columns.ts'
import { DOCUMENTS, KINDS, RANKS, STANDARD_ITEMS, UNITS } from '../../src/spending/vocabulary.ts'
import { ImportList } from '../app/list-file.tsx'
import { useMay } from '../app/me.tsx'
import { useVocabulary } from '../budget/data.ts'
import { DataTable, ErrorNote, PageFrame, textColumn, useCommand, yuan } from '../ui/index.ts'
import { type ReliefRow, type Rules, useReliefs, useRules, word } from './data.ts'
import { NewRelief, NewRequirement, NewRoute, NewStandard } from './rule-forms.tsx'
import { classOf, STANDARD_SHEET } from './rule-sheets.ts'
import { Layouts, RuleTable, TaxBands } from './rule-tables.tsx'
import { NewCardTerms, NewLayout } from './table-forms.tsx'
import './spending.css'

const PARTS = {
  standards: '开支标准',
  requirements: '必备附件',
  routes: '审批流程',
  reliefs: '委托与 AB 角',
  layouts: '银行文件',
  taxes: '劳务预扣率',
  cards: '公务卡还款',
}
type Part = keyof typeof PARTS

const limitOf = (row: Rules['standards'][number]) =>
  row.unit === 'count' ? `${row.limit_fen} 人` : `${yuan(row.limit_fen)} ${word(UNITS, row.unit)}`

const kindName = (kind: string | null) => (kind ? word(KINDS, kind) : '所有类别')
const from = (fen: string) => (fen === '0' ? '不限' : `${yuan(fen)} 元起`)

function Reliefs({ rows }: { rows: ReliefRow[] | undefined }) {
  const { run, busy, error } = useCommand<typeof endRelief>('spending.end-relief', '已结束')
  const end = (row: ReliefRow) => (
    <Button size="small" loading={busy} onClick={() => void run({ relief_id: row.id }).catch(() => undefined)}>
      结束
    </Button>
  )
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<ReliefRow>
        name="委托与 AB 角"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        empty="还没有委托。审批人出差、休假，或者要审批自己的单据时，由 B 角代办。"
        card={row => (
          <>
            <div className="card-head">
              {row.relief} 代 {row.person}
              {end(row)}
            </div>
            <div className="card-line">
              {word(ROLES, row.role)}　{row.from_day} 至 {row.to_day}　{row.reason}
            </div>
          </>
        )}
        columns={[
          textColumn('岗位', row => word(ROLES, row.role)),
          textColumn('A 角', row => row.person),
          textColumn('B 角', row => row.relief),
          textColumn('期间', row => `${row.from_day} 至 ${row.to_day}`),
          textColumn('事由', row => row.reason),
          textColumn('设定人', row => row.named_by),
          { title: '办理', render: (_value: unknown, row: ReliefRow) => end(row) },
        ]}
      />
    </>
  )
}

function Standards({ rules, may }: { rules: Rules; may: boolean }) {
  return (
    <>
      {may && (
        <div className="claim-acts">
          <ImportList
            title="导入开支标准"
            reading="spending.read-standards"
            command="spending.import-standards"
            counter="条"
            about="类别、项目、分类、职级和起用日期相同的算同一条，只能改依据和核对；标准变了，另起一行写新的起用日期，前一条自动截止。"
          />
        </div>
      )}
      <RuleTable
        name="开支标准"
        rows={rules.standards}
        sheet={STANDARD_SHEET}
        columns={[
          ['类别', row => word(KINDS, row.kind)],
          ['项目', row => word(STANDARD_ITEMS, row.item)],
          ['分类', row => classOf(row) || FOR_ALL],
          ['职级', row => (row.rank === '' ? FOR_ALL : word(RANKS, row.rank))],
          ['标准', limitOf],
        ]}
      />
    </>
  )
}

function Shown({ part, rules, may }: { part: Part; rules: Rules; may: boolean }) {
  const { data: words } = useVocabulary()
  const { data: reliefs } = useReliefs()
  if (part === 'reliefs') return <Reliefs rows={reliefs} />
  if (part === 'layouts') return <Layouts rules={rules} may={may} />
  if (part === 'cards')
    return (
      <RuleTable
        name="公务卡还款期"
        rows={rules.card_terms}
        columns={[
          ['账单日', row => `每月 ${row.statement_day} 日`],
          ['还款', row => `账单日后 ${row.due_after_days} 天`],
        ]}
      />
    )
  if (part === 'taxes') return <TaxBands rules={rules} may={may} />
  if (part === 'standards') return <Standards rules={rules} may={may} />
  if (part === 'requirements')
    return (
      <RuleTable
        name="必备附件"
        rows={rules.requirements}
        columns={[
          ['类别', row => kindName(row.kind)],
          ['资金', row => (row.category ? (words?.categories[row.category] ?? row.category) : '不限')],
          ['金额', row => from(row.from_fen)],
          ['附件', row => word(DOCUMENTS, row.document)],
          ['何时', row => (row.due === 'submit' ? '提交时' : '支付前')],
        ]}
      />
    )
  return (
    <RuleTable
      name="审批流程"
      rows={rules.routes}
      columns={[
        ['类别', row => kindName(row.kind)],
        ['金额', row => from(row.from_fen)],
        ['步骤', row => row.steps.map(step => `${step.title}（${word(ROLES, step.role)}）`).join(' → ')],
      ]}
    />
  )
}

const FORMS = {
  standards: NewStandard,
  requirements: NewRequirement,
  routes: NewRoute,
  reliefs: NewRelief,
  layouts: NewLayout,
  cards: NewCardTerms,
}
const VERBS = {
  standards: '新标准',
  requirements: '新要求',
  routes: '新流程',
  reliefs: '设定委托',
  layouts: '新格式',
  cards: '新还款期',
}

export function SpendingRulesPage() {
  const { part = 'standards' } = useSearch({ strict: false }) as { part?: Part }
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const keeps = useMay(['finance', 'admin'])
  const { data, error, refetch } = useRules()
  const choose = (chosen: Part) => void navigate({ to: '.', search: { part: chosen } as never })
  const Form = part === 'taxes' ? undefined : FORMS[part]
  const may = part === 'reliefs' || keeps
  return (
    <PageFrame
      title="报销规则"
      about="标准、附件和流程都按有效期登记，新规定从起用日执行，以前的单据按当时的规定。标“待核”的请对照本地现行文件。"
      actions={
        Form &&
        may && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {VERBS[part as keyof typeof VERBS]}
          </Button>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <div className="parts">
        <Segmented
          value={part}
          onChange={choose}
          options={Object.entries(PARTS).map(([value, label]) => ({ value: value as Part, label }))}
        />
      </div>
      {data && <Shown part={part} rules={data} may={keeps} />}
      {open && Form && <Form close={() => setOpen(false)} />}
    </PageFrame>
  )
}
