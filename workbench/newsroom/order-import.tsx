// 导入: an archive of an earlier system is uploaded, then taken in by the program in the background.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio, Select } from 'antd'
import type { orderImport } from '../../src/newsroom/import/import-job.ts'
import type { vocabulary } from '../../src/newsroom/stories/story-queries.ts'
import { ask } from '../app/api.ts'
import type { KeptFile } from '../app/upload.ts'
import { FilesField, FormModal, required, useCommand } from '../ui/index.ts'

type Fields = { kind: 'wxr' | 'word'; files: KeptFile[]; section: string; media_host?: string }

export function OrderImport() {
  const command = useCommand<typeof orderImport>('newsroom.order-import', '已开始导入，可以离开这一页')
  const { data } = useQuery({
    queryKey: ['newsroom.vocabulary'],
    queryFn: () => ask<typeof vocabulary>('newsroom.vocabulary'),
  })
  const submit = ({ kind, files, section, media_host }: Fields) =>
    command.run({ kind, file_id: files[0]?.file_id ?? '', section, media_host: media_host?.trim() || null })
  return (
    <FormModal<Fields>
      button="导入"
      ok="开始导入"
      title="导入历史稿件"
      primary
      command={command}
      initial={{ kind: 'wxr', section: '历史稿件' }}
      submit={submit}
    >
      <Form.Item name="kind" label="从哪里来">
        <Radio.Group
          options={[
            { value: 'wxr', label: 'WordPress 网站' },
            { value: 'word', label: '一批 Word 稿件' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="files"
        label="压缩包（.zip）"
        extra="WordPress：把导出的 .xml 和 uploads 文件夹打成一个压缩包。Word：把 .docx 按文件夹打包，文件夹名作分类，文件名里的日期作首发日期。"
        rules={required}
      >
        <FilesField kinds={['archive']} max={1} />
      </Form.Item>
      <Form.Item name="section" label="没有对应栏目的放到">
        <Select options={data?.sections.map(value => ({ value, label: value })) ?? []} />
      </Form.Item>
      <Form.Item
        name="media_host"
        label="图片从这台主机取"
        extra="压缩包里没有的图片，只到这台公开主机上取；不填就不取"
      >
        <Input maxLength={200} placeholder="www.example.gov.cn" />
      </Form.Item>
    </FormModal>
  )
}
