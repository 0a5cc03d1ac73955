// The objective of an item and its indicators: each a number that can be checked at the end of the year.
import { Button, Form, Input, Select } from 'antd'
import { INDICATOR_KINDS } from '../../../src/budget/preparation/words.ts'

const KINDS = Object.entries(INDICATOR_KINDS).map(([value, label]) => ({ value, label }))
const DIRECTIONS = ['≥', '≤', '='].map(value => ({ value, label: value }))
const needed = (message: string) => [{ required: true, message }]
const number = [{ required: true, pattern: /^-?\d+(\.\d{1,4})?$/, message: '填数字' }]

function Indicator({ at, remove }: { at: number; remove: () => void }) {
  return (
    <div className="indicator">
      <Form.Item name={[at, 'kind']} rules={needed('请选')}>
        <Select aria-label="指标类型" options={KINDS} />
      </Form.Item>
      <Form.Item name={[at, 'title']} rules={needed('请填指标')}>
        <Input aria-label="指标名称" placeholder="购置摄像机" maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'direction']}>
        <Select aria-label="方向" options={DIRECTIONS} />
      </Form.Item>
      <Form.Item name={[at, 'target']} rules={number}>
        <Input aria-label="指标值" inputMode="decimal" placeholder="3" autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'unit']}>
        <Input aria-label="单位" placeholder="台" maxLength={12} autoComplete="off" />
      </Form.Item>
      <Button type="text" onClick={remove}>
        删除
      </Button>
    </div>
  )
}

export function IndicatorFields({ needed: must }: { needed: boolean }) {
  return (
    <>
      <Form.Item name="objective" label={must ? '绩效目标' : '绩效目标（可不填）'}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={600} placeholder="做什么、做到什么程度" />
      </Form.Item>
      <Form.List name="indicators">
        {(fields, { add, remove }) => (
          <Form.Item
            label="绩效指标"
            extra={must && '项目至少要有一个产出指标和一个效益或满意度指标，指标值填数字，年底可以考核。'}
          >
            {fields.map(field => (
              <Indicator key={field.key} at={field.name} remove={() => remove(field.name)} />
            ))}
            <Button
              onClick={() => add({ kind: fields.length === 0 ? 'quantity' : 'satisfaction', direction: '≥', unit: '' })}
            >
              添加指标
            </Button>
          </Form.Item>
        )}
      </Form.List>
    </>
  )
}
