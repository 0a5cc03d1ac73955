// The forms that begin: a newspaper is registered, an issue is opened.
import { useNavigate } from '@tanstack/react-router'
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { openIssue } from '../../src/newspaper/issues/open-issue.ts'
import type { setPaper } from '../../src/newspaper/issues/set-paper.ts'
import { paths } from '../app/paths.ts'
import { FormWindow, required, useCommand } from '../ui/index.ts'
import type { Paper } from './data.ts'

const PAGE_NAMES = ['要闻', '综合', '民生', '副刊']

type PaperFields = { code: string; name: string; licence?: string; sponsor?: string; frequency?: string }

export function RegisterPaper({ paper }: { paper: Paper | undefined }) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof setPaper>('newspaper.set-paper', '报纸已登记')
  const save = (fields: PaperFields) => run({ licence: '', sponsor: '', frequency: '', ...fields })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{paper ? '报头资料' : '登记报纸'}</Button>
      <FormWindow<PaperFields>
        title="报纸资料"
        ok="保存"
        open={open}
        busy={busy}
        error={error}
        initial={paper ?? {}}
        submit={save}
        close={() => setOpen(false)}
      >
        <div className="pair">
          <Form.Item name="name" label="报名" rules={required}>
            <Input maxLength={20} placeholder="北塔报" />
          </Form.Item>
          <Form.Item name="code" label="代码" extra="用在网址里，定了不改" rules={required}>
            <Input maxLength={10} placeholder="btb" disabled={paper !== undefined} />
          </Form.Item>
        </div>
        <Form.Item name="licence" label="准印证号或刊号">
          <Input maxLength={60} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="sponsor" label="主办单位">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="frequency" label="刊期">
            <Input maxLength={20} placeholder="周报" />
          </Form.Item>
        </div>
      </FormWindow>
    </>
  )
}

type IssueFields = {
  paper: string
  day: Dayjs
  issue_no: number
  total_no: number
  made_from: 'pdf' | 'template'
  names: string[]
  copy_by?: Dayjs
  clean_by?: Dayjs
  print_by?: Dayjs
}

function Times() {
  const at = (name: 'copy_by' | 'clean_by' | 'print_by', label: string) => (
    <Form.Item name={name} label={label}>
      <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
    </Form.Item>
  )
  return (
    <div className="triple">
      {at('copy_by', '截稿')}
      {at('clean_by', '清样')}
      {at('print_by', '付印')}
    </div>
  )
}

function Numbers() {
  return (
    <>
      <Form.Item name="day" label="出版日期" rules={required}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="issue_no" label="年内第几期" rules={required}>
        <InputNumber min={1} />
      </Form.Item>
      <Form.Item name="total_no" label="总第几期" rules={required}>
        <InputNumber min={1} />
      </Form.Item>
    </>
  )
}

const proposal = (paper: Paper | undefined) => ({
  paper: paper?.code,
  day: dayjs(),
  issue_no: paper?.next_issue_no,
  total_no: paper?.next_total_no,
  made_from: 'template' as const,
  names: PAGE_NAMES,
})

export function NewIssue({ papers }: { papers: readonly Paper[] }) {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  const { run, busy, error } = useCommand<typeof openIssue>('newspaper.open-issue')
  const begin = ({ day, names, copy_by, clean_by, print_by, ...fields }: IssueFields) => {
    const iso = (moment: Dayjs | undefined) => moment?.toISOString()
    const input = { ...fields, day: day.format('YYYY-MM-DD'), pages: names.map(name => ({ name })) }
    return run({ ...input, copy_by: iso(copy_by), clean_by: iso(clean_by), print_by: iso(print_by) }).then(
      ({ issue_id }) => navigate({ to: `${paths.issues}/${issue_id}` }),
    )
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新开一期
      </Button>
      <FormWindow<IssueFields>
        title="新开一期"
        ok="开始编排"
        open={open}
        busy={busy}
        error={error}
        initial={proposal(papers[0])}
        submit={begin}
        close={() => setOpen(false)}
      >
        <div className="pair">
          <Form.Item name="paper" label="报纸" rules={required}>
            <Select options={papers.map(one => ({ value: one.code, label: one.name }))} />
          </Form.Item>
          <Numbers />
        </div>
        <Form.Item name="made_from" label="怎样成版">
          <Radio.Group
            options={[
              { value: 'template', label: '用签发的稿件排版' },
              { value: 'pdf', label: '上传印刷厂的 PDF' },
            ]}
          />
        </Form.Item>
        <Form.Item name="names" label="各版名称，按版序" rules={required}>
          <Select mode="tags" open={false} suffixIcon={null} placeholder="输入版名后回车" />
        </Form.Item>
        <Times />
      </FormWindow>
    </>
  )
}
