// The form of a hand-over document: who receives, which assets, and what else goes with them.
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { makeDocument } from '../../src/handover/make-document.ts'
import { paths } from '../app/paths.ts'
import { type Person, usePersons } from '../people/data.ts'
import { ErrorNote, useCommand, useDraft } from '../ui/index.ts'
import { REASONS, useCards } from './data.ts'

type Fields = {
  to_id: string
  reason: 'leaves' | 'moves' | 'other'
  card_ids?: string[]
  others?: string
  note?: string
}

/** One line each: what it is, and after a blank-framed dash a remark. */
function othersOf(text: string) {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => ({ title: line.slice(0, 80), note: '' }))
}

function CardChoice({ person }: { person: Person }) {
  const { data } = useCards()
  const form = Form.useFormInstance<Fields>()
  const held = data?.filter(card => card.holder_id === person.id) ?? []
  if (held.length === 0) return <p className="soft">名下没有资产。</p>
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() =>
          form.setFieldValue(
            'card_ids',
            held.map(card => card.id),
          )
        }
      >
        全选 {held.length} 件
      </button>
      <Form.Item name="card_ids" label="移交的资产">
        <Checkbox.Group
          style={{ display: 'grid', gap: 4 }}
          options={held.map(card => ({
            value: card.id,
            label: `${card.card_no} ${card.name}${card.place ? `（${card.place}）` : ''}`,
          }))}
        />
      </Form.Item>
    </>
  )
}

export function MakeDocument({ person }: { person: Person }) {
  const { data: persons } = usePersons()
  const [form] = Form.useForm<Fields>()
  const draft = useDraft<Fields>(`handover-${person.id}`)
  const [made, setMade] = useState<{ document_id: string; doc_no: string }>()
  const { run, busy, error } = useCommand<typeof makeDocument>('handover.make-document', '交接单已填好', { keep: true })
  const receivers = persons?.filter(one => !one.left_on && one.id !== person.id) ?? []
  const submit = ({ to_id, reason, card_ids = [], others = '', note = '' }: Fields) =>
    run({ from_id: person.id, to_id, reason, card_ids, others: othersOf(others), note }).then(
      answer => {
        setMade(answer)
        draft.clear()
        form.resetFields()
      },
      () => undefined,
    )
  return (
    <section className="part form">
      <h2>填写交接单</h2>
      {made && (
        <p className="done" role="status">
          已填好 <Link to={`${paths.handover}/document/${made.document_id}` as string}>{made.doc_no}</Link>
          ，请接收人登录后确认。
        </p>
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: 'leaves', ...draft.found }}
        onValuesChange={(_changed, all) => draft.keep(all)}
        onFinish={fields => void submit(fields)}
      >
        <div className="pair">
          <Form.Item name="to_id" label="接收人" rules={[{ required: true, message: '请选接收人' }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={receivers.map(one => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="reason" label="事由">
            <Select options={Object.entries(REASONS).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
        </div>
        <CardChoice person={person} />
        <Form.Item name="others" label="资料、印章、钥匙、账号等，一行一项（没有就留空）">
          <Input.TextArea rows={3} />
        </Form.Item>
        <Form.Item name="note" label="说明（可不填）">
          <Input maxLength={400} />
        </Form.Item>
        <ErrorNote error={error} />
        <Button htmlType="submit" loading={busy}>
          生成交接单
        </Button>
      </Form>
    </section>
  )
}
