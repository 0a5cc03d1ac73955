// A part that people write, as it reads: its words, what is not saved yet, and the way into writing it.
import { type MouseEvent, useSyncExternalStore } from 'react'
import type { Content } from '../../src/performance/content.ts'
import type { LaidRun } from '../../src/performance/layout.ts'
import type { SaveState } from './autosave.ts'
import { Runs } from './runs.tsx'
import { useSaving, useWriting } from './writing.tsx'

const NOT_SAVED: Partial<Record<SaveState['kind'], string>> = {
  offline: '网络不通，已存在本机',
  digits: '有手工填写的数，没有保存',
  conflict: '别人也改了，请打开选择',
  refused: '没有保存，请打开查看',
}

/** Content as the runs of the report, with the figures as they stand. */
function useRuns(): (content: Content) => LaidRun[][] {
  const { figures } = useWriting()
  return content =>
    content.map(paragraph =>
      paragraph.map(inline => {
        if ('text' in inline) return { text: inline.text }
        const figure = figures.get(inline.figure)
        const text = inline.format === 'table' ? figure?.table : figure?.display
        return { text: text ?? `〔${inline.figure}〕`, figure: inline.figure }
      }),
    )
}

function WriteButton({ slot, empty }: { slot: string; empty: boolean }) {
  const { texts, mayWrite, open } = useWriting()
  const { title, required } = texts.get(slot)!
  if (!mayWrite) return empty && required ? <span className="hole owed">待写：{title}</span> : null
  const hole = required ? 'hole owed' : 'hole'
  return (
    <button
      type="button"
      id={`write-${slot}`}
      className={empty ? hole : 'change'}
      aria-label={empty ? undefined : `修改：${title}`}
      onClick={() => open(slot)}
    >
      {empty ? `${required ? '待写' : '可补充'}：${title}` : '改'}
    </button>
  )
}

type Props = { slot: string; paragraphs: LaidRun[][]; inline?: boolean; at?: number }

export function Written({ slot, paragraphs, inline = false, at }: Props) {
  const { mayWrite, open } = useWriting()
  const saving = useSaving(slot)
  const state = useSyncExternalStore(saving.subscribe, saving.state)
  const runsOf = useRuns()
  const unsaved = saving.unsaved()
  const shown = unsaved ? runsOf(unsaved) : paragraphs.filter(runs => !runs.some(run => run.empty))
  const problem = NOT_SAVED[state.kind]
  const after = (
    <>
      {problem && <span className="not-saved">{problem}</span>}
      <WriteButton slot={slot} empty={shown.length === 0} />
    </>
  )
  const click = (event: MouseEvent) => {
    if (mayWrite && !(event.target as Element).closest('a, button') && getSelection()?.isCollapsed) open(slot)
  }
  const className = mayWrite ? 'written mine' : 'written'
  if (inline)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the button inside does the same by keyboard
      <span className={className} onClick={click}>
        <Runs runs={shown.flat()} />
        {after}
      </span>
    )
  const rows = shown.length > 0 ? shown : [[]]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the button inside does the same by keyboard
    <div className={className} onClick={click} id={at === undefined ? undefined : `block-${at}`}>
      {rows.map((runs, n) => (
        <p key={n}>
          <Runs runs={runs} />
          {n === rows.length - 1 && after}
        </p>
      ))}
    </div>
  )
}
