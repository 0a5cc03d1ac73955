// What each kind of claim asks besides: where and how long, who came, which car.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import {
  type Kind,
  MEETING_CLASSES,
  PLACE_CLASSES,
  RANKS,
  TRAINING_CLASSES,
  VEHICLE_USES,
} from '../../src/spending/vocabulary.ts'
import { MoneyInput } from '../ui/index.ts'
import { options } from './data.ts'
import { PurchaseFields } from './purchase-fields.tsx'

const needed = (message: string) => [{ required: true, message }]
const at = (name: string) => ['details', name]

function Words({ name, label, max = 60 }: { name: string; label: string; max?: number }) {
  return (
    <Form.Item name={at(name)} label={label} rules={needed(`请填${label}`)}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  )
}

function Choice({ name, label, words }: { name: string; label: string; words: Readonly<Record<string, string>> }) {
  return (
    <Form.Item name={at(name)} label={label} rules={needed(`请选${label}`)}>
      <Select options={options(words)} />
    </Form.Item>
  )
}

function Count({ name, label, min = 1 }: { name: string; label: string; min?: number }) {
  return (
    <Form.Item name={at(name)} label={label} rules={needed(`请填${label}`)}>
      <InputNumber min={min} max={10_000} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  )
}

function Days() {
  return (
    <div className="pair">
      <Form.Item name={at('from_day')} label="开始日期" rules={needed('请填开始日期')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name={at('to_day')} label="结束日期" rules={needed('请填结束日期')}>
        <Input type="date" />
      </Form.Item>
    </div>
  )
}

function Amount({ name, label, extra }: { name: string; label: string; extra?: string }) {
  return (
    <Form.Item name={at(name)} label={label} extra={extra}>
      <MoneyInput />
    </Form.Item>
  )
}

function Travellers() {
  return (
    <Form.List name={at('travellers')} initialValue={[{ name: '', rank: '' }]}>
      {(rows, { add, remove }) => (
        <fieldset className="rows">
          <legend>出差人</legend>
          {rows.map(({ key, name }) => (
            <div className="row-two" key={key}>
              <Form.Item name={[name, 'name']} rules={needed('请填姓名')}>
                <Input aria-label={`第 ${name + 1} 位出差人`} placeholder="姓名" maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'rank']} initialValue="">
                <Select aria-label={`第 ${name + 1} 位的职级`} options={options(RANKS)} />
              </Form.Item>
              <Button
                type="text"
                aria-label={`去掉第 ${name + 1} 位`}
                disabled={rows.length === 1}
                onClick={() => remove(name)}
              >
                ×
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({ name: '', rank: '' })}>
            加一位
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

function Travel() {
  return (
    <>
      <div className="pair">
        <Words name="place" label="出差地点" />
        <Choice name="place_class" label="地点类别" words={PLACE_CLASSES} />
      </div>
      <Days />
      <Travellers />
      <div className="pair">
        <Amount name="fares" label="城市间交通费" />
        <Amount name="lodging" label="住宿费" extra="按发票金额填" />
      </div>
      <Amount name="self_borne" label="个人自理住宿费" extra="超过标准的部分由个人承担时填" />
    </>
  )
}

const Gathering = ({ classes, label }: { classes: Readonly<Record<string, string>>; label: string }) => (
  <>
    <div className="pair">
      <Choice name="class" label={label} words={classes} />
      <Words name="place" label="地点" />
    </div>
    <Days />
    <Count name="head_count" label="人数" />
  </>
)

const Reception = () => (
  <>
    <div className="pair">
      <Words name="guest_unit" label="来访单位" />
      <Words name="letter_no" label="公函文号" max={80} />
    </div>
    <div className="pair">
      <Count name="guest_count" label="来访人数" />
      <Count name="company_count" label="陪餐人数" min={0} />
    </div>
  </>
)

export function DetailsFields({ kind }: { kind: Kind }) {
  switch (kind) {
    case 'travel':
      return <Travel />
    case 'meeting':
      return <Gathering classes={MEETING_CLASSES} label="会议类别" />
    case 'training':
      return <Gathering classes={TRAINING_CLASSES} label="培训类别" />
    case 'reception':
      return <Reception />
    case 'vehicle':
      return (
        <div className="pair">
          <Words name="plate_no" label="车牌号" max={12} />
          <Choice name="use" label="用途" words={VEHICLE_USES} />
        </div>
      )
    case 'labour':
      return <Words name="work" label="劳务内容" max={200} />
    case 'purchase':
      return <PurchaseFields />
    case 'loan':
      return (
        <Form.Item name={at('due_on')} label="约定归还日期" rules={needed('请填归还日期')}>
          <Input type="date" />
        </Form.Item>
      )
    default:
      return null
  }
}
