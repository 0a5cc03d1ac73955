// Putting a story before the reviewers: the lane, and a note to them.
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { submitStory } from '../../src/newsroom/review/submit-story.ts'
import { LANES, type Lane } from '../../src/newsroom/vocabulary.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'
import type { FullStory } from './data.ts'

const ABOUT: Record<Lane, string> = {
  normal: '初审、复审、终审，依次由三个人审',
  urgent: '初审和终审同时进行，签发后 24 小时内补复审',
  express: '只改错别字的重发稿，由复审和终审两个人审',
}

export function SubmitButton({ story }: { story: FullStory }) {
  const [open, setOpen] = useState(false)
  const [lane, setLane] = useState<Lane>('normal')
  const [note, setNote] = useState('')
  const { run, busy, error, clear } = useCommand<typeof submitStory>('newsroom.submit-story', '已送审')
  const close = () => {
    setOpen(false)
    clear()
  }
  const submit = () =>
    run({ story_id: story.id, version_no: story.version_no, lane, note }).then(close, () => undefined)
  const lanes = (Object.keys(LANES) as Lane[]).filter(one => one !== 'express' || story.edition_no > 0)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        送审
      </Button>
      <Modal
        open={open}
        title={`送审：${story.headline}`}
        okText="送审"
        onCancel={close}
        confirmLoading={busy}
        onOk={() => void submit()}
      >
        <ErrorNote error={error} />
        <Form layout="vertical">
          <Form.Item label="走哪一条">
            <Radio.Group value={lane} onChange={event => setLane(event.target.value)} className="lanes">
              {lanes.map(one => (
                <Radio key={one} value={one}>
                  {LANES[one]}
                  <small>{ABOUT[one]}</small>
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          <Form.Item label="给审稿人的话" htmlFor="submit-note">
            <Input.TextArea
              id="submit-note"
              rows={2}
              maxLength={500}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
