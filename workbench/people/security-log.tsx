// Sign-ins, failed sign-ins, and what was refused.
import { useQuery } from '@tanstack/react-query'
import type { securityLog } from '../../src/people/journal-queries.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { DataTable, ErrorNote, moment, pages } from '../ui/index.ts'
import { useJournalSearch, useTitles } from './journal.tsx'

const PAGE = 50
type Row = Awaited<ReturnType<typeof ask<typeof securityLog>>>['rows'][number]

const KINDS: Record<string, string> = {
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  forbidden: '没有权限',
  refused: '办理被拒绝',
}
const kindOf = (row: Row) => KINDS[row.kind] ?? row.kind
const bad = (row: Row) => (row.kind === 'sign-in' ? '' : 'bad')

export function SecurityLog() {
  const { search, change } = useJournalSearch()
  const page = search.page ?? 1
  const titleOf = useTitles()
  const asked = { offset: (page - 1) * PAGE, limit: PAGE }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people.security-log', page],
    placeholderData: before => before,
    queryFn: () => ask<typeof securityLog>('people.security-log', asked),
  })
  return (
    <>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name="登录与拒绝"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        everything={() => everyRow(at => ask<typeof securityLog>('people.security-log', at))}
        csv={{
          header: ['时间', '情况', '谁', '来自', '对象', '说明'],
          row: row => [moment(row.at), kindOf(row), row.actor, row.address, titleOf(row.subject), row.detail],
        }}
        pagination={pages(page, PAGE, data?.total_count, value => change({ page: value }))}
        card={row => (
          <>
            <div className="card-head">
              <span className={bad(row)}>{kindOf(row)}</span>
              <span>{row.actor}</span>
            </div>
            <div className="card-line">
              <span>{titleOf(row.subject)}</span>
              <span>{row.detail}</span>
            </div>
            <div className="card-line">
              <span>{moment(row.at)}</span>
              <span>{row.address}</span>
            </div>
          </>
        )}
        columns={[
          { title: '时间', render: (_value, row) => moment(row.at) },
          { title: '情况', render: (_value, row) => <span className={bad(row)}>{kindOf(row)}</span> },
          { title: '谁', dataIndex: 'actor' },
          { title: '来自', dataIndex: 'address' },
          { title: '对象', render: (_value, row) => titleOf(row.subject) },
          { title: '说明', dataIndex: 'detail' },
        ]}
      />
    </>
  )
}
