// 另写渠道正文: a whole text for one channel, with headings and pictures; what is not written anew follows the story.
import { Button, Modal, Space } from 'antd'
import { useState } from 'react'
import type { RICH_KINDS } from '../../../src/newsroom/renditions/limits.ts'
import type { writeBody } from '../../../src/newsroom/renditions/write-body.ts'
import type { Body } from '../../../src/newsroom/text/body.ts'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import { BodyEditor } from '../editor.tsx'
import { PictureTools } from '../media/picture-picker.tsx'

type About = { story_id: string; channel_kind: (typeof RICH_KINDS)[number]; version_no: number }
type Props = { about: About; own: Body | null; body: Body; editable: boolean }

function Editing({ about, start, close }: { about: About; start: Body; close: () => void }) {
  const [body, setBody] = useState<unknown>(start)
  const { run, busy, error } = useCommand<typeof writeBody>('newsroom.write-body', '渠道正文已保存')
  const save = () => void run({ ...about, body }).then(close, () => undefined)
  return (
    <Modal
      open
      title="另写渠道正文"
      width={880}
      okText="保存"
      mask={{ closable: false }}
      onCancel={close}
      confirmLoading={busy}
      onOk={save}
    >
      <ErrorNote error={error} />
      <BodyEditor
        label="渠道正文"
        content={start}
        change={setBody}
        save={save}
        tools={editor => <PictureTools editor={editor} />}
      />
    </Modal>
  )
}

export function OwnBody({ about, own, body, editable }: Props) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof writeBody>('newsroom.write-body', '已改回跟随稿件')
  if (!editable && !own) return null
  return (
    <div className="own-body">
      <ErrorNote error={error} />
      <Space wrap>
        <span className="soft">{own ? '正文是为这个渠道另写的。' : '正文跟随稿件。'}</span>
        {editable && (
          <Button size="small" onClick={() => setOpen(true)}>
            {own ? '改正文' : '另写正文'}
          </Button>
        )}
        {editable && own && (
          <Button size="small" loading={busy} onClick={() => void run({ ...about, body: null }).catch(() => undefined)}>
            正文改回跟随稿件
          </Button>
        )}
      </Space>
      {open && <Editing about={about} start={own ?? body} close={() => setOpen(false)} />}
    </div>
  )
}
