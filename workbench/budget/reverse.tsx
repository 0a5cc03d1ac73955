// Reversing a receipt or payment (红冲): the reason is asked for, the first entry stays.
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { reverseMovement } from '../../src/budget/reverse-movement.ts'
import { useMe } from '../app/me.tsx'
import { dayWithin, ErrorNote, useCommand, yuan } from '../ui/index.ts'
import type { MovementRow } from './data.ts'

export function Reverse({ row, close }: { row: MovementRow; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof reverseMovement>('budget.reverse-movement', '已红冲', { keep: true })
  const [reason, setReason] = useState('')
  const day = dayWithin(row.on_date.slice(0, 4), me?.today)
  return (
    <Modal
      open
      title="红冲这条记录"
      onCancel={close}
      okText="红冲"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void run({ movement_id: row.id, on_date: day, reason: reason.trim() }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <p>
        {row.on_date}　{row.summary}　{yuan(row.amount_fen)} 元
      </p>
      <p className="soft">原记录保留，另记一笔相反的记录并冲回凭证，日期 {day}。红冲后额度退回科室。</p>
      <Form layout="vertical">
        <Form.Item label="红冲原因" htmlFor="reverse-reason">
          <Input.TextArea
            id="reverse-reason"
            autoFocus
            value={reason}
            onChange={event => setReason(event.target.value)}
            maxLength={200}
            showCount
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
