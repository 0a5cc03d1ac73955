// The text of a story: headline, lead, body, saved by itself.
import { Alert, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { takeOver } from '../../src/newsroom/stories/locks.ts'
import type { Body } from '../../src/newsroom/text/body.ts'
import { bodyText, countCharacters } from '../../src/newsroom/text/render-body.ts'
import { moment, useCommand } from '../ui/index.ts'
import { Conflict, LeftTexts } from './conflict.tsx'
import type { FullStory } from './data.ts'
import { BodyEditor } from './editor.tsx'
import { PictureTools, WordTool } from './media/picture-picker.tsx'
import { SaveLine } from './save-line.tsx'
import type { Text } from './saving.ts'
import { useStorySaving } from './use-saving.ts'

function LockNote({ story }: { story: FullStory }) {
  const { run, busy } = useCommand<typeof takeOver>('newsroom.take-over')
  if (!story.lock || story.lock.mine) return null
  const take = (
    <Button size="small" loading={busy} onClick={() => void run({ story_id: story.id }).catch(() => undefined)}>
      我来接着写
    </Button>
  )
  const title = `${story.lock.person}正在写这篇稿件（${moment(story.lock.seen_at)}）`
  return (
    <Alert
      type="warning"
      showIcon
      title={title}
      description="您也可以写；同时保存时两份都会留下，由您选择。"
      action={take}
    />
  )
}

type HeadProps = { text: Text; readOnly: boolean; change: (part: Partial<Text>) => void }

function Head({ text, readOnly, change }: HeadProps) {
  return (
    <>
      <Input.TextArea
        className="headline"
        aria-label="标题"
        placeholder="标题"
        autoSize
        readOnly={readOnly}
        maxLength={200}
        value={text.headline}
        onChange={event => change({ headline: event.target.value.replaceAll('\n', '') })}
      />
      <Input.TextArea
        className="lead"
        aria-label="导语"
        placeholder="导语：一两句话说清何时何地何人何事（可不填）"
        autoSize
        readOnly={readOnly}
        maxLength={1000}
        value={text.lead}
        onChange={event => change({ lead: event.target.value })}
      />
    </>
  )
}

type Props = { story: FullStory; person: string; editable: boolean }

/** The text as it stands here, and what the editor is to take in anew: somebody else's version, a restored one, a choice. */
function useWriting(story: FullStory, person: string) {
  const { saving, key } = useStorySaving(person, story.id, story.version_no)
  const stored: Text = { headline: story.headline, lead: story.lead, body: story.body }
  const [text, setText] = useState<Text>(() => saving.unsaved() ?? stored)
  const [given, setGiven] = useState<unknown>(text.body)
  // two changes may come before the page is painted again: the second stands on the first
  const newest = useRef(text)
  const show = (next: Text) => {
    newest.current = next
    setText(next)
    setGiven(next.body)
  }
  const change = (part: Partial<Text>) => {
    const next = { ...newest.current, ...part }
    newest.current = next
    setText(next)
    saving.change(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer version on the server is shown while nothing is unsaved here
  useEffect(() => {
    if (!saving.unsaved() && JSON.stringify(stored) !== JSON.stringify(text)) show(stored)
  }, [story.version_no])
  return { saving, key, text, given, show, change }
}

export function Writer({ story, person, editable }: Props) {
  const { saving, key, text, given, show, change } = useWriting(story, person)
  const readOnly = !editable
  return (
    <section className="writer-page" aria-label="正文">
      {editable && <LockNote story={story} />}
      <Conflict storyId={story.id} saving={saving} show={show} />
      {editable && (
        <LeftTexts
          person={person}
          storyId={story.id}
          own={key}
          now={text}
          take={next => {
            show(next)
            change(next)
          }}
        />
      )}
      {story.locked_at && (
        <Alert
          type="info"
          showIcon
          title={`通稿已锁定，${story.locked_by}于 ${moment(story.locked_at)} 锁定。正文一字不改。`}
        />
      )}
      <Head text={text} readOnly={readOnly} change={change} />
      <BodyEditor
        label="正文"
        content={given}
        readOnly={readOnly}
        change={body => change({ body })}
        save={() => void saving.flush()}
        tools={editor => (
          <>
            <PictureTools editor={editor} />
            <WordTool
              editor={editor}
              headline={words => {
                // a headline that somebody wrote stays
                if (/^(新稿|未命名)?$/.test(text.headline.trim())) change({ headline: words })
              }}
            />
          </>
        )}
      />
      <footer>
        <span>{countCharacters(bodyText(text.body as Body))} 字</span>
        <span>第 {story.version_no} 版</span>
        <SaveLine saving={saving} />
      </footer>
    </section>
  )
}
