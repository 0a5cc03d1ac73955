// Two people wrote the same part: both texts side by side, and the person decides. Nothing is lost before that.
import { Button } from 'antd'
import { useSyncExternalStore } from 'react'
import type { Content } from '../../src/performance/content.ts'
import { moment } from '../ui/index.ts'
import { useSaving, useWriting } from './writing.tsx'

function Words({ content }: { content: Content }) {
  const { figures } = useWriting()
  if (content.length === 0) return <p className="soft">（空）</p>
  return content.map((paragraph, n) => (
    <p key={n}>
      {paragraph.map((inline, at) =>
        'text' in inline ? (
          <span key={at}>{inline.text}</span>
        ) : (
          <span key={at} className="figure-chip">
            {figures.get(inline.figure)?.display ?? inline.figure}
          </span>
        ),
      )}
    </p>
  ))
}

export function Conflict({ slot, decided }: { slot: string; decided: (content: Content) => void }) {
  const { texts } = useWriting()
  const text = texts.get(slot)!
  const saving = useSaving(slot)
  const state = useSyncExternalStore(saving.subscribe, saving.state)
  const mine = saving.unsaved() ?? []
  if (state.kind !== 'conflict') return null
  const keep = (content: Content) => {
    saving.resolve(content, text.version)
    decided(content)
  }
  return (
    <div className="conflict" role="alert">
      <p>您写的时候，{text.edited_by ?? '别人'}也保存了这一段。两份都在这里，请选择留哪一份。</p>
      <div>
        <section>
          <h4>您写的</h4>
          <Words content={mine} />
          <Button size="small" onClick={() => keep(mine)}>
            用我写的
          </Button>
        </section>
        <section>
          <h4>
            {text.edited_by ?? '已保存的'}　{text.edited_at && moment(text.edited_at)}
          </h4>
          <Words content={text.content} />
          <Button
            size="small"
            onClick={() => {
              saving.discard(text.version)
              decided(text.content)
            }}
          >
            用已保存的
          </Button>
        </section>
      </div>
      <Button size="small" onClick={() => keep([...text.content, ...mine])}>
        两份都留下，由我来改
      </Button>
    </div>
  )
}
