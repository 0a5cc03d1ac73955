// 历史稿件: what was taken in from earlier systems, apart from the stories of today, and what became of each item of a file.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import type { historicalStories } from '../../src/newsroom/import/import-queries.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, moment, PageFrame, pages, textColumn } from '../ui/index.ts'
import { ImportList } from './import-list.tsx'
import './newsroom.css'
import { OrderImport } from './order-import.tsx'
import { stateOf } from './stories-page.tsx'

const PAGE = 50
type Row = Awaited<ReturnType<typeof ask<typeof historicalStories>>>['rows'][number]
type Search = { words?: string | number; page?: number }

const dayOf = (row: Row) => (row.published_at ? moment(row.published_at).slice(0, 10) : '')

const sheet = {
  header: ['标题', '首发日期', '作者', '原分类', '现栏目', '原状态', '现状态', '原地址', '字数'],
  row: (row: Row) => [
    row.headline,
    dayOf(row),
    row.author,
    row.categories.join('、'),
    row.section,
    row.was,
    stateOf(row.state),
    row.address,
    row.char_count,
  ],
}

function card(row: Row) {
  return (
    <>
      <div className="card-head">
        <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>
      </div>
      <div className="card-line">
        <span>
          {row.author}　{row.categories.join('、') || row.section}
        </span>
        <span>{dayOf(row)}</span>
      </div>
    </>
  )
}

const columns = [
  textColumn<Row>('标题', row => row.headline, {
    sorter: undefined,
    render: (_value, row) => <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>,
  }),
  textColumn<Row>('首发日期', dayOf, { sorter: undefined }),
  textColumn<Row>('作者', row => row.author, { sorter: undefined }),
  textColumn<Row>('原分类', row => row.categories.join('、'), { sorter: undefined }),
  textColumn<Row>('现栏目', row => row.section, { sorter: undefined }),
  textColumn<Row>('原状态', row => row.was, { sorter: undefined }),
  textColumn<Row>('现状态', row => stateOf(row.state), { sorter: undefined }),
]

export function HistoryPage() {
  const { words, page = 1 } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const mayImport = useMay(['operations', 'director', 'admin'])
  const go = (search: Search) => void navigate({ to: paths.history, search: search as never })
  const wanted = words === undefined ? undefined : String(words)
  const asked = { words: wanted, offset: (page - 1) * PAGE, limit: PAGE }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['newsroom.historical-stories', asked],
    placeholderData: before => before,
    queryFn: () => ask<typeof historicalStories>('newsroom.historical-stories', asked),
  })
  return (
    <PageFrame
      title="历史稿件"
      about="从以前的网站和文件夹导入的稿件，原来的日期、作者、分类、地址都留着。要重新发布，点开改好再送三审。"
      actions={mayImport && <OrderImport />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name="历史稿件"
        rowKey="story_id"
        loading={isPending}
        dataSource={data?.rows}
        pagination={pages(page, PAGE, data?.total_count, next =>
          go({ ...(wanted ? { words: wanted } : {}), page: next }),
        )}
        tools={
          <Input.Search
            size="small"
            allowClear
            className="find"
            aria-label="按标题或作者查找"
            placeholder="标题或作者"
            defaultValue={wanted}
            onSearch={text => go(text.trim() ? { words: text.trim() } : {})}
          />
        }
        empty={
          wanted
            ? '没有这样的历史稿件，换个词试试。'
            : '还没有导入过历史稿件。由综合运行、主任或系统管理员点右上角“导入”；很大的文件在服务器上用 bin/beita import 文件 --kind wxr 或 word。'
        }
        csv={sheet}
        everything={() =>
          everyRow(at => ask<typeof historicalStories>('newsroom.historical-stories', { words: wanted, ...at }))
        }
        card={card}
        columns={columns}
      />
      <ImportList />
    </PageFrame>
  )
}
