// 新媒体自查: a quarter's sheet, account by account; each line by the program or a person, findings until they are mended.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Collapse, Select, Tag } from 'antd'
import type { inspect } from '../../src/audience/inspection/inspect.ts'
import type { inspectionSheet } from '../../src/audience/inspection/inspection-queries.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { ErrorNote, moment, PageFrame, saveWorkbook, useCommand } from '../ui/index.ts'
import './bulletin.css'
import { InspectionLines } from './inspection-lines.tsx'
import { dueState, type Inspection, LINE_HEADER, lineCells } from './inspection-words.ts'

const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
const titleOf = (quarter: string) => `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度`

function recent(quarter: string): string[] {
  const list: string[] = []
  let [year, n] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))]
  for (let k = 0; k < 6; k += 1) {
    list.push(`${year}Q${n}`)
    n -= 1
    if (n === 0) [year, n] = [year - 1, 4]
  }
  return list
}

function Verdict({ of }: { of: Inspection }) {
  if (of.vetoed) return <span className="verdict failed">单项否决，不合格</span>
  const score = (of.score_cent / 100).toFixed(2)
  if (of.open_count > 0)
    return (
      <span className="soft">
        暂计 {score} 分，还有 {of.open_count} 条没填
      </span>
    )
  return (
    <span
      className={`verdict ${of.passed ? 'passed' : 'failed'}`}
    >{`${score} 分，${of.passed ? '合格' : '不合格'}`}</span>
  )
}

function Head({ of, today }: { of: Inspection; today: string }) {
  const due = of.lines.filter(line => dueState(line, today) === 'overdue').length
  return (
    <div className="card-head">
      <span>
        {of.platform} {of.account}
        <span className="soft">　{of.owner_unit}</span>
      </span>
      <span>
        {due > 0 && <Tag color="error">整改超期 {due}</Tag>}
        <Verdict of={of} />
        {of.closed_at && <span className="soft">（已定分）</span>}
      </span>
    </div>
  )
}

function Accounts({ list, today }: { list: Inspection[]; today: string }) {
  return (
    <Collapse
      defaultActiveKey={list.slice(0, 1).map(of => of.id)}
      items={list.map(of => ({
        key: of.id,
        label: <Head of={of} today={today} />,
        children: (
          <>
            <p className="soft">
              最近一次自动检查：{moment(of.checked_at)}，指标版本 {of.version}
            </p>
            <InspectionLines of={of} today={today} />
          </>
        ),
      }))}
    />
  )
}

const save = (quarter: string, list: Inspection[]) =>
  saveWorkbook(`${titleOf(quarter)}政务新媒体自查表`, [
    { name: '自查表', header: LINE_HEADER, rows: list.flatMap(of => of.lines.map(line => lineCells(of, line))) },
  ])

export function InspectionPage() {
  const { data: me } = useMe()
  const today = me?.today ?? ''
  const search = useSearch({ strict: false }) as { quarter?: string }
  const navigate = useNavigate()
  const quarter = search.quarter ?? (today ? quarterOf(today) : '')
  const mayInspect = useMay(['operations', 'director', 'admin'])
  const command = useCommand<typeof inspect>('audience.inspect', '已按规则查过一遍')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['audience.inspection-sheet', quarter],
    enabled: quarter !== '',
    queryFn: () => ask<typeof inspectionSheet>('audience.inspection-sheet', { quarter }),
  })
  const list = data?.inspections ?? []
  const options = [...new Set([...(today ? recent(quarterOf(today)) : []), ...(data?.quarters ?? [])])].sort().reverse()
  return (
    <PageFrame
      title="新媒体自查"
      about="按国办秘函〔2019〕19号的检查指标，每季度对登记的每个账号自查一遍。系统能看见的自动查，其余由人回答。指标和分值标“待核”的，请与主管部门最新文本核对。"
      actions={
        <>
          <Select
            aria-label="季度"
            value={quarter}
            onChange={value => void navigate({ to: '.', search: { quarter: value } as never })}
            options={options.map(value => ({ value, label: titleOf(value) }))}
            style={{ width: 150 }}
          />
          {list.length > 0 && <Button onClick={() => void save(quarter, list)}>导出自查表</Button>}
          {list.length > 0 && <Button onClick={() => window.print()}>打印</Button>}
          {mayInspect && (
            <Button
              type="primary"
              loading={command.busy}
              onClick={() => void command.run({ quarter }).catch(() => undefined)}
            >
              {list.length > 0 ? '重新自动检查' : '开始自查'}
            </Button>
          )}
        </>
      }
    >
      <ErrorNote error={command.error ?? error} retry={() => void refetch()} />
      {!isPending && list.length === 0 && (
        <p>
          {quarter && titleOf(quarter)}还没有开始自查。
          {mayInspect ? '点右上角“开始自查”，系统先把能查的查一遍。' : '由综合运行或主任开始。'}
        </p>
      )}
      {list.length > 0 && <Accounts list={list} today={today} />}
    </PageFrame>
  )
}
