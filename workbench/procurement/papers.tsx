// The papers of an acceptance, and bringing more of them afterwards.
import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import type { addAcceptancePapers } from '../../src/procurement/acceptance/papers.ts'
import type { KeptFile } from '../app/upload.ts'
import { ErrorNote, FileLink, FilesField, useCommand } from '../ui/index.ts'
import type { Requisition } from './data.ts'

type Acceptance = Requisition['acceptances'][number]

function AddPapers({ acceptance, close }: { acceptance: Acceptance; close: () => void }) {
  const [form] = Form.useForm<{ files: KeptFile[] }>()
  const { run, busy, error } = useCommand<typeof addAcceptancePapers>(
    'procurement.add-acceptance-papers',
    '验收单已补传',
  )
  const submit = ({ files }: { files: KeptFile[] }) =>
    void run({ acceptance_id: acceptance.id, file_ids: files.map(file => file.file_id) }).then(close, () => undefined)
  return (
    <Modal
      open
      title={`补传验收单：${acceptance.acceptance_no}`}
      okText="补传"
      onCancel={close}
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      <ErrorNote error={error} />
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="files" label="签字的验收单、照片、检测报告" rules={[{ required: true, message: '请选文件' }]}>
          <FilesField kinds={['document', 'image']} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** What was brought as proof of each acceptance. */
export function AcceptancePapers({ data }: { data: Requisition }) {
  const [adding, setAdding] = useState<Acceptance>()
  if (data.acceptances.length === 0) return null
  return (
    <section className="part">
      <h2>验收单附件</h2>
      <ul className="next">
        {data.acceptances.map(acceptance => (
          <li key={acceptance.id}>
            {acceptance.acceptance_no}：{acceptance.papers.length === 0 && <span className="soft">没有附件</span>}
            {acceptance.papers.map((paper, n) => (
              <span key={paper.id}>
                {n > 0 && '、'}
                <FileLink file_id={paper.id} name={paper.name} />
              </span>
            ))}
            <Button type="link" size="small" onClick={() => setAdding(acceptance)}>
              补传
            </Button>
          </li>
        ))}
      </ul>
      {adding && <AddPapers acceptance={adding} close={() => setAdding(undefined)} />}
    </section>
  )
}
