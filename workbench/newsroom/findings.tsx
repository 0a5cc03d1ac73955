// What the machine found, where it stands, what instead; a finding may stand when its reason is written down.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import type { overrideFinding, storyCheck } from '../../src/newsroom/review/checks.ts'
import { WORD_CLASSES, WORD_LEVELS } from '../../src/proofing/words/words-vocabulary.ts'
import { ask } from '../app/api.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'
import type { Finding } from './data.ts'

const CLASSES: Record<string, string> = { ...WORD_CLASSES, source: '稿源', headline: '转载标题' }
const TONE: Record<string, string> = { block: 'error', review: 'warning', hint: 'info' }

function LetStand({ storyId, finding }: { storyId: string; finding: Finding }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, busy, error } = useCommand<typeof overrideFinding>('newsroom.override-finding', '已记下理由')
  const save = () =>
    run({ story_id: storyId, class: finding.class, excerpt: finding.excerpt, reason }).then(
      () => setOpen(false),
      () => undefined,
    )
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <form
          className="link-form"
          onSubmit={event => {
            event.preventDefault()
            void save()
          }}
        >
          <ErrorNote error={error} />
          <Input
            aria-label="保留的理由"
            placeholder="保留的理由"
            maxLength={300}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          <Button htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
            保留
          </Button>
        </form>
      }
    >
      <button type="button" className="link">
        保留原文
      </button>
    </Popover>
  )
}

type ListProps = { findings: readonly Finding[]; storyId?: string; choose?: (finding: Finding) => void }

/** `storyId` only where the reader may let a finding stand. */
export function FindingList({ findings, storyId, choose }: ListProps) {
  if (findings.length === 0) return <p className="ok">没有发现问题。</p>
  return (
    <ul className="word-findings">
      {findings.map((one, at) => (
        <li key={at} className={one.override ? 'let-stand' : TONE[one.level]}>
          <b>
            {WORD_LEVELS[one.level as keyof typeof WORD_LEVELS]}　{CLASSES[one.class] ?? one.class}
          </b>
          <p>{one.message}</p>
          <div className="links">
            {choose && one.length > 0 && one.place === 'story' && (
              <button type="button" className="link" onClick={() => choose(one)}>
                看原文
              </button>
            )}
            {storyId && !one.override && <LetStand storyId={storyId} finding={one} />}
          </div>
          {one.override && (
            <small>
              {one.override.by}保留：{one.override.reason}
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Shows a passage of the story in the editor, by its words. */
function pointTo(finding: Finding): void {
  const page = document.querySelector('.body-editor .words')
  const walker = page && document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (walker?.nextNode()) {
    const at = walker.currentNode.textContent?.indexOf(finding.excerpt) ?? -1
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(walker.currentNode, at)
    range.setEnd(walker.currentNode, at + finding.excerpt.length)
    walker.currentNode.parentElement?.scrollIntoView({ block: 'center' })
    CSS.highlights?.set('pointed', new Highlight(range))
    return
  }
}

export function StoryFindings({ storyId, version, editable }: { storyId: string; version: number; editable: boolean }) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['newsroom.story-check', storyId, version],
    queryFn: () => ask<typeof storyCheck>('newsroom.story-check', { story_id: storyId }),
  })
  return (
    <>
      <ErrorNote error={error} retry={() => void refetch()} />
      {data && (
        <FindingList findings={data.findings as Finding[]} choose={pointTo} {...(editable ? { storyId } : {})} />
      )}
      <Button size="small" loading={isFetching} onClick={() => void refetch()}>
        再查一遍
      </Button>
    </>
  )
}
