// The command palette: Ctrl+K or ⌘K, then a few letters of a page's name or of its pinyin.
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type Entry, findEntries, navigationFor } from './navigation.ts'

const SHOWN = 12

type FoundProps = {
  found: readonly (Entry & { group: string })[]
  at: number
  setAt: (n: number) => void
  go: (to: string) => void
}

function Found({ found, at, setAt, go }: FoundProps) {
  return (
    <div role="listbox" id="palette-found" aria-label="页面" className="palette">
      {found.map((entry, n) => (
        <button
          key={entry.to}
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

export function Palette({ roles, open, close }: { roles: readonly string[]; open: boolean; close: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<InputRef>(null)
  const navigate = useNavigate()
  const found = findEntries(navigationFor(roles), typed).slice(0, SHOWN)
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
        placeholder="页面名称或拼音"
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
      {found.length === 0 && <p className="soft">没有这个页面，换个词试试。</p>}
    </Modal>
  )
}
