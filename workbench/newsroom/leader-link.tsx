// A link for a leader who has no account: made here, copied, sent by hand. It is shown once.
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { makeReviewLink } from '../../src/newsroom/review/links.ts'
import { ErrorNote, moment, required, useCommand } from '../ui/index.ts'

type Fields = { leader: string; post: string }
export function LeaderLink({ storyId, step }: { storyId: string; step: 'superior' | 'review3' }) {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ address: string; expires_at: string }>()
  const { run, busy, error } = useCommand<typeof makeReviewLink>('newsroom.make-review-link')
  const make = (fields: Fields) =>
    run({ story_id: storyId, step, ...fields }).then(
      ({ token, expires_at }) => setMade({ address: `${location.origin}/review/${token}`, expires_at }),
      () => undefined,
    )
  if (made)
    return (
      <div className="step-box">
        <p>
          把链接发给{step === 'superior' ? '审定人' : '终审人'}，在手机上打开就能审。只能用一次，
          {moment(made.expires_at)} 前有效，离开本页后不再显示。
        </p>
        <Input.TextArea
          readOnly
          autoSize
          aria-label="审定链接"
          value={made.address}
          onFocus={event => event.target.select()}
        />
        <Button size="small" onClick={() => void navigator.clipboard?.writeText(made.address)}>
          复制
        </Button>
      </div>
    )
  if (!open)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        发链接请领导在手机上{step === 'superior' ? '审定' : '终审'}
      </button>
    )
  return (
    <Form<Fields> layout="vertical" className="details" onFinish={fields => void make(fields)}>
      <ErrorNote error={error} />
      <div className="pair">
        <Form.Item name="leader" label="领导姓名" rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="post" label="职务" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Button htmlType="submit" loading={busy}>
        生成链接
      </Button>
    </Form>
  )
}
