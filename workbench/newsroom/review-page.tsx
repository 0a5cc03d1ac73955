// One story before the reviewer: every rendition as it would go out, what changed since last time, what was said, and the
// decision, bound to exactly this content.
import { Link, useParams } from '@tanstack/react-router'
import { Spin, Tabs } from 'antd'
import { CHANNEL_KINDS, type ChannelKind, LANES, type Lane } from '../../src/newsroom/vocabulary.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote, moment, PageFrame } from '../ui/index.ts'
import { type ShownRendition, type Submitted, useStory, useSubmissionOf } from './data.ts'
import { Decide } from './decide.tsx'
import { DecisionList } from './decision-list.tsx'
import { FindingList } from './findings.tsx'
import './newsroom.css'
import { TextDiff } from './text-diff.tsx'

/** The HTML was made and cleaned by the server from the editor's document. */
function Shown({ rendition }: { rendition: ShownRendition }) {
  return (
    <article className="news-text rendition">
      <h2 className="title">{rendition.title}</h2>
      {rendition.lead && <p className="soft">{rendition.lead}</p>}
      {rendition.body_html ? (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by the server, every text escaped
        <div dangerouslySetInnerHTML={{ __html: rendition.body_html }} />
      ) : (
        <p className="plain-text">{rendition.body_text}</p>
      )}
      {typeof rendition.extra.video === 'string' && (
        // biome-ignore lint/a11y/useMediaCaption: the film as it will be sent; captions are part of its picture
        <video src={rendition.extra.video} controls preload="metadata" aria-label="要发的视频" />
      )}
    </article>
  )
}

const plain = (text: Submitted['text']) => [text.headline, text.lead, text.body_text].filter(Boolean).join('\n')

function Facts({ submitted }: { submitted: Submitted }) {
  return (
    <dl className="facts">
      <dt>作者</dt>
      <dd>{submitted.writers.join('、')}</dd>
      <dt>送审</dt>
      <dd>
        {submitted.submitted_by}　{moment(submitted.submitted_at)}　第 {submitted.submission_no} 次{'　'}
        {LANES[submitted.lane as Lane]}
      </dd>
      <dt>字数</dt>
      <dd>{submitted.char_count}</dd>
      {submitted.note && (
        <>
          <dt>附言</dt>
          <dd>{submitted.note}</dd>
        </>
      )}
      <dt>内容校验码</dt>
      <dd className="hash" title={submitted.content_hash}>
        {submitted.content_hash.slice(0, 16)}
      </dd>
    </dl>
  )
}

function Content({ submitted }: { submitted: Submitted }) {
  const renditions = submitted.renditions.map(one => ({
    key: one.channel_kind,
    label: CHANNEL_KINDS[one.channel_kind as ChannelKind],
    children: <Shown rendition={one} />,
  }))
  const changes = submitted.before && {
    key: 'changes',
    label: '与上次送审比',
    children: <TextDiff before={plain(submitted.before)} after={plain(submitted.text)} />,
  }
  return <Tabs items={changes ? [...renditions, changes] : renditions} />
}

export function ReviewPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: story } = useStory(id)
  const { data: submitted, error, refetch } = useSubmissionOf(id)
  return (
    <PageFrame
      title={story?.headline ?? '审稿'}
      about={
        <>
          <Link to={paths.review}>审稿台</Link>　{story?.section}　<Link to={`${paths.stories}/${id}`}>看稿件</Link>
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!submitted && !error && <Spin />}
      {submitted && story && (
        <div className="story-desk">
          <Content submitted={submitted} />
          <aside aria-label="审稿">
            <Facts submitted={submitted} />
            <Decide key={submitted.content_hash} story={story} submitted={submitted} />
            <h3>机器检查</h3>
            <FindingList findings={submitted.findings} />
            <h3>审稿记录</h3>
            <DecisionList storyId={id} />
          </aside>
        </div>
      )}
    </PageFrame>
  )
}
