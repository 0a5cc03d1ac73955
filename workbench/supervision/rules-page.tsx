// The library of rules: what is in force, how far it has been read, and what I still have to read.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, PageFrame, textColumn } from '../ui/index.ts'
import { example, type RuleRow, subject, useRules } from './data.ts'
import { PublishRule } from './publish-rule.tsx'

const toRule = (row: RuleRow) => <Link to={`${paths.houseRules}/${row.id}` as string}>{row.title}</Link>
const stateOf = (row: RuleRow) => (row.repealed_on ? `${row.repealed_on} 废止` : '现行')
const mineOf = (row: RuleRow) => (row.repealed_on || row.mine === null ? '' : row.mine ? '已学习' : '待学习')
const readOf = (row: RuleRow) => (row.repealed_on ? '' : `${row.read_count} / ${row.must_read_count}`)
const lateOf = (row: RuleRow) => (row.late_count > 0 ? `${row.late_count} 人逾期` : '')

const sheet = {
  header: ['名称', '类别', '版本', '施行日期', '状态', '应学习人数', '已学习人数', '逾期人数'],
  row: (row: RuleRow) => [
    row.title,
    subject(row.kind),
    row.version_no,
    row.effective_from,
    stateOf(row),
    row.must_read_count,
    row.read_count,
    row.late_count,
  ],
}

function List() {
  const { data, error, isPending } = useRules()
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<RuleRow>
        name="制度库"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有制度。由综合运行或主任在这里发布"
        words={row => `${row.title} ${subject(row.kind)}`}
        csv={sheet}
        card={row => (
          <>
            <div className="card-head">
              {toRule(row)}
              <span>{mineOf(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {subject(row.kind)}　第 {row.version_no} 版{example(row)}
              </span>
              <span>{row.repealed_on ? stateOf(row) : `已学习 ${readOf(row)}`}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('名称', row => row.title, {
            render: (_value, row) => (
              <>
                {toRule(row)}
                <span className="soft">{example(row)}</span>
              </>
            ),
          }),
          choiceColumn('类别', data, row => subject(row.kind)),
          textColumn('版本', row => `第 ${row.version_no} 版`),
          textColumn('施行日期', row => row.effective_from),
          choiceColumn('状态', data, stateOf),
          choiceColumn('我', data, mineOf),
          textColumn('已学习 / 应学习', readOf, { className: 'num' }),
          choiceColumn('逾期', data, lateOf),
        ]}
      />
    </>
  )
}

export function RulesPage() {
  const keeper = useMay(['operations', 'director', 'admin'])
  const [writing, setWriting] = useState(false)
  return (
    <PageFrame
      title="制度库"
      about="本单位的规章制度。发布或修订后，应学习的人在待办里收到，读后确认。"
      actions={keeper && !writing && <Button onClick={() => setWriting(true)}>发布制度</Button>}
    >
      {writing && (
        <section className="part">
          <h2>发布制度</h2>
          <PublishRule done={() => setWriting(false)} />
        </section>
      )}
      <List />
    </PageFrame>
  )
}
