// All issues: how far each has come, its characters, and the way to a new one.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { issues } from '../../src/newspaper/queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, filterBy, moment, PageFrame, textColumn } from '../ui/index.ts'
import { EDITORS, type ListedIssue, MADE_FROM, SIGNERS, stageOf, usePapers } from './data.ts'
import { NewIssue, RegisterPaper } from './new-issue.tsx'
import './newspaper.css'

const numbers = (row: ListedIssue) => `第${row.issue_no}期（总第${row.total_no}期）`

const columns = (data: ListedIssue[] | undefined) => [
  textColumn<ListedIssue>('日期', row => row.day, {
    render: (_value, row) => <Link to={`${paths.issues}/${row.id}`}>{row.day}</Link>,
  }),
  textColumn<ListedIssue>(
    '报纸',
    row => row.paper_name,
    filterBy(data, row => row.paper_name),
  ),
  textColumn<ListedIssue>('期号', numbers),
  textColumn<ListedIssue>('进度', stageOf, filterBy(data, stageOf)),
  textColumn<ListedIssue>('成版', row => MADE_FROM[row.made_from] ?? ''),
  { title: '版', className: 'num', render: (_value: unknown, row: ListedIssue) => row.page_count },
  { title: '篇', className: 'num', render: (_value: unknown, row: ListedIssue) => row.article_count },
  { title: '字数', className: 'num', render: (_value: unknown, row: ListedIssue) => row.char_count },
  textColumn<ListedIssue>('付印', row => (row.printed_at ? moment(row.printed_at) : null)),
]

const card = (row: ListedIssue) => (
  <>
    <div className="card-head">
      <Link to={`${paths.issues}/${row.id}`}>
        {row.paper_name} {row.day}
      </Link>
      <span>{stageOf(row)}</span>
    </div>
    <div className="card-line">
      <span>{numbers(row)}</span>
      <span>
        {row.page_count} 版 {row.char_count} 字
      </span>
    </div>
  </>
)

export function IssuesPage() {
  const { data: papers } = usePapers()
  const mayEdit = useMay(EDITORS)
  const mayRegister = useMay(SIGNERS)
  const { data, error, isPending } = useQuery({
    queryKey: ['newspaper.issues'],
    queryFn: () => ask<typeof issues>('newspaper.issues'),
  })
  const actions = (
    <>
      {mayRegister && <RegisterPaper paper={papers?.[0]} key={papers?.[0]?.code ?? 'none'} />}
      {mayEdit && papers && papers.length > 0 && <NewIssue papers={papers} />}
    </>
  )
  return (
    <PageFrame title="报纸" about="期、版、篇、热区。三校签版后付印，付印后上网。" actions={actions}>
      <ErrorNote error={error} />
      <DataTable<ListedIssue>
        name="报纸各期"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty={papers?.length === 0 ? '先登记报纸，再开第一期。' : '还没有开过期。点右上角“新开一期”。'}
        words={row => `${row.day} ${row.paper_name} ${numbers(row)}`}
        csv={{
          header: ['日期', '报纸', '期号', '进度', '版数', '篇数', '字数', '截稿', '清样', '付印'],
          row: row => [
            row.day,
            row.paper_name,
            numbers(row),
            stageOf(row),
            row.page_count,
            row.article_count,
            row.char_count,
            ...[row.copy_closed_at, row.clean_at, row.printed_at].map(at => (at ? moment(at) : '')),
          ],
        }}
        card={card}
        columns={columns(data)}
      />
    </PageFrame>
  )
}
