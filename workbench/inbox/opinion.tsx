// The second tap: says again what will happen, and asks for the opinion where one is wanted.
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { Job } from './decide.ts'

type Props = {
  jobs: readonly Job[]
  busy: boolean
  close: () => void
  decide: (opinion: string) => void
}

export function Opinion({ jobs, busy, close, decide }: Props) {
  const [opinion, setOpinion] = useState('')
  const action = jobs[0]!.action
  const { asks } = action
  const missing = asks?.required === true && opinion.trim() === ''
  return (
    <Modal
      open
      title={jobs.length === 1 ? `${action.title}：${jobs[0]!.todo.title}` : `${action.title} ${jobs.length} 件`}
      onCancel={close}
      okText={action.title}
      okButtonProps={{ danger: action.danger, disabled: missing }}
      confirmLoading={busy}
      onOk={() => decide(opinion.trim())}
    >
      <ul className="said">
        {jobs.map(({ todo }) => (
          <li key={todo.key}>
            {jobs.length > 1 && <b>{todo.title}　</b>}
            {todo.detail}
          </li>
        ))}
      </ul>
      {asks && (
        <Input.TextArea
          aria-label={asks.title}
          placeholder={asks.required ? asks.title : `${asks.title}（可不填）`}
          value={opinion}
          onChange={event => setOpinion(event.target.value)}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
        />
      )}
    </Modal>
  )
}
