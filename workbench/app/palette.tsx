// The command palette: Ctrl+K or ⌘K, then a few letters of a page's name or of its pinyin; stories, vouchers, assets and people
// are found by their words.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { find } from '../../src/inbox/find.ts'
import { ask } from './api.ts'
import { type Entry, findEntries, navigationFor } from './navigation.ts'

const SHOWN = 12
/** What is typed is asked for when nobody types for so long. */
const PAUSE_MS = 200

type Line = { to: string; title: string; group: string }

type FoundProps = {
  found: readonly Line[]
  at: number
  setAt: (n: number) => void
  go: (to: string) => void
}

function Found({ found, at, setAt, go }: FoundProps) {
  return (
    <div role="listbox" id="palette-found" aria-label="页面" className="palette">
      {found.map((entry, n) => (
        <button
          key={`${entry.group}|${entry.to}|${entry.title}|${n}`}
          id={`palette-${n}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={n === at}
          onClick={() => go(entry.to)}
          onMouseMove={() => setAt(n)}
        >
          {entry.title}
          <span>{entry.group}</span>
        </button>
      ))}
    </div>
  )
}

/** What the house holds under the words typed, once the typing pauses. */
function useHits(typed: string, open: boolean): Line[] {
  const [words, setWords] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const { data = [] } = useQuery({
    queryKey: ['inbox.find', words],
    enabled: open && [...words].length >= 2,
    queryFn: () => ask<typeof find>('inbox.find', { words }),
  })
  if (words !== typed.trim()) return []
  return data.map(hit => ({ to: hit.path, title: hit.title, group: `${hit.kind}　${hit.detail}` }))
}

export function Palette({ roles, open, close }: { roles: readonly string[]; open: boolean; close: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<InputRef>(null)
  const navigate = useNavigate()
  const hits = useHits(typed, open)
  const pages: readonly (Entry & { group: string })[] = findEntries(navigationFor(roles), typed).slice(0, SHOWN)
  const found: readonly Line[] = [...pages, ...hits]
  const go = (to: string | undefined) => {
    if (!to) return
    close()
    void navigate({ to })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(n => Math.min(Math.max(n + step, 0), found.length - 1))
    } else if (event.key === 'Enter') go(found[at]?.to)
  }
  const opened = (shown: boolean) => {
    if (shown) box.current?.focus()
    setTyped('')
    setAt(0)
  }
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      width={480}
      title="查找页面"
      afterOpenChange={opened}
    >
      <Input
        ref={box}
        value={typed}
        placeholder="页面名称或拼音，稿件、凭证、资产、人员的字词"
        role="combobox"
        aria-label="查找页面"
        aria-expanded
        aria-controls="palette-found"
        aria-activedescendant={found[at] ? `palette-${at}` : undefined}
        onKeyDown={onKeyDown}
        onChange={event => {
          setTyped(event.target.value)
          setAt(0)
        }}
      />
      <Found found={found} at={at} setAt={setAt} go={go} />
      {found.length === 0 && <p className="soft">没有找到，换个词试试。</p>}
    </Modal>
  )
}
