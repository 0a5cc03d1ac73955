// Two people wrote at once, or an earlier window left text behind: both are shown, and the person decides.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { story } from '../../src/newsroom/stories/story-queries.ts'
import type { Body } from '../../src/newsroom/text/body.ts'
import { bodyText } from '../../src/newsroom/text/render-body.ts'
import { ask } from '../app/api.ts'
import { useSaveState } from './save-line.tsx'
import { browserStore, forget, type LeftBehind, leftBehind, type StorySaving, type Text } from './saving.ts'
import { TextDiff } from './text-diff.tsx'

export const plain = (text: Text) => [text.headline, text.lead, bodyText(text.body as Body)].filter(Boolean).join('\n')

type Props = { storyId: string; saving: StorySaving; show: (text: Text) => void }

export function Conflict({ storyId, saving, show }: Props) {
  const state = useSaveState(saving)
  const { data: theirs } = useQuery({
    queryKey: ['newsroom.story', storyId, 'conflict', state.kind],
    enabled: state.kind === 'conflict',
    queryFn: () => ask<typeof story>('newsroom.story', { story_id: storyId }),
  })
  const mine = saving.unsaved()
  if (state.kind !== 'conflict' || !theirs || !mine) return null
  const other: Text = { headline: theirs.headline, lead: theirs.lead, body: theirs.body }
  return (
    <div className="two-texts" role="alert">
      <p>
        您写的时候，{theirs.saved_by}保存了第 {theirs.version_no}{' '}
        版。下面标出从那一版到您写的有哪些不同，请选择留哪一份。 没有留下的一份也在“版本”里找得到。
      </p>
      <TextDiff before={plain(other)} after={plain(mine)} />
      <div className="choices">
        <Button size="small" onClick={() => saving.resolve(mine, theirs.version_no)}>
          用我写的
        </Button>
        <Button
          size="small"
          onClick={() => {
            saving.discard(theirs.version_no)
            show(other)
          }}
        >
          用{theirs.saved_by}的
        </Button>
      </div>
    </div>
  )
}

type LeftProps = { person: string; storyId: string; own: string; now: Text; take: (text: Text) => void }

/** What a window that crashed or was closed offline did not send. */
export function LeftTexts({ person, storyId, own, now, take }: LeftProps) {
  const [left, setLeft] = useState<readonly LeftBehind[]>(() =>
    leftBehind(browserStore(), person, storyId, own, Date.now()),
  )
  const [first] = left
  if (!first) return null
  const done = () => {
    forget(browserStore(), first.key)
    setLeft(left.slice(1))
  }
  return (
    <div className="two-texts" role="alert">
      <p>这台电脑上还有一份没有保存到服务器的稿子（在第 {first.version} 版上写的）。下面标出它和现在的不同。</p>
      <TextDiff before={plain(now)} after={plain(first.text)} />
      <div className="choices">
        <Button
          size="small"
          onClick={() => {
            take(first.text)
            done()
          }}
        >
          换成这一份
        </Button>
        <Button size="small" onClick={done}>
          不要了
        </Button>
      </div>
    </div>
  )
}
