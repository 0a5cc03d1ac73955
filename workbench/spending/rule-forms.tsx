// Forms of new rules: each takes effect on its day and names the document it stands on.
import { Checkbox, Form, Input, Select } from 'antd'
import { ROLES } from '../../src/people/roles.ts'
import type { nameRelief } from '../../src/spending/approval/reliefs.ts'
import type { setRequirement, setRoute, setStandard } from '../../src/spending/rules/set-rules.ts'
import {
  DOCUMENTS,
  KINDS,
  MEETING_CLASSES,
  PLACE_CLASSES,
  RANKS,
  STANDARD_ITEMS,
  TRAINING_CLASSES,
} from '../../src/spending/vocabulary.ts'
import { useVocabulary } from '../budget/data.ts'
import { usePersons } from '../people/data.ts'
import { FormWindow, type FormWindowProps, fenOf, MoneyInput, ReasonField, useCommand } from '../ui/index.ts'
import { options } from './data.ts'

type Close = { close: () => void }
type Any = Record<string, unknown>
const needed = (message: string) => [{ required: true, message }]

/** The window such a rule is written in. */
export function Frame<Fields = Any>(window: Omit<FormWindowProps<Fields>, 'ok'>) {
  return <FormWindow<Fields> ok="保存" requiredMark={false} {...window} />
}

