// One story: written while it may be, shown as it stands otherwise, with everything about it at the side.
import { useParams } from '@tanstack/react-router'
import { Button, Spin, Tabs } from 'antd'
import { useState } from 'react'
import type { withdrawStory } from '../../src/newsroom/review/submit-story.ts'
import type { reopenStory } from '../../src/newsroom/stories/reopen-story.ts'
import { STATES, type StoryState } from '../../src/newsroom/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import { StoryReleasesPanel } from '../publishing/story-panel.tsx'
import { ErrorNote, PageFrame, useCommand } from '../ui/index.ts'
import { type FullStory, useStory } from './data.ts'
import { DecisionList } from './decision-list.tsx'
import { DetailsForm } from './details-form.tsx'
import { StoryFindings } from './findings.tsx'
import './newsroom.css'
import { Recheck } from './recheck.tsx'
import { ChannelCopy } from './renditions/channel-copy.tsx'
import { CoverTab } from './renditions/cover.tsx'
import { SubmitButton } from './submit-button.tsx'
import { VersionList } from './version-list.tsx'
import { Writer } from './writer.tsx'

const UNDER_REVIEW = new Set(['review1', 'review2', 'superior', 'review3', 'fast'])

function Moves({ story, mayWrite }: { story: FullStory; mayWrite: boolean }) {
  const reopen = useCommand<typeof reopenStory>('newsroom.reopen-story', '可以修改了，改后重新送审')
  const withdraw = useCommand<typeof withdrawStory>('newsroom.withdraw-story', '已撤回')
  if (!mayWrite) return null
  const input = { story_id: story.id }
  return (
    <>
      <ErrorNote error={reopen.error ?? withdraw.error} />
      {(story.state === 'draft' || story.state === 'returned') && <SubmitButton story={story} />}
      {UNDER_REVIEW.has(story.state) && (
        <Button loading={withdraw.busy} onClick={() => void withdraw.run(input).catch(() => undefined)}>
          撤回送审
        </Button>
      )}
      {(story.state === 'signed' || story.state === 'rejected') && (
        <Button loading={reopen.busy} onClick={() => void reopen.run(input).catch(() => undefined)}>
          修改再审
        </Button>
      )}
    </>
  )
}

function Sides({ story, editable }: { story: FullStory; editable: boolean }) {
  const [tab, setTab] = useState('details')
  return (
    <Tabs
      size="small"
      activeKey={tab}
      onChange={setTab}
      items={[
        { key: 'details', label: '信息', children: <DetailsForm story={story} editable={editable} /> },
        {
          key: 'channels',
          label: '渠道稿',
          children: (
            <>
              <ChannelCopy story={story} editable={editable && !story.locked_at} />
              <CoverTab story={story} editable={editable} />
            </>
          ),
        },
        {
          key: 'check',
          label: '检查',
          children: <StoryFindings storyId={story.id} version={story.version_no} editable={editable} />,
        },
        {
          key: 'versions',
          label: '版本',
          children: <VersionList story={story} editable={editable && !story.locked_at} />,
        },
        {
          key: 'decisions',
          label: '审稿',
          children: (
            <>
              <DecisionList storyId={story.id} />
              <Recheck story={story} />
            </>
          ),
        },
        { key: 'releases', label: '发布', children: <StoryReleasesPanel storyId={story.id} /> },
      ]}
    />
  )
}

export function StoryPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: me } = useMe()
  const mayWrite = useMay(['editor', 'operations', 'director'])
  const { data: story, error, refetch } = useStory(id)
  const editable = mayWrite && (story?.state === 'draft' || story?.state === 'returned')
  const about = story && (
    <>
      {STATES[story.state as StoryState]}　{story.section}　{story.created_by}
      {story.edition_no > 0 && `　已签发 ${story.edition_no} 次`}
      {story.is_example && '　示例'}
    </>
  )
  return (
    <PageFrame
      title={editable ? '写稿' : '稿件'}
      about={about}
      actions={story && <Moves story={story} mayWrite={mayWrite} />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!story && !error && <Spin />}
      {story && me && (
        <div className="story-desk">
          <Writer key={story.id} story={story} person={me.id} editable={editable && !story.locked_at} />
          <aside aria-label="关于这篇稿件">
            <Sides story={story} editable={editable} />
          </aside>
        </div>
      )}
    </PageFrame>
  )
}
