// Corrections of the newspaper: what was wrong where, and in which issue the notice was printed.
import { useQuery } from '@tanstack/react-query'
import type { corrections } from '../../src/newspaper/queries.ts'
import { ask } from '../app/api.ts'
import { DataTable, ErrorNote, moment, PageFrame, textColumn } from '../ui/index.ts'
import type { Correction } from './data.ts'

const place = (row: Correction) => `${row.day} 第${row.page_no}版《${row.title}》`

export function CorrectionsPage() {
  const { data, error, isPending } = useQuery({
    queryKey: ['newspaper.corrections'],
    queryFn: () => ask<typeof corrections>('newspaper.corrections'),
  })
  return (
    <PageFrame title="报纸更正" about="更正一直显示在数字报的原文上，并应在下一期见报。">
      <ErrorNote error={error} />
      <DataTable<Correction>
        name="报纸更正"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有更正。需要时在已付印的那一期里点“发更正”。"
        words={row => `${place(row)} ${row.notice}`}
        csv={{
          header: ['原文', '更正', '更正时间', '更正人', '见报'],
          row: row => [place(row), row.notice, moment(row.corrected_at), row.corrected_by, row.printed_in ?? ''],
        }}
        card={row => (
          <>
            <div className="card-head">{place(row)}</div>
            <div className="card-line">
              <span>{row.notice}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('原文', place),
          textColumn('更正', row => row.notice),
          textColumn('更正时间', row => moment(row.corrected_at)),
          textColumn('更正人', row => row.corrected_by),
          textColumn('见报', row => row.printed_in ?? '还没有'),
        ]}
      />
    </PageFrame>
  )
}
