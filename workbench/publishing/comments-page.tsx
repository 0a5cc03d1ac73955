// 渠道评论: what readers wrote under our articles on platforms that tell it, and whether comments are open there.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { channelComments } from '../../src/publishing/comments/comments.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, moment, PageFrame, textColumn } from '../ui/index.ts'
import './publishing.css'

type Answer = Awaited<ReturnType<typeof ask<typeof channelComments>>>
type Comment = Answer['comments'][number]

const EVERY_MS = 10_000
const stateOf = (row: Comment) => (row.gone_at ? '已删除' : row.is_elected ? '已精选' : '未精选')

/** How far the platforms are with what the switch wants. */
function Gates({ answer: { gates, closed } }: { answer: Answer }) {
  const wanted = closed ? '关闭' : '打开'
  return (
    <p className={gates.waiting_count > 0 ? 'bad' : 'soft'} aria-live="polite">
      {closed
        ? `“关闭评论”已按下：${gates.closed_count} 篇已在平台上关闭。`
        : `${gates.open_count} 篇在平台上开着评论。`}
      {gates.waiting_count > 0 && `还有 ${gates.waiting_count} 篇等平台确认${wanted}。${gates.message}`}
      <Link to={paths.switches}>应急开关</Link>
    </p>
  )
}

export function CommentsPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['publishing.comments'],
    queryFn: () => ask<typeof channelComments>('publishing.comments'),
    refetchInterval: EVERY_MS,
  })
  const rows = data?.comments ?? []
  const story = (row: Comment) => <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>
  return (
    <PageFrame
      title="渠道评论"
      about="公众号文章下的留言，每十分钟读一次。按下“关闭评论”后，最近三十天发布的文章由系统逐篇关闭留言。"
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {data && <Gates answer={data} />}
      <DataTable<Comment>
        name="渠道评论"
        rowKey="id"
        loading={isPending}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有读到评论。公众号接入时打开“留言”，发布后这里会出现读者的留言。"
        words={row => `${row.text} ${row.headline}`}
        csv={{
          header: ['评论', '稿件', '账号', '时间', '状态', '回复'],
          row: row => [row.text, row.headline, row.place, moment(row.written_at), stateOf(row), row.reply],
        }}
        card={row => (
          <>
            <div className="card-head">{row.text}</div>
            <div className="card-line">
              {story(row)}
              <span>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{row.place}</span>
              <span>{moment(row.written_at)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('评论', row => row.text),
          textColumn('稿件', row => row.headline, { render: (_value, row) => story(row) }),
          choiceColumn('账号', rows, row => row.place),
          textColumn('时间', row => moment(row.written_at)),
          choiceColumn('状态', rows, stateOf),
          textColumn('回复', row => row.reply),
        ]}
      />
    </PageFrame>
  )
}
