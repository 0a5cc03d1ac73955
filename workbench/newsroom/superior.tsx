// The superior's opinion: recorded from paper with the scan.
import { Button, Form, Input, Radio } from 'antd'
import type { recordSuperior } from '../../src/newsroom/review/decide-review.ts'
import { useMay } from '../app/me.tsx'
import type { KeptFile } from '../app/upload.ts'
import { ErrorNote, FilesField, required, useCommand } from '../ui/index.ts'
import type { FullStory, Submitted } from './data.ts'

type Fields = {
  leader: string
  post: string
  decision: 'pass' | 'return' | 'reject'
  opinion?: string
  files: KeptFile[]
}
function OpinionFields() {
  return (
    <>
      <div className="pair">
        <Form.Item name="leader" label="审定人" rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="post" label="职务" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="decision" label="意见">
        <Radio.Group
          options={[
            { value: 'pass', label: '同意' },
            { value: 'return', label: '修改' },
            { value: 'reject', label: '不用' },
          ]}
        />
      </Form.Item>
      <Form.Item name="opinion" label="意见原文">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}

export function Superior({ story, submitted }: { story: FullStory; submitted: Submitted }) {
  const mayRecord = useMay(['editor', 'operations', 'director'])
  const { run, busy, error } = useCommand<typeof recordSuperior>('newsroom.record-superior', '上级意见已登记')
  const record = ({ opinion = '', files, ...fields }: Fields) => {
    const { content_hash } = submitted
    const input = { story_id: story.id, content_hash, opinion, ...fields, file_id: files[0]!.file_id }
    return run(input).catch(() => undefined)
  }
  if (!mayRecord) return <p className="step-box">等上级审定意见。</p>
  return (
    <div className="step-box">
      <h3>上报审定：登记上级意见</h3>
      <ErrorNote error={error} />
      <Form<Fields>
        layout="vertical"
        className="details"
        initialValues={{ decision: 'pass' }}
        onFinish={fields => void record(fields)}
      >
        <OpinionFields />
        <Form.Item name="files" label="意见扫描件或照片" rules={required}>
          <FilesField kinds={['image', 'document']} max={1} />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          登记
        </Button>
      </Form>
    </div>
  )
}
