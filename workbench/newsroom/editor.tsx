// The rich text of a story: headings, lists, quotes, links, tables, pictures of the media library. Keys leave the input
// method alone. What is pasted is held to these nodes here, and once more on the server.
import { DownOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { Button, Dropdown, Input, Popover } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Picture } from './picture-node.ts'
import { emptyTable, tableNodes } from './table-nodes.ts'

const KIT = StarterKit.configure({
  heading: { levels: [2, 3, 4] },
  code: false,
  codeBlock: false,
  trailingNode: false,
  link: { openOnClick: false, autolink: false, protocols: ['http', 'https', 'mailto'] },
})

const TOOLS = [
  { name: 'bold', title: '加粗', sign: 'B', run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', title: '倾斜', sign: 'I', run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  {
    name: 'bulletList',
    title: '项目列表',
    sign: '列表',
    run: (editor: Editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    title: '编号列表',
    sign: '编号',
    run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'blockquote',
    title: '引用',
    sign: '引用',
    run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run(),
  },
] as const

const LEVELS = [
  { key: '0', label: '正文' },
  { key: '2', label: '小标题' },
  { key: '3', label: '次级标题' },
]

function LinkTool({ editor, active }: { editor: Editor; active: boolean }) {
  const [open, setOpen] = useState(false)
  const [href, setHref] = useState('')
  const set = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href.trim() === '') chain.unsetLink().run()
    else chain.setLink({ href: href.trim() }).run()
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      trigger="click"
      onOpenChange={shown => {
        setOpen(shown)
        if (shown) setHref(String(editor.getAttributes('link').href ?? ''))
      }}
      content={
        <form
          className="link-form"
          onSubmit={event => {
            event.preventDefault()
            set()
          }}
        >
          <Input
            aria-label="链接地址"
            placeholder="https://"
            value={href}
            onChange={event => setHref(event.target.value)}
          />
          <Button htmlType="submit">{href.trim() === '' && active ? '去掉' : '确定'}</Button>
        </form>
      }
    >
      <Button size="small" type={active ? 'primary' : 'text'} aria-pressed={active}>
        链接
      </Button>
    </Popover>
  )
}

function Toolbar({ editor, more }: { editor: Editor; more?: ReactNode }) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      active: Object.fromEntries(TOOLS.map(({ name }) => [name, now.isActive(name)])),
      link: now.isActive('link'),
      level: [2, 3, 4].find(level => now.isActive('heading', { level })) ?? 0,
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  })
  const setLevel = (key: string) =>
    key === '0'
      ? editor.chain().focus().setParagraph().run()
      : editor
          .chain()
          .focus()
          .setHeading({ level: Number(key) as 2 })
          .run()
  return (
    <div className="editor-tools" role="toolbar" aria-label="格式">
      <Dropdown menu={{ items: LEVELS, onClick: ({ key }) => setLevel(key) }} trigger={['click']}>
        <Button size="small" type="text">
          {LEVELS.find(one => one.key === String(state.level))?.label ?? '小标题'} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {TOOLS.map(({ name, title, sign, run }) => (
        <Button
          key={name}
          size="small"
          type={state.active[name] ? 'primary' : 'text'}
          aria-pressed={state.active[name] ?? false}
          title={title}
          aria-label={title}
          onClick={() => run(editor)}
        >
          {sign}
        </Button>
      ))}
      <LinkTool editor={editor} active={state.link} />
      <Button size="small" type="text" onClick={() => editor.chain().focus().insertContent(emptyTable(3, 3)).run()}>
        表格
      </Button>
      {more}
      <span className="grow" />
      <Button size="small" type="text" disabled={!state.undo} onClick={() => editor.chain().focus().undo().run()}>
        撤销
      </Button>
      <Button size="small" type="text" disabled={!state.redo} onClick={() => editor.chain().focus().redo().run()}>
        重做
      </Button>
    </div>
  )
}

type Props = {
  label: string
  content: unknown
  change: (body: unknown) => void
  save: () => void
  readOnly?: boolean
  tools?: (editor: Editor) => ReactNode
}

/** `content` is taken in anew whenever it is another object. */
export function BodyEditor({ label, content, change, save, readOnly = false, tools }: Props) {
  const given = useRef(content)
  const editor = useEditor({
    extensions: [KIT, Picture, ...tableNodes],
    content: content as object,
    editable: !readOnly,
    editorProps: {
      attributes: { role: 'textbox', 'aria-label': label, 'aria-multiline': 'true', class: 'words' },
      handleKeyDown: (view, event) => {
        // the input method's keys are its own
        if (view.composing || event.keyCode === 229) return false
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return false
        event.preventDefault()
        save()
        return true
      },
    },
    onUpdate: ({ editor: now, transaction }) => {
      if (transaction.docChanged) change(now.getJSON())
    },
  })
  useEffect(() => {
    if (!editor || given.current === content) return
    given.current = content
    editor.commands.setContent(content as object, { emitUpdate: false })
  }, [editor, content])
  // the editor keeps whether it may be typed in through a change of its options: it is told
  useEffect(() => {
    editor?.setEditable(!readOnly, false)
  }, [editor, readOnly])
  return (
    <div className="body-editor">
      {editor && !readOnly && <Toolbar editor={editor} more={tools?.(editor)} />}
      <EditorContent editor={editor} />
    </div>
  )
}
