// Leaving and moving: who has what in their name, the hand-over documents, and who has left.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { departures } from '../../src/handover/queries.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { type Person, usePersons } from '../people/data.ts'
import { choiceColumn, DataTable, ErrorNote, PageFrame, textColumn } from '../ui/index.ts'
import { type HandoverDocument, REASONS, STATES, useCards, useDocuments } from './data.ts'

type Held = Person & { held: number }
type Departure = Awaited<ReturnType<typeof ask<typeof departures>>>[number]

const toPerson = (row: { id: string; name: string }) => (
  <Link to={`${paths.handover}/person/${row.id}` as string}>{row.name}</Link>
)
const toDocument = (row: HandoverDocument) => (
  <Link to={`${paths.handover}/document/${row.id}` as string}>{row.doc_no}</Link>
)

function People() {
  const { data: persons, error, isPending } = usePersons()
  const { data: cards } = useCards()
  const rows: Held[] | undefined = persons
    ?.filter(person => !person.left_on)
    .map(person => ({ ...person, held: cards?.filter(card => card.holder_id === person.id).length ?? 0 }))
  return (
    <section className="part">
      <h2>在岗人员</h2>
      <ErrorNote error={error} />
      <DataTable<Held>
        name="在岗人员名下资产"
        rowKey="id"
        sticky={false}
        loading={isPending}
        dataSource={rows}
        pagination={false}
        empty="还没有人员"
        csv={{
          header: ['姓名', '科室', '岗位', '名下资产件数'],
          row: row => [row.name, row.section, row.post, row.held],
        }}
        card={row => (
          <>
            <div className="card-head">
              {toPerson(row)}
              <span>{row.held} 件</span>
            </div>
            <div className="card-line">
              <span>{[row.section, row.post].filter(Boolean).join('　')}</span>
              <span>名下资产</span>
            </div>
          </>
        )}
        columns={[
          textColumn('姓名', row => row.name, { render: (_value, row) => toPerson(row) }),
          choiceColumn('科室', rows, row => row.section),
          textColumn('岗位', row => row.post),
          textColumn('名下资产（件）', row => String(row.held), { className: 'num' }),
          {
            title: '办理',
            render: (_value, row) => <Link to={`${paths.handover}/person/${row.id}` as string}>移交、离岗、调动</Link>,
          },
        ]}
      />
    </section>
  )
}

function Documents() {
  const { data, error, isPending } = useDocuments()
  return (
    <section className="part">
      <h2>交接单</h2>
      <ErrorNote error={error} />
      <DataTable<HandoverDocument>
        name="交接单"
        rowKey="id"
        sticky={false}
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有交接单。点上面的人名，可以填写交接单"
        csv={{
          header: ['编号', '移交人', '接收人', '事由', '项数', '状态', '填写人'],
          row: row => [
            row.doc_no,
            row.from_name,
            row.to_name,
            REASONS[row.reason],
            row.item_count,
            STATES[row.state],
            row.made_by,
          ],
        }}
        card={row => (
          <>
            <div className="card-head">
              {toDocument(row)}
              <span>{STATES[row.state]}</span>
            </div>
            <div className="card-line">
              <span>
                {row.from_name} → {row.to_name}
              </span>
              <span>
                {REASONS[row.reason]}　{row.item_count} 项
              </span>
            </div>
          </>
        )}
        columns={[
          textColumn('编号', row => row.doc_no, { render: (_value, row) => toDocument(row) }),
          choiceColumn('移交人', data, row => row.from_name),
          choiceColumn('接收人', data, row => row.to_name),
          choiceColumn('事由', data, row => REASONS[row.reason]),
          textColumn('项数', row => String(row.item_count), { className: 'num' }),
          choiceColumn('状态', data, row => STATES[row.state]),
        ]}
      />
    </section>
  )
}

function Departures() {
  const { data, error } = useQuery({
    queryKey: ['handover.departures'],
    queryFn: () => ask<typeof departures>('handover.departures'),
  })
  if (!error && (!data || data.length === 0)) return null
  const what = (row: Departure) => (row.kind === 'leaves' ? '离岗' : `调到${row.to_section ?? ''}`)
  return (
    <section className="part">
      <h2>已办结的离岗与调动</h2>
      <ErrorNote error={error} />
      <DataTable<Departure>
        name="离岗与调动"
        rowKey="id"
        sticky={false}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['姓名', '事项', '日期', '原科室', '原因', '办结人'],
          row: row => [row.person, what(row), row.on_date, row.from_section, row.reason, row.completed_by],
        }}
        columns={[
          textColumn('姓名', row => row.person),
          textColumn('事项', what),
          textColumn('日期', row => row.on_date),
          textColumn('原科室', row => row.from_section),
          textColumn('原因', row => row.reason),
          textColumn('办结人', row => row.completed_by),
        ]}
      />
    </section>
  )
}

export function HandoverPage() {
  return (
    <PageFrame title="离岗移交" about="离岗或调动前，名下的资产和手上的事要交接清楚。没有办清的，系统不予办结。">
      <People />
      <Documents />
      <Departures />
    </PageFrame>
  )
}
