// What imported matters still hold of allotments: nothing here would pay them, so they are given up and go on in the ordinary way.
import { useQuery } from '@tanstack/react-query'
import type { matters, releaseMatter } from '../../src/books/matters.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import {
  DataTable,
  dayWithin,
  ErrorNote,
  FormModal,
  Money,
  moneyColumn,
  ReasonField,
  textColumn,
  useCommand,
  yuan,
} from '../ui/index.ts'

type Matter = Awaited<ReturnType<typeof ask<typeof matters>>>[number]

function Release({ row }: { row: Matter }) {
  const { data: me } = useMe()
  const command = useCommand<typeof releaseMatter>('books.release-matter', '已释放，额度退回科室')
  if (!me?.roles.includes('finance')) return null
  const on_date = dayWithin(row.year, me.today)
  return (
    <FormModal<{ reason: string }>
      button="释放"
      title={`释放：${row.title}`}
      ok="释放"
      small
      command={command}
      submit={({ reason }) => command.run({ matter_id: row.id, on_date, reason })}
    >
      <p className="soft">
        {yuan(row.held_fen)} 元退回{row.section}的“{row.line_title}”，日期 {on_date}。接着要办的，重新申请、报销。
      </p>
      <ReasonField />
    </FormModal>
  )
}

const SHEET = {
  header: ['年度', '事项号', '事项', '指标', '科室', '占用（元）'],
  row: (row: Matter) => [
    row.year,
    row.no,
    row.title,
    `${row.line_no} ${row.line_title}`,
    row.section,
    yuan(row.held_fen),
  ],
}

/** Nothing at all where no imported matter holds anything. */
export function ImportedMatters() {
  const { data, error } = useQuery({ queryKey: ['books.matters'], queryFn: () => ask<typeof matters>('books.matters') })
  if (data?.length === 0) return <ErrorNote error={error} />
  return (
    <>
      <ErrorNote error={error} />
      <h2>随账带来、还占着额度的事项</h2>
      <p className="soft">单据没有随账来，系统里没有人会付这些钱。释放以后，要办的在系统里重新申请、报销。</p>
      <DataTable<Matter>
        name="随账带来的占用"
        rowKey="id"
        dataSource={data as Matter[] | undefined}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        csv={SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <Money fen={row.held_fen} />
            </div>
            <div className="card-line">
              <span>
                {row.section}　{row.line_title}
              </span>
              <Release row={row} />
            </div>
          </>
        )}
        columns={[
          textColumn('事项号', row => row.no),
          textColumn('事项', row => row.title),
          textColumn('指标', row => `${row.line_no} ${row.line_title}`),
          textColumn('科室', row => row.section),
          moneyColumn('占用（元）', row => row.held_fen),
          { title: '办理', render: (_value, row) => <Release row={row} /> },
        ]}
      />
    </>
  )
}
