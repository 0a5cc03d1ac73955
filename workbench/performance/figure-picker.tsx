// Chooses a figure by title, name or value; opens where the cursor is, and as a sheet on a telephone.
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { DraftFigure } from './data.ts'

const SHOWN = 60
const WIDTH = 400
const HEIGHT = 340

export type PickerAt = { left: number; top: number; bottom: number; query: string }

/** Every word typed must occur in the title, the name, the basis or the value; what is called so comes first. */
export function matching(figures: readonly DraftFigure[], query: string): DraftFigure[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = figures.filter(figure => {
    const text = `${figure.title} ${figure.name} ${figure.display} ${figure.table} ${figure.basis}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  const [first = ''] = words
  const distance = ({ title, display }: DraftFigure) =>
    title === first || display.startsWith(first) ? 0 : title.startsWith(first) ? 1 : title.includes(first) ? 2 : 3
  return first ? found.toSorted((a, b) => distance(a) - distance(b)) : found
}

function placed({ left, top, bottom }: PickerAt) {
  const below = bottom + HEIGHT < window.innerHeight || top < HEIGHT
  return {
    left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)),
    ...(below ? { top: bottom + 4 } : { bottom: window.innerHeight - top + 4 }),
  }
}

type Props = { figures: readonly DraftFigure[]; at: PickerAt; choose: (name: string) => void; close: () => void }

type OptionsProps = {
  found: readonly DraftFigure[]
  index: number
  setIndex: (n: number) => void
  choose: (name: string) => void
  list: RefObject<HTMLDivElement | null>
}

function Options({ found, index, setIndex, choose, list }: OptionsProps) {
  return (
    <div id="figure-options" role="listbox" aria-label="指标数" ref={list} className="options">
      {found.map((figure, n) => (
        <div
          key={figure.name}
          id={`option-${figure.name}`}
          role="option"
          tabIndex={-1}
          aria-selected={n === index}
          onMouseDown={event => {
            event.preventDefault()
            choose(figure.name)
          }}
          onMouseMove={() => setIndex(n)}
        >
          <span>
            {figure.title}
            <small>{figure.basis}</small>
          </span>
          <b>{figure.display}</b>
        </div>
      ))}
    </div>
  )
}

export function FigurePicker({ figures, at, choose, close }: Props) {
  const [query, setQuery] = useState(at.query)
  const [index, setIndex] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = matching(figures, query).slice(0, SHOWN)
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const onKeyDown = (event: KeyboardEvent) => {
    // keys of the input method are not for us; some browsers report the last Enter only by its code
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined) setIndex(before => Math.max(0, Math.min(found.length - 1, before + move)))
    else if (event.key === 'Enter') found[index] && choose(found[index].name)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <button type="button" className="picker-away" aria-label="关闭" tabIndex={-1} onClick={close} />
      <div className="picker" style={placed(at)} role="dialog" aria-label="插入指标数">
        <input
          // biome-ignore lint/a11y/noAutofocus: the picker was asked for by a key or a button, and typing goes on in it
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="figure-options"
          aria-activedescendant={found[index] && `option-${found[index].name}`}
          aria-label="查找指标数"
          placeholder="名称、数值或代码"
          value={query}
          onChange={event => {
            setQuery(event.target.value)
            setIndex(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Options found={found} index={index} setIndex={setIndex} choose={choose} list={list} />
        {found.length === 0 && (
          <p className="none">没有这样的指标数。换个词，或到“指标数”页看看全部；账簿里没有的数不能写进报告。</p>
        )}
      </div>
    </>
  )
}
