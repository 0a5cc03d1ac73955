// Adding a term, with what decides whether it is a hit.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { addTerm } from '../../src/proofing/words/dictionary-commands.ts'
import { WORD_CLASSES, WORD_LEVELS } from '../../src/proofing/words/words-vocabulary.ts'
import { FormWindow, useCommand } from '../ui/index.ts'

type Fields = {
  term: string
  class: keyof typeof WORD_CLASSES
  level: keyof typeof WORD_LEVELS
  whole_word: 'auto' | 'yes' | 'no'
  max_gap: number
  need_context: string[]
  except_context: string[]
  exceptions: string[]
  suggestion: string
  source: string
}

const START: Omit<Fields, 'term'> = {
  class: 'typo',
  level: 'review',
  whole_word: 'auto',
  max_gap: 0,
  need_context: [],
  except_context: [],
  exceptions: [],
  suggestion: '',
  source: '',
}
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const WHOLE = { auto: '字母数字按整词，中文不限', yes: '只按整词', no: '不限' }
const LISTS = [
  ['need_context', '附近有这些词才算'],
  ['except_context', '附近有这些词就不算'],
  ['exceptions', '在这些更长的词里不算'],
] as const

export function AddTerm() {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof addTerm>('proofing.add-term', '词条已加入')
  const done = () => {
    setOpen(false)
    form.resetFields()
  }
  const add = (fields: Fields) => run(fields)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        加词条
      </Button>
      <FormWindow<Fields>
        title="加词条"
        ok="加入"
        open={open}
        form={form}
        busy={busy}
        error={error}
        initial={START}
        submit={add}
        close={() => setOpen(false)}
        done={done}
      >
        <div className="pair">
          <Form.Item name="term" label="词" rules={[{ required: true, message: '要填写' }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="suggestion" label="建议改为">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="class" label="类别">
            <Select options={options(WORD_CLASSES)} />
          </Form.Item>
          <Form.Item name="level" label="级别">
            <Select options={options(WORD_LEVELS)} />
          </Form.Item>
          <Form.Item name="whole_word" label="整词">
            <Select options={options(WHOLE)} />
          </Form.Item>
          <Form.Item name="max_gap" label="中间最多夹几个符号">
            <InputNumber min={0} max={5} />
          </Form.Item>
        </div>
        {LISTS.map(([name, label]) => (
          <Form.Item key={name} name={name} label={label}>
            <Select mode="tags" open={false} placeholder="写一个词按回车" />
          </Form.Item>
        ))}
        <Form.Item name="source" label="依据">
          <Input maxLength={200} />
        </Form.Item>
      </FormWindow>
    </>
  )
}
