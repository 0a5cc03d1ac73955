// The papers of an acceptance, and bringing more of them afterwards.
import { Button, Form } from 'antd'
import { useState } from 'react'
import type { addAcceptancePapers } from '../../src/procurement/acceptance/papers.ts'
import type { KeptFile } from '../app/upload.ts'
import { FileLink, FilesField, FormWindow, useCommand } from '../ui/index.ts'
import type { Requisition } from './data.ts'

type Acceptance = Requisition['acceptances'][number]

function AddPapers({ acceptance, close }: { acceptance: Acceptance; close: () => void }) {
  const { run, busy, error } = useCommand<typeof addAcceptancePapers>(
    'procurement.add-acceptance-papers',
    '验收单已补传',
  )
  const submit = ({ files }: { files: KeptFile[] }) =>
    run({ acceptance_id: acceptance.id, file_ids: files.map(file => file.file_id) })
  return (
    <FormWindow<{ files: KeptFile[] }>
      title={`补传验收单：${acceptance.acceptance_no}`}
      ok="补传"
      busy={busy}
      error={error}
      submit={submit}
      close={close}
    >
      <Form.Item name="files" label="签字的验收单、照片、检测报告" rules={[{ required: true, message: '请选文件' }]}>
        <FilesField kinds={['document', 'image']} />
      </Form.Item>
    </FormWindow>
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
