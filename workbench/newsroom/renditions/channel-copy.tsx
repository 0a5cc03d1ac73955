// 渠道稿: what each channel will show, how much of its room is used, and what is written for it alone.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Spin } from 'antd'
import { useState } from 'react'
import { type Facts, hasOwnBody, measure, showsFilm, spokenSeconds } from '../../../src/newsroom/renditions/limits.ts'
import type { renditions } from '../../../src/newsroom/renditions/rendition-queries.ts'
import type { writeRendition } from '../../../src/newsroom/renditions/write-rendition.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../../../src/newsroom/vocabulary.ts'
import { ask } from '../../app/api.ts'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import type { FullStory } from '../data.ts'
import { FilmField } from './film.tsx'
import { H5Builder } from './h5-builder.tsx'
import { OwnBody } from './own-body.tsx'

type Shown = Awaited<ReturnType<typeof ask<typeof renditions>>>[number]
type Own = { title: string; lead: string; body_text: string }

/** Read anew with every version, so that the preview follows the writing. */
function useRenditions(story: FullStory) {
  return useQuery({
    queryKey: ['newsroom.renditions', story.id, story.version_no, story.channels.join(), story.cover],
    placeholderData: before => before,
    queryFn: () => ask<typeof renditions>('newsroom.renditions', { story_id: story.id }),
  })
}

function Room({ one, own }: { one: Shown; own: Own }) {
  const text = {
    title: own.title || one.title,
    lead: own.lead || one.lead,
    body_html: one.body_html,
    body_text: own.body_text || one.body_text,
  }
  const measured = measure(one.channel_kind as ChannelKind, text, one.facts as Facts)
  const seconds = one.spoken_seconds === null ? null : spokenSeconds(text.body_text)
  return (
    <p className="room" aria-live="polite">
      {measured.map(({ what, used, max }) => (
        <span key={what} className={used > max ? 'bad' : ''}>
          {what} {used} / {max}
        </span>
      ))}
      {seconds !== null && (
        <span>
          口播约 {Math.floor(seconds / 60)} 分 {seconds % 60} 秒
        </span>
      )}
      {measured.length === 0 && seconds === null && <span>这个渠道不限长度</span>}
    </p>
  )
}

/** As a telephone shows it. The HTML was made by the server from the editor's document, every text escaped. */
function Preview({ one, own }: { one: Shown; own: Own }) {
  const cover = one.cover as { src?: string } | null
  return (
    <section className="phone" aria-label="预览">
      {cover?.src && !one.is_short && <img src={cover.src} alt="封面" />}
      {!one.is_short && <p className="phone-title">{own.title || one.title}</p>}
      {!one.is_short && (own.lead || one.lead) && <p className="soft">{own.lead || one.lead}</p>}
      {one.is_short ? (
        <p className="plain-text">{own.body_text || one.body_text}</p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server from the editor's document
        <div className="news-text" dangerouslySetInnerHTML={{ __html: one.body_html }} />
      )}
    </section>
  )
}

/** What goes with the words: a film, a page of blocks, and how it will look. */
function Beside({ story, one, own, editable }: { story: FullStory; one: Shown; own: Own; editable: boolean }) {
  return (
    <>
      {showsFilm(one.channel_kind) && (
        <FilmField
          about={{ story_id: story.id, channel_kind: one.channel_kind, version_no: one.own_version_no }}
          video={one.video}
          editable={editable}
        />
      )}
      {hasOwnBody(one.channel_kind) && (
        <OwnBody
          about={{ story_id: story.id, channel_kind: one.channel_kind, version_no: one.own_version_no }}
          own={one.own_body}
          body={story.body}
          editable={editable}
        />
      )}
      {one.channel_kind === 'h5' && (
        <H5Builder
          storyId={story.id}
          version={one.own_version_no}
          blocks={one.blocks}
          title={own.title || one.title}
          editable={editable}
        />
      )}
      {!one.blocks && <Preview one={one} own={own} />}
    </>
  )
}

function OwnText({ story, one, editable }: { story: FullStory; one: Shown; editable: boolean }) {
  const start: Own = { title: one.own?.title ?? '', lead: one.own?.lead ?? '', body_text: one.own?.body_text ?? '' }
  const [own, setOwn] = useState(start)
  const { run, busy, error } = useCommand<typeof writeRendition>('newsroom.write-rendition', '渠道稿已保存')
  const save = (next: Own) =>
    run({
      story_id: story.id,
      channel_kind: one.channel_kind as ChannelKind,
      version_no: one.own_version_no,
      title: next.title.trim() || null,
      lead: next.lead.trim() || null,
      body_text: next.body_text.trim() || null,
    }).catch(() => undefined)
  const field = (key: keyof Own, label: string, from: string, rows = 1) => (
    <Input.TextArea
      aria-label={label}
      placeholder={`${label}（不填就用：${from.slice(0, 60) || '无'}）`}
      autoSize={{ minRows: rows }}
      readOnly={!editable}
      value={own[key]}
      onChange={event => setOwn({ ...own, [key]: event.target.value })}
    />
  )
  return (
    <>
      <ErrorNote error={error} />
      <Room one={one} own={own} />
      <div className="own-text">
        {!one.is_short && field('title', '标题', one.title)}
        {!one.is_short && field('lead', '摘要', one.lead)}
        {one.is_short && field('body_text', one.channel_kind === 'radio' ? '口播稿' : '正文', one.body_text, 4)}
      </div>
      {editable && (
        <div className="choices">
          <Button
            size="small"
            loading={busy}
            disabled={JSON.stringify(own) === JSON.stringify(start)}
            onClick={() => void save(own)}
          >
            保存渠道稿
          </Button>
          {Object.values(one.own ?? {}).some(Boolean) && (
            <Button size="small" loading={busy} onClick={() => void save({ title: '', lead: '', body_text: '' })}>
              改回跟随稿件
            </Button>
          )}
        </div>
      )}
      <Beside story={story} one={one} own={own} editable={editable} />
    </>
  )
}

export function ChannelCopy({ story, editable }: { story: FullStory; editable: boolean }) {
  const { data, error, refetch } = useRenditions(story)
  const [kind, setKind] = useState<string>()
  const one = data?.find(shown => shown.channel_kind === kind) ?? data?.[0]
  if (!data) return error ? <ErrorNote error={error} retry={() => void refetch()} /> : <Spin />
  return (
    <div className="channel-copy">
      <Segmented
        size="small"
        value={one?.channel_kind ?? ''}
        onChange={setKind}
        options={data.map(shown => ({
          value: shown.channel_kind,
          label: CHANNEL_KINDS[shown.channel_kind as ChannelKind],
        }))}
      />
      {one && <OwnText key={`${one.channel_kind}${one.own_version_no}`} story={story} one={one} editable={editable} />}
    </div>
  )
}
