// The command palette: Ctrl+K or ⌘K, then a few letters of a page's name or of its pinyin.
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { navigation } from './navigation.ts'

const ALL = navigation.flatMap(group => group.entries.map(entry => ({ ...entry, group: group.title })))

function matches(typed: string) {
  const wanted = typed.trim().toLowerCase()
  return ALL.filter(
    entry => entry.title.includes(wanted) || entry.words?.split(' ').some(word => word.startsWith(wanted)),
  )
}

export function Palette() {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<InputRef>(null)
  const navigate = useNavigate()
  const found = useMemo(() => matches(typed), [typed])
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const go = (to: string | undefined) => {
    if (!to) return
    setOpen(false)
    setTyped('')
    void navigate({ to })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a Chinese word being composed is not meant for us
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') setAt(n => Math.min(n + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(n => Math.max(n - 1, 0))
    else if (event.key === 'Enter') go(found[at]?.to)
  }
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)} style={{ color: 'var(--soft)' }}>
        查找页面　Ctrl K
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        width={480}
        afterOpenChange={shown => shown && box.current?.focus()}
      >
        <Input
          ref={box}
          value={typed}
          placeholder="页面名称或拼音"
          aria-label="查找页面"
          onKeyDown={onKeyDown}
          onChange={event => {
            setTyped(event.target.value)
            setAt(0)
          }}
        />
        <div role="listbox" aria-label="页面" style={{ marginTop: 8 }}>
          {found.slice(0, 10).map((entry, n) => (
            <button
              key={entry.to}
              type="button"
              role="option"
              aria-selected={n === at}
              onClick={() => go(entry.to)}
              className="finding"
              style={n === at ? { borderLeftColor: 'var(--tower)' } : {}}
            >
              {entry.title} <span style={{ color: 'var(--soft)' }}>{entry.group}</span>
            </button>
          ))}
          {found.length === 0 && <p style={{ color: 'var(--soft)' }}>没有这个页面，换个词试试。</p>}
        </div>
      </Modal>
    </>
  )
}
