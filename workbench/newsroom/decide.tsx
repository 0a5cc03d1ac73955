// The decision: pass, send back or reject, with the errors that were found.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { Fragment, useState } from 'react'
import type { decideReview, recordProof } from '../../src/newsroom/review/decide-review.ts'
import type { reviewDesk } from '../../src/newsroom/review/review-queries.ts'
import { type Decision, ERROR_CLASSES, STEPS, type Step } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { ErrorNote, useCommand } from '../ui/index.ts'
import { type FullStory, options, type Submitted } from './data.ts'
import { LeaderLink } from './leader-link.tsx'
import { Superior } from './superior.tsx'

type Found = { class: keyof typeof ERROR_CLASSES; excerpt: string; correction: string }
const NONE: Found = { class: 'typo', excerpt: '', correction: '' }

function Errors({ errors, set }: { errors: Found[]; set: (errors: Found[]) => void }) {
  const change = (at: number, part: Partial<Found>) =>
    set(errors.map((one, n) => (n === at ? { ...one, ...part } : one)))
  return (
    <div className="found-errors">
      {errors.map((one, at) => (
        <div key={at}>
          <Select
            aria-label="差错类别"
            value={one.class}
            options={options(ERROR_CLASSES) as never}
            onChange={value => change(at, { class: value })}
          />
          <Input
            aria-label="原文"
            placeholder="原文"
            maxLength={200}
            value={one.excerpt}
            onChange={event => change(at, { excerpt: event.target.value })}
          />
          <Input
            aria-label="改为"
            placeholder="改为"
            maxLength={200}
            value={one.correction}
            onChange={event => change(at, { correction: event.target.value })}
          />
          <Button
            size="small"
            type="text"
            aria-label="删去这一处"
            onClick={() => set(errors.filter((_one, n) => n !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => set([...errors, NONE])}>
        记一处差错
      </Button>
    </div>
  )
}

function Proof({ story }: { story: FullStory }) {
  const { run, busy, error } = useCommand<typeof recordProof>('newsroom.record-proof', '已登记')
  const record = (kind: 'proof' | 'read_aloud') => void run({ story_id: story.id, kind }).catch(() => undefined)
  return (
    <div className="step-box">
      <ErrorNote error={error} />
      <p>重要稿件终审前要加一校或诵读，由作者以外的人做完后登记。</p>
      <div className="choices">
        <Button size="small" loading={busy} onClick={() => record('proof')}>
          我校对过了
        </Button>
        <Button size="small" loading={busy} onClick={() => record('read_aloud')}>
          我诵读过了
        </Button>
      </div>
    </div>
  )
}

function StepForm({ story, submitted, step }: { story: FullStory; submitted: Submitted; step: Step }) {
  const [opinion, setOpinion] = useState('')
  const [errors, setErrors] = useState<Found[]>([])
  const { run, busy, error } = useCommand<typeof decideReview>('newsroom.decide-review', '已审')
  const decide = (decision: Decision) => {
    const { content_hash } = submitted
    const found = errors.filter(one => one.excerpt.trim() !== '')
    void run({ story_id: story.id, step: step as 'review1', decision, opinion, content_hash, errors: found }).catch(
      () => undefined,
    )
  }
  return (
    <div className="step-box mine">
      <h3>{STEPS[step]}：由您审</h3>
      <ErrorNote error={error} />
      <Input.TextArea
        aria-label="审稿意见"
        placeholder="审稿意见；退回和退稿要写明理由"
        rows={3}
        maxLength={2000}
        value={opinion}
        onChange={event => setOpinion(event.target.value)}
      />
      <Errors errors={errors} set={setErrors} />
      <div className="choices">
        <Button type="primary" loading={busy} onClick={() => decide('pass')}>
          {step === 'review3' ? '签发' : '通过'}
        </Button>
        <Button loading={busy} disabled={opinion.trim() === ''} onClick={() => decide('return')}>
          退回修改
        </Button>
        <Button danger loading={busy} disabled={opinion.trim() === ''} onClick={() => decide('reject')}>
          退稿
        </Button>
      </div>
    </div>
  )
}

export function Decide({ story, submitted }: { story: FullStory; submitted: Submitted }) {
  const { data: me } = useMe()
  const mayWrite = useMay(['editor', 'operations', 'director'])
  const { data: desk } = useQuery({
    queryKey: ['newsroom.review-desk'],
    queryFn: () => ask<typeof reviewDesk>('newsroom.review-desk'),
  })
  const waiting = desk?.filter(row => row.story_id === story.id) ?? []
  const wantsProof = story.importance === 'important' && submitted.proofs.length === 0 && waiting.length > 0
  return (
    <>
      {wantsProof && me && !submitted.writers.includes(me.name) && <Proof story={story} />}
      {submitted.proofs.map((one, at) => (
        <p key={at} className="soft">
          {one.person}已{one.kind === 'proof' ? '加校' : '诵读'}
        </p>
      ))}
      {waiting.map(row =>
        row.step === 'superior' ? (
          <Fragment key={row.step}>
            <Superior story={story} submitted={submitted} />
            {mayWrite && <LeaderLink storyId={story.id} step="superior" />}
          </Fragment>
        ) : row.mine ? (
          <StepForm key={row.step} story={story} submitted={submitted} step={row.step as Step} />
        ) : (
          <Fragment key={row.step}>
            <p className="step-box">
              {STEPS[row.step as Step]}等{row.who.join('、') || '人（名单里没有合适的人，请设定审稿人）'}。
              {row.why_not && `您${row.why_not}。`}
            </p>
            {mayWrite && row.step === 'review3' && <LeaderLink storyId={story.id} step="review3" />}
          </Fragment>
        ),
      )}
    </>
  )
}
