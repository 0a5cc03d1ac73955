// What can be done with a section's request now: submit, review, agree, return with a reason.
import { Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type {
  agreeRequest,
  returnRequest,
  reviewRequest,
  submitRequest,
} from '../../../src/budget/preparation/decide-request.ts'
import { useMay } from '../../app/me.tsx'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import type { SectionRequest } from './data.ts'

function Return({ year, section }: { year: number; section: string }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const { run, busy, error } = useCommand<typeof returnRequest>('budget.return-request', '已退回')
  return (
    <>
      <Button onClick={() => setOpen(true)}>退回</Button>
      <Modal
        open={open}
        title="退回科室修改"
        okText="退回"
        okButtonProps={{ disabled: note.trim() === '' }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() =>
          void run({ year, section, note: note.trim() }).then(
            () => setOpen(false),
            () => undefined,
          )
        }
      >
        <ErrorNote error={error} />
        <Form layout="vertical">
          <Form.Item label="退回原因" htmlFor="return-note">
            <Input.TextArea
              id="return-note"
              autoFocus
              maxLength={200}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

export function RequestActions({ data, year, children }: { data: SectionRequest; year: number; children?: ReactNode }) {
  const input = { year, section: data.section, note: '' }
  const submit = useCommand<typeof submitRequest>('budget.submit-request', '已报送')
  const review = useCommand<typeof reviewRequest>('budget.review-request', '审核通过')
  const agree = useCommand<typeof agreeRequest>('budget.agree-request', '已同意')
  const fills = useMay(['editor', 'operations', 'finance', 'director'])
  const reviews = useMay(['operations', 'finance'])
  const agrees = useMay(['director'])
  const open = data.stage === 'first_up' || data.stage === 'second_up'
  const go = (one: { run: (given: typeof input) => Promise<unknown>; busy: boolean }, words: string) => (
    <Button type="primary" loading={one.busy} onClick={() => void one.run(input).catch(() => undefined)}>
      {words}
    </Button>
  )
  return (
    <>
      {open && (
        <div className="plan-head" style={{ alignItems: 'center' }}>
          {data.state === 'drafting' && fills && go(submit, '报送')}
          {data.state === 'submitted' && reviews && go(review, '审核通过')}
          {data.state === 'reviewed' && agrees && go(agree, '同意')}
          {data.state !== 'drafting' && (reviews || agrees) && <Return year={year} section={data.section} />}
          {children}
        </div>
      )}
      <ErrorNote error={submit.error ?? review.error ?? agree.error} />
    </>
  )
}
