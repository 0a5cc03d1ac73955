// Every version that was saved: what changed in it, and bringing it back, which can itself be undone.
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Spin } from 'antd'
import { useState } from 'react'
import type { restoreVersion } from '../../src/newsroom/stories/restore-version.ts'
import type { version, versions } from '../../src/newsroom/stories/story-queries.ts'
import { ask } from '../app/api.ts'
import { ErrorNote, moment, useCommand } from '../ui/index.ts'
import type { FullStory } from './data.ts'
import { TextDiff } from './text-diff.tsx'

type Kept = Awaited<ReturnType<typeof ask<typeof versions>>>[number]

const KINDS: Record<string, string> = { saved: '', restored: '恢复旧版', imported: '导入' }

function useVersion(storyId: string, versionNo: number) {
  return useQuery({
    queryKey: ['newsroom.version', storyId, versionNo],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => ask<typeof version>('newsroom.version', { story_id: storyId, version_no: versionNo }),
  })
}

function Compare({
  story,
  kept,
  editable,
  close,
}: {
  story: FullStory
  kept: Kept
  editable: boolean
  close: () => void
}) {
  const old = useVersion(story.id, kept.version_no)
  const now = useVersion(story.id, story.version_no)
  const { run, busy, error } = useCommand<typeof restoreVersion>(
    'newsroom.restore-version',
    `已恢复到第 ${kept.version_no} 版`,
  )
  const restore = () =>
    run({ story_id: story.id, restored_no: kept.version_no, version_no: story.version_no }).then(close, () => undefined)
  const plain = (one: { headline: string; lead: string; body_text: string }) =>
    [one.headline, one.lead, one.body_text].filter(Boolean).join('\n')
  return (
    <Modal
      open
      width={760}
      title={`第 ${kept.version_no} 版，${kept.author}，${moment(kept.saved_at)}`}
      onCancel={close}
      okText="恢复这一版"
      okButtonProps={{ disabled: !editable || kept.version_no === story.version_no, loading: busy }}
      onOk={() => void restore()}
    >
      <ErrorNote error={error ?? old.error ?? now.error} />
      <p className="soft">从这一版到现在（第 {story.version_no} 版）的改动。恢复后现在的一版也还在，可以再恢复回来。</p>
      {old.data && now.data ? <TextDiff before={plain(old.data)} after={plain(now.data)} /> : <Spin />}
    </Modal>
  )
}

export function VersionList({ story, editable }: { story: FullStory; editable: boolean }) {
  const [open, setOpen] = useState<Kept>()
  const { data, error } = useQuery({
    queryKey: ['newsroom.versions', story.id, story.version_no],
    queryFn: () => ask<typeof versions>('newsroom.versions', { story_id: story.id }),
  })
  return (
    <>
      <ErrorNote error={error} />
      <ul className="side-list">
        {data?.map(kept => (
          <li key={kept.version_no}>
            <Button type="link" size="small" onClick={() => setOpen(kept)}>
              第 {kept.version_no} 版
            </Button>
            <span>
              {kept.author}　{moment(kept.saved_at)}
            </span>
            <small>
              {kept.char_count} 字　{KINDS[kept.kind]}
            </small>
          </li>
        ))}
      </ul>
      {open && <Compare story={story} kept={open} editable={editable} close={() => setOpen(undefined)} />}
    </>
  )
}
