// Writing the description of one card anew: tag, model, place, and what its kind of asset has; values and holders never.
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { CARD_KINDS, type CardKind } from '../../src/assets/details-table.ts'
import type { editCards } from '../../src/assets/edit-cards.ts'
import { EDITABLE, MANAGER_COLUMN } from '../../src/assets/vocabulary.ts'
import { useMay } from '../app/me.tsx'
import { useSectionList } from '../people/data.ts'
import { FormWindow, useCommand } from '../ui/index.ts'
import { type FullCard, needed, options } from './data.ts'
import { DetailFields, detailsOf } from './detail-fields.tsx'

const TEXTS = ['tag_no', 'brand_model', 'serial_no', 'place', 'warranty_until', 'note'] as const
type Fields = Partial<Record<(typeof TEXTS)[number], string>> & {
  name: string
  manager: string
  card_kind: CardKind
  details?: Record<string, string>
}
const LENGTHS = { tag_no: 40, brand_model: 80, serial_no: 60, place: 60, warranty_until: 10, note: 400 }
const FITS: Record<string, CardKind[]> = {
  equipment: ['general', 'vehicle'],
  building: ['general', 'house', 'land'],
  intangible: ['general', 'intangible'],
}

const sectionOptions = (sections: readonly { name: string }[] | undefined) =>
  (sections ?? []).map(({ name }) => ({ value: name, label: name }))

function Describe({ card, close }: { card: FullCard; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('card_kind', form)
  const { run, busy, error } = useCommand<typeof editCards>('assets.edit-cards', '卡片已修改')
  const { data: sections } = useSectionList()
  const kinds = FITS[card.financial_class] ?? ['general']
  const submit = ({ name, manager, card_kind, details, ...texts }: Fields) => {
    const rest = Object.fromEntries(TEXTS.map(key => [key, texts[key] ?? '']))
    const warranty_until = texts.warranty_until || null
    const row = {
      ...rest,
      name,
      manager,
      card_kind,
      warranty_until,
      card_no: card.card_no,
      details: detailsOf(card_kind, details),
    }
    return run({ rows: [row as never] })
  }
  const initial = Object.fromEntries(TEXTS.map(key => [key, card[key] ?? '']))
  return (
    <FormWindow<Fields>
      title={`修改卡片：${card.card_no}`}
      ok="修改"
      form={form}
      busy={busy}
      error={error}
      initial={{
        ...initial,
        name: card.name,
        manager: card.manager ?? '',
        card_kind: card.card_kind,
        details: card.details,
      }}
      requiredMark={false}
      submit={submit}
      close={close}
    >
      <div className="pair">
        <Form.Item name="name" label={EDITABLE.name} rules={needed('请填名称')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="card_kind" label="卡片种类">
          <Select options={options(Object.fromEntries(kinds.map(one => [one, CARD_KINDS[one]])))} />
        </Form.Item>
        <Form.Item name="manager" label={MANAGER_COLUMN}>
          <Select options={[{ value: '', label: '（没有）' }, ...sectionOptions(sections)]} />
        </Form.Item>
        {TEXTS.map(key => (
          <Form.Item key={key} name={key} label={EDITABLE[key]}>
            <Input maxLength={LENGTHS[key]} {...(key === 'warranty_until' && { type: 'date' })} />
          </Form.Item>
        ))}
      </div>
      <DetailFields kind={kind} name={['details']} />
    </FormWindow>
  )
}

/** The button beside a card, for those who keep the register. */
export function DescribeCard({ card }: { card: FullCard }) {
  const may = useMay(['operations', 'finance'])
  const [open, setOpen] = useState(false)
  if (!may || card.use_state === 'disposed') return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>修改说明</Button>
      {open && <Describe card={card} close={() => setOpen(false)} />}
    </>
  )
}
