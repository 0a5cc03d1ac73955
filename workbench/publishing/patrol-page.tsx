// 发布巡检: what the patrol found on live pages, what waits for a decision first.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { findings } from '../../src/publishing/patrol/findings.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, filterBy, moment, PageFrame, textColumn } from '../ui/index.ts'
import { DECISIONS, FOUND } from './data.ts'
import './publishing.css'

type Row = Awaited<ReturnType<typeof ask<typeof findings>>>[number]

const stateOf = (row: Row) => (row.decision ? DECISIONS[row.decision]! : '等处理')
const placeOf = (row: Row) => `${row.platform} ${row.account}`
const title = (row: Row) => <Link to={`${paths.patrol}/${row.id}`}>{row.headline}</Link>

const sheet = {
  header: ['稿件', '渠道', '发现', '说明', '发现时间', '处理', '处理说明', '谁处理的', '处理时间'],
  row: (row: Row) => [
    row.headline,
    placeOf(row),
    FOUND[row.kind],
    row.message,
    moment(row.found_at),
    stateOf(row),
    row.settlement,
    row.settled_by,
    row.settled_at && moment(row.settled_at),
  ],
}

export function PatrolPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['publishing.findings'],
    queryFn: () => ask<typeof findings>('publishing.findings'),
    refetchInterval: 30_000,
  })
  const waiting = data?.filter(row => row.decision === null).length ?? 0
  return (
    <PageFrame
      title="发布巡检"
      about={`每十分钟把近七天上线的内容与签发稿核对一遍。${waiting > 0 ? `现有 ${waiting} 处等处理。` : ''}`}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name="发布巡检"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="没有发现问题：上线的内容都与签发稿一致。"
        words={row => `${row.headline} ${placeOf(row)} ${row.message}`}
        csv={sheet}
        card={row => (
          <>
            <div className="card-head">
              {title(row)}
              <span className={row.decision ? '' : 'bad'}>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {placeOf(row)}　{FOUND[row.kind]}
              </span>
              <span>{moment(row.found_at)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('稿件', row => row.headline, { render: (_value, row) => title(row) }),
          choiceColumn('渠道', data, placeOf),
          choiceColumn('发现', data, row => FOUND[row.kind]!),
          textColumn('说明', row => row.message),
          textColumn('发现时间', row => moment(row.found_at)),
          textColumn('处理', stateOf, {
            ...filterBy(data, stateOf),
            render: (_value, row) => <span className={row.decision ? '' : 'bad'}>{stateOf(row)}</span>,
          }),
        ]}
      />
    </PageFrame>
  )
}
