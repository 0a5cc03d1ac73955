// 人员发稿: pieces, characters and points of each person, and each piece that gave or took points.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { output } from '../../src/audience/output/output.ts'
import { SUBJECTS, type Subject } from '../../src/audience/vocabulary.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, PageFrame, textColumn } from '../ui/index.ts'
import { count } from './data.ts'
import { numberColumn } from './effect-tables.tsx'
import { PeriodPicker, useDays } from './period.tsx'
import { PointRules } from './point-rules.tsx'

type Output = Awaited<ReturnType<typeof ask<typeof output>>>
type Person = Output['people'][number]
type Item = Output['items'][number]

const points = (cent: number) => (cent / 100).toFixed(2)

const itemSheet = {
  header: ['姓名', '日期', '事项', '内容', '分'],
  row: (row: Item) => [row.person, row.on_day, SUBJECTS[row.subject as Subject], row.what, points(row.points_cent)],
}

/** Pieces that only say what a story was, beside it: the story itself comes first. */
function Items({ rows }: { rows: readonly Item[] }) {
  return (
    <DataTable<Item>
      name="工作量明细"
      rowKey={row => `${row.person}-${row.subject}-${row.on_day}-${row.what}`}
      dataSource={rows}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      sticky={false}
      csv={itemSheet}
      columns={[
        textColumn<Item>('日期', row => row.on_day),
        textColumn<Item>('事项', row => SUBJECTS[row.subject as Subject]),
        textColumn<Item>('内容', row => row.what, {
          render: (_value, row) =>
            row.story_id ? <Link to={`${paths.stories}/${row.story_id}`}>{row.what}</Link> : row.what,
        }),
        { ...numberColumn<Item>('分', row => row.points_cent), render: (_value, row) => points(row.points_cent) },
      ]}
    />
  )
}

const personSheet = {
  header: ['姓名', '发稿', '原创', '字数', '上级采用', '发布后差错', '工作量（分）'],
  row: (row: Person) => [
    row.person,
    row.story_count,
    row.original_count,
    row.char_count,
    row.adopted_count,
    row.error_count,
    points(row.points_cent),
  ],
}

const personCard = (row: Person) => (
  <>
    <div className="card-head">
      {row.person}
      <span className="num">{points(row.points_cent)} 分</span>
    </div>
    <div className="card-line">
      <span>
        发稿 {row.story_count}，原创 {row.original_count}，{count(row.char_count)} 字
      </span>
      <span>采用 {row.adopted_count}</span>
    </div>
  </>
)

export function OutputPage() {
  const { days } = useDays()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['audience.output', days],
    enabled: days !== undefined,
    queryFn: () => ask<typeof output>('audience.output', days),
  })
  const of = (person: string) => data?.items.filter(item => item.person === person) ?? []
  return (
    <PageFrame
      title="人员发稿"
      about="按首次签发的日期和署名记者计，几人署名各计一篇；没有署名的算给起稿人。点左边的加号看每一分从哪里来。"
      actions={<PeriodPicker />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <section className="part">
        <DataTable<Person>
          name="人员发稿"
          rowKey="person"
          loading={isPending}
          dataSource={data?.people}
          pagination={false}
          empty="这段时间没有签发稿件。"
          expandable={{ expandedRowRender: row => <Items rows={of(row.person)} /> }}
          csv={personSheet}
          card={personCard}
          columns={[
            textColumn<Person>('姓名', row => row.person),
            numberColumn<Person>('发稿', row => row.story_count),
            numberColumn<Person>('原创', row => row.original_count),
            numberColumn<Person>('字数', row => row.char_count),
            numberColumn<Person>('上级采用', row => row.adopted_count),
            numberColumn<Person>('发布后差错', row => row.error_count),
            {
              ...numberColumn<Person>('工作量（分）', row => row.points_cent),
              render: (_value, row) => points(row.points_cent),
            },
          ]}
        />
      </section>
      <PointRules />
    </PageFrame>
  )
}