/** From when a rule holds, and the document it stands on. */
export function RuleFields() {
  return (
    <>
      <div className="pair">
        <Form.Item name="effective_from" label="起用日期" rules={needed('请填起用日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="source" label="依据文件" rules={needed('请填依据文件')}>
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已对照文件核实</Checkbox>
      </Form.Item>
    </>
  )
}

export const Pick = ({
  name,
  label,
  words,
}: {
  name: string
  label: string
  words: Readonly<Record<string, string>>
}) => (
  <Form.Item name={name} label={label} rules={needed(`请选${label}`)}>
    <Select options={options(words)} />
  </Form.Item>
)

const STANDARD_KINDS = { travel: '差旅费', meeting: '会议费', training: '培训费', reception: '公务接待费' }
const ITEMS: Record<string, readonly string[]> = {
  travel: ['lodging', 'meals', 'local_transport'],
  meeting: ['all'],
  training: ['all'],
  reception: ['meal', 'company_few'],
}
const UNIT_OF: Record<string, string> = {
  lodging: 'night',
  meals: 'day',
  local_transport: 'day',
  all: 'head_day',
  meal: 'head',
  company_few: 'count',
}
const CLASSES: Record<string, Readonly<Record<string, string>>> = {
  travel: { '': '不分', ...PLACE_CLASSES },
  meeting: MEETING_CLASSES,
  training: TRAINING_CLASSES,
  reception: { '': '不分' },
}

export function NewStandard({ close }: Close) {
  const [form] = Form.useForm()
  const kind = (Form.useWatch('kind', form) as string | undefined) ?? 'travel'
  const item = Form.useWatch('item', form) as string | undefined
  const { run, busy, error } = useCommand<typeof setStandard>('spending.set-standard', '新标准已登记')
  const submit = ({ limit, confirmed = false, ...row }: Any) => {
    const count = UNIT_OF[String(row.item)] === 'count'
    const limit_fen = count ? String(Number(limit)) : (fenOf(String(limit)) ?? '')
    const input = { class: '', rank: '', ...row, unit: UNIT_OF[String(row.item)], limit_fen, confirmed }
    return run(input as never)
  }
  const items = Object.fromEntries((ITEMS[kind] ?? []).map(name => [name, STANDARD_ITEMS[name] ?? name]))
  return (
    <Frame title="新标准" {...{ busy, error, form, close, submit }} initial={{ kind: 'travel', class: '', rank: '' }}>
      <div className="pair">
        <Pick name="kind" label="类别" words={STANDARD_KINDS} />
        <Pick name="item" label="项目" words={items} />
      </div>
      <div className="pair">
        <Form.Item name="class" label="分类">
          <Select options={options(CLASSES[kind] ?? {})} />
        </Form.Item>
        <Form.Item name="rank" label="职级">
          <Select options={options(RANKS)} />
        </Form.Item>
      </div>
      <Form.Item name="limit" label={item === 'company_few' ? '人数' : '标准（元）'} rules={needed('请填标准')}>
        {item === 'company_few' ? <Input inputMode="numeric" /> : <MoneyInput />}
      </Form.Item>
      <RuleFields />
    </Frame>
  )
}

const ALL = { '': '所有类别', ...KINDS }

export function NewRequirement({ close }: Close) {
  const { data: words } = useVocabulary()
  const { run, busy, error } = useCommand<typeof setRequirement>('spending.set-requirement', '新要求已登记')
  const submit = ({ from, kind, category, confirmed = false, ...row }: Any) => {
    const input = {
      ...row,
      kind: kind || null,
      category: category || null,
      from_fen: from ? (fenOf(String(from)) ?? '') : '0',
      confirmed,
    }
    return run(input as never)
  }
  return (
    <Frame title="新要求" {...{ busy, error, close, submit }} initial={{ kind: '', category: '', due: 'submit' }}>
      <div className="pair">
        <Form.Item name="kind" label="类别">
          <Select options={options(ALL)} />
        </Form.Item>
        <Form.Item name="category" label="资金">
          <Select options={options({ '': '不限', ...words?.categories })} />
        </Form.Item>
      </div>
      <div className="pair">
        <Pick name="document" label="附件" words={DOCUMENTS} />
        <Pick name="due" label="何时要有" words={{ submit: '提交时', pay: '支付前' }} />
      </div>
      <Form.Item name="from" label="从多少元起（可不填）">
        <MoneyInput />
      </Form.Item>
      <RuleFields />
    </Frame>
  )
}

export function NewRoute({ close }: Close) {
  const { run, busy, error } = useCommand<typeof setRoute>('spending.set-route', '新流程已登记')
  const submit = ({ from, kind, roles, confirmed = false, ...row }: Any) => {
    const steps = (roles as string[]).map(role => ({
      title: { finance: '会计审核', director: '主任审批', operations: '综合审核' }[role] ?? '审批',
      role,
    }))
    const input = { ...row, kind: kind || null, from_fen: from ? (fenOf(String(from)) ?? '') : '0', steps, confirmed }
    return run(input as never)
  }
  const { admin: _admin, cashier: _cashier, ...deciding } = ROLES
  return (
    <Frame title="新流程" {...{ busy, error, close, submit }} initial={{ kind: '', roles: ['finance', 'director'] }}>
      <div className="pair">
        <Form.Item name="kind" label="类别">
          <Select options={options(ALL)} />
        </Form.Item>
        <Form.Item name="from" label="从多少元起（可不填）">
          <MoneyInput />
        </Form.Item>
      </div>
      <Form.Item
        name="roles"
        label="依次由谁审批"
        extra="按选择的先后。申请人自己不审，一人只审一步，审批人不付款。"
        rules={needed('请选审批人')}
      >
        <Select mode="multiple" options={options(deciding)} />
      </Form.Item>
      <RuleFields />
    </Frame>
  )
}

export function NewRelief({ close }: Close) {
  const { data: persons } = usePersons()
  const { run, busy, error } = useCommand<typeof nameRelief>('spending.name-relief', '已设定')
  const people = persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name })) ?? []
  const roles = {
    finance: ROLES.finance,
    cashier: ROLES.cashier,
    director: ROLES.director,
    operations: ROLES.operations,
  }
  return (
    <Frame
      title="设定委托或 AB 角"
      {...{ busy, error, close }}
      submit={values => run({ reason: '', ...values } as never)}
    >
      <Pick name="role" label="岗位" words={roles} />
      <div className="pair">
        <Form.Item name="person_id" label="A 角（本人）" rules={needed('请选 A 角')}>
          <Select options={people} />
        </Form.Item>
        <Form.Item name="relief_id" label="B 角（代办人）" rules={needed('请选 B 角')}>
          <Select options={people} />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="from_day" label="从" rules={needed('请填开始日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to_day" label="到" rules={needed('请填结束日期')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <ReasonField
        label="事由（可不填）"
        max={100}
        extra="自己设定的 B 角不能审批或支付自己的单据，要由主任或管理员设定。"
        optional
      />
    </Frame>
  )
}
