// Approved copy onto a page of the template, and notices of the page itself.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import type { corrections, readyCopy } from '../../src/newspaper/queries.ts'
import type { addNotice, placeStories } from '../../src/newspaper/typeset/place-stories.ts'
import { ask } from '../app/api.ts'
import { ErrorNote, FormWindow, useCommand } from '../ui/index.ts'
import { WEIGHTS } from './data.ts'

type Weight = keyof typeof WEIGHTS

function Stories({ pageId, close }: { pageId: string; close: () => void }) {
  const [edition, setEdition] = useState<string>()
  const [weight, setWeight] = useState<Weight>('major')
  const { data } = useQuery({
    queryKey: ['newspaper.ready-copy'],
    queryFn: () => ask<typeof readyCopy>('newspaper.ready-copy'),
  })
  const { run, busy, error } = useCommand<typeof placeStories>('newspaper.place-stories', '已上版，排版后生效')
  const place = () => {
    if (edition) void run({ page_id: pageId, stories: [{ edition_id: edition, weight }] }).then(close, () => undefined)
  }
  const label = (one: NonNullable<typeof data>[number]) =>
    `${one.headline}　${one.char_count} 字${one.placed ? `　已上 ${one.placed}` : ''}`
  return (
    <Modal
      open
      title="稿件上版"
      okText="上版"
      okButtonProps={{ disabled: !edition }}
      onCancel={close}
      confirmLoading={busy}
      onOk={place}
    >
      <ErrorNote error={error} />
      <Form layout="vertical">
        <Form.Item label="签发的报纸稿" htmlFor="place-edition" extra="送审时选了“报纸”渠道的稿件，签发后在这里">
          <Select
            id="place-edition"
            showSearch={{ optionFilterProp: 'label' }}
            value={edition ?? null}
            onChange={value => setEdition(value ?? undefined)}
            options={data?.map(one => ({ value: one.edition_id, label: label(one) })) ?? []}
            notFoundContent="还没有签发的报纸稿"
          />
        </Form.Item>
        <Form.Item label="版面分量">
          <Radio.Group
            value={weight}
            onChange={event => setWeight(event.target.value)}
            options={Object.entries(WEIGHTS).map(([value, title]) => ({ value, label: title }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type NoticeFields = { kind: 'notice' | 'ad'; correction_id?: string; title: string; body: string }

function Notice({ pageId, close }: { pageId: string; close: () => void }) {
  const [form] = Form.useForm<NoticeFields>()
  const { data } = useQuery({
    queryKey: ['newspaper.corrections'],
    queryFn: () => ask<typeof corrections>('newspaper.corrections'),
  })
  const open = data?.filter(one => !one.printed_in) ?? []
  const { run, busy, error } = useCommand<typeof addNotice>('newspaper.add-notice', '已加上，排版后生效')
  const take = (id: string | undefined) => {
    const correction = open.find(one => one.id === id)
    if (correction) form.setFieldsValue({ title: '更正', body: correction.notice })
  }
  return (
    <FormWindow<NoticeFields>
      title="加启事"
      ok="加上"
      form={form}
      busy={busy}
      error={error}
      initial={{ kind: 'notice' }}
      submit={fields => run({ page_id: pageId, ...fields })}
      close={close}
    >
      <Form.Item name="kind" label="类别">
        <Radio.Group
          options={[
            { value: 'notice', label: '启事、更正' },
            { value: 'ad', label: '公益广告' },
          ]}
        />
      </Form.Item>
      {open.length > 0 && (
        <Form.Item name="correction_id" label="还没有见报的更正">
          <Select allowClear options={open.map(one => ({ value: one.id, label: one.notice }))} onChange={take} />
        </Form.Item>
      )}
      <Form.Item name="title" label="标题" rules={[{ required: true, message: '要填写' }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="body" label="正文" rules={[{ required: true, message: '要填写' }]}>
        <Input.TextArea rows={5} maxLength={5000} />
      </Form.Item>
    </FormWindow>
  )
}

export function PlaceCopy({ pageId }: { pageId: string }) {
  const [open, setOpen] = useState<'stories' | 'notice'>()
  const close = () => setOpen(undefined)
  return (
    <Space wrap>
      <Button type="primary" onClick={() => setOpen('stories')}>
        稿件上版
      </Button>
      <Button onClick={() => setOpen('notice')}>加启事</Button>
      {open === 'stories' && <Stories pageId={pageId} close={close} />}
      {open === 'notice' && <Notice pageId={pageId} close={close} />}
    </Space>
  )
}
