// Takes pictures, films and sounds into the library.
import { Form } from 'antd'
import type { Dayjs } from 'dayjs'
import type { addRecording } from '../../../src/newsroom/media/add-media.ts'
import { perform } from '../../app/api.ts'
import type { KeptFile } from '../../app/upload.ts'
import { FilesField, FormModal, required, useSubmission } from '../../ui/index.ts'
import { AboutFields } from './about-fields.tsx'
import { type About, enterPicture } from './data.ts'

type Fields = Omit<About, 'licence_until'> & { files: KeptFile[]; licence_until?: Dayjs | null }
export type Entered = { src: string; about: About }

const isPicture = (file: KeptFile) => file.type.startsWith('image/')

/** Enters each file; returns the pictures, which can be shown at once. */
async function enter({ files, licence_until, ...fields }: Fields): Promise<Entered[]> {
  const about: About = { ...fields, licence_until: licence_until?.format('YYYY-MM-DD') ?? null }
  const pictures: Entered[] = []
  for (const file of files) {
    if (isPicture(file)) pictures.push({ src: (await enterPicture(file, about)).src, about })
    else await perform<typeof addRecording>('newsroom.add-recording', { file_id: file.file_id, ...about })
  }
  return pictures
}

type Props = { primary?: boolean; small?: boolean; only?: 'image'; taken?: (pictures: Entered[]) => void }

export function AddMedia({ primary = false, small = false, only, taken }: Props) {
  const command = useSubmission('newsroom.enter-picture', (fields: Fields) => enter(fields), '已入库')
  return (
    <FormModal<Fields>
      button={only ? '上传图片' : '上传'}
      title={only ? '上传图片' : '上传图片、视频、音频'}
      ok="入库"
      primary={primary}
      small={small}
      plain={only !== undefined}
      command={command}
      initial={{ rights: 'own' }}
      submit={fields => command.run(fields).then(pictures => taken?.(pictures))}
    >
      <p className="soft">图片会重新生成，去掉拍摄地点等信息；视频在后台转成手机能看的 MP4，可以先去做别的。</p>
      <Form.Item name="files" label="文件" rules={required}>
        <FilesField kinds={only ? ['image'] : ['image', 'video', 'audio']} max={9} />
      </Form.Item>
      <AboutFields />
    </FormModal>
  )
}
