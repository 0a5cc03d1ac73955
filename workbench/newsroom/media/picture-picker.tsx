// The editor's tool for pictures: from the library, or uploaded into it first. And the tool that takes a Word file in.
import type { Editor } from '@tiptap/core'
import { App, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { ErrorNote } from '../../ui/index.ts'
import { AddMedia } from './add-media.tsx'
import { type Medium, readWord, useMedia } from './data.ts'
import { MediaGrid } from './media-grid.tsx'

type Shown = { src: string; caption: string; alt: string; credit: string }

/** The caption as it is printed: what is shown, and who made it. */
const titleOf = ({ caption, credit }: Pick<Shown, 'caption' | 'credit'>) =>
  [caption, credit && `（${credit}）`].filter(Boolean).join('')

export function insertPicture(editor: Editor, picture: Shown): void {
  const attrs = { src: picture.src, alt: picture.alt, title: titleOf(picture) }
  editor.chain().focus().insertContent({ type: 'image', attrs }).run()
}

const WANTED = { image: '图片', video: '视频' } as const

/** Chooses one picture, or one film, of the library. */
export function Library({
  kind = 'image',
  take,
  close,
}: {
  kind?: keyof typeof WANTED
  take: (one: Medium) => void
  close: () => void
}) {
  const { data, error } = useMedia(kind)
  const usable = data?.filter(one => one.state === 'ready' && !one.withdrawn_at && !one.expired && one.src) ?? []
  const act = (one: Medium) => (
    <Button size="small" onClick={() => take(one)}>
      {kind === 'image' ? '用这一张' : '用这一段'}
    </Button>
  )
  return (
    <Modal open title={`从媒体库选${WANTED[kind]}`} width={880} footer={null} onCancel={close}>
      <ErrorNote error={error} />
      <MediaGrid list={usable} act={act} />
      {data && usable.length === 0 && <p className="soft">媒体库里还没有能用的{WANTED[kind]}，请先上传。</p>}
    </Modal>
  )
}

export function PictureTools({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        图片
      </Button>
      {open && (
        <Library
          close={() => setOpen(false)}
          take={({ src, caption, alt, credit }) => {
            insertPicture(editor, { src: src!, caption, alt, credit })
            setOpen(false)
          }}
        />
      )}
      <AddMedia
        small
        only="image"
        taken={pictures => {
          for (const { src, about } of pictures)
            insertPicture(editor, {
              src,
              caption: about.caption ?? '',
              alt: about.alt ?? '',
              credit: about.credit ?? '',
            })
        }}
      />
    </>
  )
}

/** Takes in a Word file: an empty text becomes it, a text that is there gets it at its end. */
export function WordTool({ editor, headline }: { editor: Editor; headline: (words: string) => void }) {
  const { message, modal } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async (file: File) => {
    setBusy(true)
    try {
      const { headline: words, body, notes } = await readWord(file)
      const { content } = body as { content: object[] }
      if (editor.isEmpty) editor.commands.setContent({ type: 'doc', content }, { emitUpdate: true })
      else editor.chain().focus('end').insertContent(content).run()
      headline(words)
      message.success('Word 稿件已带入，标题、表格和图片都在')
      if (notes.length > 0) modal.info({ title: '请看一下', content: notes.join('') })
    } catch (error) {
      modal.error({ title: '没有带入', content: (error as Error).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Upload
      accept=".docx"
      showUploadList={false}
      beforeUpload={file => {
        void take(file)
        return false
      }}
    >
      <Button size="small" type="text" loading={busy}>
        导入 Word
      </Button>
    </Upload>
  )
}
