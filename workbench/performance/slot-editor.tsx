// The box in which one part of the report is written: plain paragraphs and figure chips, in the place where they will stand.
import type { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Conflict } from './conflict.tsx'
import type { DraftFigure } from './data.ts'
import { figureChip, fromEditor, toEditor } from './figure-chip.ts'
import { FigurePicker, type PickerAt } from './figure-picker.tsx'
import { SaveStatus } from './save-status.tsx'
import { TypedDigits, typedPlaces } from './typed-digits.ts'
import { useSaving, useWriting } from './writing.tsx'

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

/** Typed anywhere in the text, these open the picker; choosing a figure takes their place. */
const TRIGGERS = new Set(['/', '#', '／', '＃'])

type Picking = PickerAt & { from: number; to: number }

function pickAt(editor: Editor, from: number, to: number, query = ''): Picking {
  const { left, top, bottom } = editor.view.coordsAtPos(to)
  return { left, top, bottom, from, to, query }
}

/** What is selected when it is a chip: what it shows, and its two ways of writing. */
function ChosenChip({ editor, figures }: { editor: Editor; figures: ReadonlyMap<string, DraftFigure> }) {
  const chip = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current.isActive('figure') ? (current.getAttributes('figure') as { name: string; format: string }) : null,
  })
  const figure = chip && figures.get(chip.name)
  if (!chip || !figure) return null
  const other = chip.format === 'table' ? 'prose' : 'table'
  return (
    <p className="chosen">
      {figure.title}（{figure.basis}）
      <button
        type="button"
        className="link"
        onClick={() => editor.chain().focus().updateAttributes('figure', { format: other }).run()}
      >
        改写成 {other === 'table' ? figure.table : figure.display}
      </button>
    </p>
  )
}

function usePicking(editor: Editor | null) {
  const [picking, setPicking] = useState<Picking>()
  const close = () => {
    setPicking(undefined)
    editor?.view.focus()
  }
  const choose = (name: string) => {
    if (!picking || !editor) return
    const chip = { type: 'figure', attrs: { name, format: 'prose' } }
    const { from, to } = picking
    setPicking(undefined)
    // at once, so that no key typed right after is lost
    editor.view.focus()
    editor.commands.insertContentAt({ from, to }, chip)
  }
  const open = () => {
    if (!editor) return
    const { from, to } = editor.state.selection
    setPicking(pickAt(editor, from, to))
  }
  /** The first typed number, to be replaced by the figure it was meant to be. */
  const replaceDigits = () => {
    const [place] = editor ? typedPlaces(editor.state.doc) : []
    if (!editor || !place) return
    editor.commands.setTextSelection(place)
    setPicking(pickAt(editor, place.from, place.to, /^[\d.,]+/.exec(place.text)?.[0] ?? ''))
  }
  return { picking, setPicking, close, choose, open, replaceDigits }
}

/** Ctrl+S saves, Escape leaves; keys of an input method are its own. */
const keysOf = (save: () => void, leave: () => void) => (view: EditorView, event: KeyboardEvent) => {
  if (view.composing || event.keyCode === 229) return false
  if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    save()
    return true
  }
  if (event.key !== 'Escape') return false
  leave()
  return true
}

export function SlotEditor({ slot }: { slot: string }) {
  const { texts, figures, list, close } = useWriting()
  const text = texts.get(slot)!
  const saving = useSaving(slot)
  const shown = useRef(figures)
  shown.current = figures
  const trigger = useRef<(current: Editor, at: number) => void>(undefined)
  const editor = useEditor({
    extensions: [PLAIN, TypedDigits, figureChip((name, format) => shownValue(shown.current, name, format))],
    content: toEditor(saving.unsaved() ?? text.content),
    autofocus: 'end',
    editorProps: {
      attributes: { role: 'textbox', 'aria-label': text.title, 'aria-multiline': 'true', class: 'words' },
      handleKeyDown: keysOf(() => void saving.flush(), close),
    },
    onUpdate: ({ editor: current, transaction }) => {
      if (!transaction.docChanged) return
      saving.change(fromEditor(current.getJSON()))
      const at = current.state.selection.from
      const typed = transaction.getMeta('uiEvent') !== 'paste' && current.state.doc.textBetween(Math.max(0, at - 1), at)
      if (typed && TRIGGERS.has(typed) && transaction.steps.length === 1 && !current.view.composing)
        trigger.current?.(current, at)
    },
  })
  const { picking, setPicking, ...picker } = usePicking(editor)
  trigger.current = (current, at) => setPicking(pickAt(current, at - 1, at))
  useEffect(() => {
    // somebody else's newer text, while nothing is unsaved here
    if (editor && !saving.unsaved()) editor.commands.setContent(toEditor(text.content), { emitUpdate: false })
  }, [editor, saving, text.content])
  return (
    <section className="writer" aria-label={text.title}>
      <header>
        <strong>{text.title}</strong>
        <span className="hint">{text.hint}</span>
      </header>
      <Conflict
        slot={slot}
        decided={content => editor?.chain().setContent(toEditor(content), { emitUpdate: false }).focus('end').run()}
      />
      <EditorContent editor={editor} />
      {editor && <ChosenChip editor={editor} figures={figures} />}
      <footer>
        <Button size="small" onClick={picker.open} title="也可以在正文里键入 / 或 #">
          插入指标数
        </Button>
        <SaveStatus saving={saving} replaceDigits={picker.replaceDigits} />
        <Button size="small" onClick={close}>
          完成
        </Button>
      </footer>
      {picking && <FigurePicker figures={list} at={picking} choose={picker.choose} close={picker.close} />}
    </section>
  )
}

function shownValue(figures: ReadonlyMap<string, DraftFigure>, name: string, format: string): string {
  const figure = figures.get(name)
  if (!figure) return `〔没有“${name}”〕`
  return format === 'table' ? figure.table : figure.display
}
