// The list of claims: mine, or all of them for those who oversee; new ones by kind.
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Segmented } from 'antd'
import { useState } from 'react'
import { KINDS, STATES } from '../../src/spending/vocabulary.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  TotalsRow,
  textColumn,
  useYear,
  YearPicker,
} from '../ui/index.ts'
import { type Listed, useClaims, word } from './data.ts'
import './spending.css'

const stateOf = (row: Listed) => `${word(STATES, row.state)}${row.waits_for ? `：${row.waits_for}` : ''}`
const kindOf = (row: Listed) => word(KINDS, row.kind)
const open = (row: Listed) => <Link to={`${paths.claims}/${row.id}` as string}>{row.title}</Link>

const EXPORT = {
  header: ['单据号', '类别', '事由', '申请人', '科室', '指标', '日期', '状态', '金额'],
  row: (row: Listed) => [
    row.claim_no,
    kindOf(row),
    row.title,
    row.applicant,
    row.section,
    `${row.line_no} ${row.line_title}`,
    row.on_date,
    stateOf(row),
    { fen: row.amount_fen },
  ],
}

function card(row: Listed) {
  return (
    <>
      <div className="card-head">
        {open(row)}
        <Money fen={row.amount_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.claim_no ?? '草稿'}　{kindOf(row)}　{row.applicant}
        </span>
        <span>{stateOf(row)}</span>
      </div>
    </>
  )
}

const columns = (rows: Listed[] | undefined) => [
  textColumn<Listed>('单据号', row => row.claim_no ?? '草稿'),
  choiceColumn<Listed>('类别', rows, kindOf),
  textColumn<Listed>('事由', row => row.title, { render: (_value, row) => open(row) }),
  choiceColumn<Listed>('申请人', rows, row => row.applicant),
  choiceColumn<Listed>('科室', rows, row => row.section),
  choiceColumn<Listed>('指标', rows, row => row.line_no),
  textColumn<Listed>('日期', row => row.on_date),
  choiceColumn<Listed>('状态', rows, stateOf),
  moneyColumn<Listed>('金额（元）', row => row.amount_fen),
]

export function NewClaim() {
  const navigate = useNavigate()
  const items = Object.entries(KINDS).map(([key, label]) => ({ key, label }))
  const go = (kind: string) => void navigate({ to: `${paths.claims}/new` as string, search: { kind } as never })
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => go(key) }} trigger={['click']}>
      <Button type="primary">新建单据</Button>
    </Dropdown>
  )
}

export function ClaimsPage() {
  const oversees = useMay(['finance', 'cashier', 'director', 'operations', 'auditor'])
  const [whose, setWhose] = useState<'all' | 'mine'>('all')
  const { year } = useYear()
  const { data, error, isPending, refetch } = useClaims(year, !oversees || whose === 'mine')
  return (
    <PageFrame
      title="报销单据"
      about="提交时占用科室额度，支付到账后记为支出；退回、作废和退款，额度随即退回。"
      actions={
        <>
          <YearPicker />
          <NewClaim />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Listed>
          name={`${year}年报销单据`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          tools={
            oversees && (
              <Segmented
                size="small"
                value={whose}
                onChange={setWhose}
                options={[
                  { value: 'all' as const, label: '全部' },
                  { value: 'mine' as const, label: '我的' },
                ]}
              />
            )
          }
          empty="还没有单据。点右上角“新建单据”，选类别开始填。"
          words={row => `${row.claim_no} ${row.title} ${row.applicant} ${row.line_no} ${row.line_title}`}
          csv={EXPORT}
          card={card}
          columns={columns(data)}
          summary={shown =>
            shown.length > 0 && (
              <TotalsRow
                count={`${shown.length} 张`}
                lead={8}
                sums={[sumFen(shown.map(row => row.amount_fen))]}
                rest={0}
              />
            )
          }
        />
      </NeedsYear>
    </PageFrame>
  )
}
