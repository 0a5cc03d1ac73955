// Writes one part of the report: saved by itself, kept in this browser too, typed digits marked at once, conflicts shown.
import { useQueryClient } from '@tanstack/react-query'
import { EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { Button, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Content, typedNumbers } from '../../src/performance/content.ts'
import type { writeText } from '../../src/performance/write-text.ts'
import { ApiRefusal, perform } from '../app/api.ts'
import { ErrorNote } from '../ui/index.ts'
import type { DraftFigure, SlotText } from './data.ts'
import { figureChip, fromEditor, toEditor } from './figure-chip.ts'

const SAVE_AFTER_MS = 1500

/** Paragraphs of plain words with undo: a report is no place for bold and bullets. */
const PLAIN = StarterKit.configure({
  blockquote: false,
  bold: false,
  bulletList: false,
  code: false,
  codeBlock: false,
  hardBreak: false,
  heading: false,
  horizontalRule: false,
  italic: false,
  link: false,
  listItem: false,
  listKeymap: false,
  orderedList: false,
  strike: false,
  underline: false,
  trailingNode: false,
})

type Kept = { content: Content; version: number }
type Props = { year: number; text: SlotText; figures: readonly DraftFigure[] }

function readKept(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Saves what is written after a pause; the version tells when somebody else saved meanwhile. */
function useSaving(year: number, text: SlotText) {
  const key = `report:${year}:${text.slot}`
  const version = useRef(text.version)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const client = useQueryClient()
  const [state, setState] = useState<{ note: string; error?: unknown }>({ note: '' })
  useEffect(() => {
    version.current = Math.max(version.current, text.version)
  }, [text.version])
  useEffect(() => () => clearTimeout(timer.current), [])
  const save = async (content: Content) => {
    setState({ note: '正在保存……' })
    try {
      const answer = await perform<ReturnType<typeof writeText>>('performance.write-text', {
        year,
        slot: text.slot,
        content,
        version: version.current,
      })
      version.current = answer.version
      localStorage.removeItem(key)
      setState({ note: '已保存' })
      await client.invalidateQueries({ queryKey: ['performance.draft', year] })
    } catch (error) {
      const offline = error instanceof ApiRefusal && error.status === 0
      setState({
        note: offline ? '网络不通，已存在本机，恢复后继续保存' : '没有保存',
        error: offline ? undefined : error,
      })
      if (offline) timer.current = setTimeout(() => void save(content), SAVE_AFTER_MS * 4)
    }
  }
  const changed = (content: Content) => {
    localStorage.setItem(key, JSON.stringify({ content, version: version.current } satisfies Kept))
    clearTimeout(timer.current)
    const digits = typedNumbers(content)
    if (digits.length > 0) {
      setState({ note: `数字“${digits.join('、')}”要改为插入指标数，才能保存` })
      return
    }
    setState({ note: '……' })
    timer.current = setTimeout(() => void save(content), SAVE_AFTER_MS)
  }
  const overwrite = async (content: Content, current: number) => {
    version.current = current
    await save(content)
  }
  return { key, state, changed, overwrite, drop: () => localStorage.removeItem(key) }
}

export function SlotEditor({ year, text, figures }: Props) {
  const saving = useSaving(year, text)
  const kept = useMemo(() => readKept(saving.key), [saving.key])
  const byName = useRef(new Map<string, DraftFigure>())
  byName.current = new Map(figures.map(figure => [figure.name, figure]))
  const editor = useEditor({
    extensions: [PLAIN, figureChip(name => byName.current.get(name)?.display ?? `〔${name}〕`)],
    content: toEditor(kept?.content ?? text.content),
    editorProps: { attributes: { role: 'textbox', 'aria-label': text.title, 'aria-multiline': 'true' } },
    onUpdate: ({ editor: current, transaction }) => {
      if (transaction.docChanged) saving.changed(fromEditor(current.getJSON()))
    },
  })
  const conflict =
    saving.state.error instanceof ApiRefusal && saving.state.error.code === 'performance.edited-meanwhile'
  const insert = (name: string) =>
    editor
      ?.chain()
      .focus()
      .insertContent({ type: 'figure', attrs: { name, format: 'prose' } })
      .run()
  return (
    <div className="slot" id={`slot-${text.slot}`}>
      <h3>
        {text.title}
        {text.required && text.content.length === 0 && <span className="bad">　必填</span>}
      </h3>
      <p className="hint">{text.hint}</p>
      <ErrorNote error={saving.state.error} />
      {conflict && editor && (
        <p>
          <Button size="small" onClick={() => void saving.overwrite(fromEditor(editor.getJSON()), text.version)}>
            用我写的
          </Button>{' '}
          <Button
            size="small"
            onClick={() => {
              saving.drop()
              editor.commands.setContent(toEditor(text.content), { emitUpdate: false })
            }}
          >
            用已保存的
          </Button>
        </p>
      )}
      <div className="editor">
        <EditorContent editor={editor} />
      </div>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 4, flexWrap: 'wrap' }}>
        <Select
          size="small"
          aria-label={`在${text.title}里插入指标数`}
          placeholder="插入指标数"
          showSearch={{ optionFilterProp: 'label' }}
          value={null as string | null}
          style={{ width: 220 }}
          popupMatchSelectWidth={360}
          options={figures.map(figure => ({ value: figure.name, label: `${figure.title}　${figure.display}` }))}
          onChange={name => name && insert(name)}
        />
        <span
          role="status"
          style={{ color: saving.state.note.startsWith('数字') ? 'var(--bad)' : 'var(--soft)', fontSize: 13 }}
        >
          {saving.state.note || (kept ? '这是本机上没有保存的内容' : '')}
        </span>
      </div>
    </div>
  )
}
