// One item of a request: what, how many, how often, at which price, on which ground, to which end. A draft until it is saved.
import { Button, Checkbox, Form, type FormInstance, Input, InputNumber, Popconfirm, Segmented, Select } from 'antd'
import type { removeRequestItem, saveRequestItem } from '../../../src/budget/preparation/save-item.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from '../../../src/budget/vocabulary.ts'
import { useMe } from '../../app/me.tsx'
import { ErrorNote, fenOf, MoneyInput, useCommand, useDraft, yuan } from '../../ui/index.ts'
import { needsProject } from '../plan-data.ts'
import type { ItemRow } from './data.ts'
import { IndicatorFields } from './indicator-fields.tsx'
import { QuotaField } from './quota-field.tsx'

export type Fields = Omit<ItemRow, 'id' | 'price_fen' | 'amount_fen' | 'is_example'> & { price: string }

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const needed = (message: string) => [{ required: true, whitespace: true, message }]
const NEW: Partial<Fields> = {
  side: 'expenditure',
  source: 'fiscal',
  category: 'operating',
  quantity: 1,
  times: 1,
  indicators: [],
}

const plain = (fen: string) => yuan(fen).replaceAll(',', '')

function What({ side, category }: { side: string | undefined; category: string | null | undefined }) {
  return (
    <>
      <Form.Item name="side" label="收支">
        <Segmented
          options={[
            { value: 'expenditure', label: '支出' },
            { value: 'income', label: '收入' },
          ]}
        />
      </Form.Item>
      <Form.Item name="title" label="名称" rules={needed('请填名称')}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        {side !== 'income' && (
          <Form.Item name="category" label="类别" rules={[{ required: true, message: '请选类别' }]}>
            <Select options={options(CATEGORIES)} />
          </Form.Item>
        )}
        <Form.Item name="source" label="资金来源">
          <Select options={options(SOURCES)} />
        </Form.Item>
      </div>
      {needsProject(category ?? null) && side !== 'income' && (
        <Form.Item name="project" label="项目名称" rules={needed('请填项目名称')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      )}
    </>
  )
}

const Count = ({
  name,
  label,
  unit,
  hint,
}: {
  name: 'quantity' | 'times'
  label: string
  unit: keyof Fields
  hint: string
}) => (
  <div className="pair">
    <Form.Item name={name} label={label} rules={[{ required: true, message: `请填${label}` }]}>
      <InputNumber min={1} precision={0} style={{ width: '100%' }} />
    </Form.Item>
    <Form.Item name={unit} label={`${label}单位`}>
      <Input maxLength={12} placeholder={hint} autoComplete="off" />
    </Form.Item>
  </div>
)

function HowMuch({ form, year }: { form: FormInstance<Fields>; year: number }) {
  const [quantity, times, price] = [
    Form.useWatch('quantity', form),
    Form.useWatch('times', form),
    Form.useWatch('price', form),
  ]
  const fen = fenOf(price ?? '')
  const amount = fen && quantity && times ? BigInt(quantity) * BigInt(times) * BigInt(fen) : undefined
  return (
    <>
      <QuotaField form={form} year={year} />
      <Count name="quantity" label="数量" unit="quantity_unit" hint="人、台、期" />
      <Count name="times" label="次数" unit="times_unit" hint="月、次" />
      <Form.Item
        name="price"
        label="单价"
        rules={[
          {
            validator: async (_rule, value) => {
              if (fenOf(value ?? '') === undefined) throw new Error('请填单价，最多两位小数')
            },
          },
        ]}
        extra={amount !== undefined && <span className="balance">金额 {yuan(amount)} 元</span>}
      >
        <MoneyInput />
      </Form.Item>
    </>
  )
}

const code = (length: string, message: string) => [{ pattern: new RegExp(`^\\d{${length}}$`), message }]

function Grounds({ side }: { side: string | undefined }) {
  return (
    <>
      <Form.Item name="basis" label="测算依据">
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={400} placeholder="定额、文件、询价情况" />
      </Form.Item>
      {side !== 'income' && (
        <>
          <div className="pair">
            <Form.Item name="economic_code" label="经济分类（款）" rules={code('3,5', '填 3 到 5 位数字')}>
              <Input inputMode="numeric" maxLength={5} autoComplete="off" />
            </Form.Item>
            <Form.Item name="function_code" label="功能分类（项）" rules={code('3,7', '填 3 到 7 位数字')}>
              <Input inputMode="numeric" maxLength={7} autoComplete="off" />
            </Form.Item>
          </div>
          <div className="pair">
            <Form.Item name="three_public" label="“三公”经费">
              <Select allowClear placeholder="不是" options={options(THREE_PUBLIC)} />
            </Form.Item>
            <Form.Item name="procurement" label="政府采购" valuePropName="checked">
              <Checkbox>列政府采购预算</Checkbox>
            </Form.Item>
          </div>
        </>
      )}
    </>
  )
}

type Props = { year: number; section: string; item: ItemRow | undefined; done: () => void }

function useItem({ year, section, item, done }: Props) {
  const { data: me } = useMe()
  const draft = useDraft<Partial<Fields>>(`request-item-${year}-${section}-${item?.id ?? 'new'}-${me?.id}`)
  const save = useCommand<typeof saveRequestItem>('budget.save-request-item', '已保存', { keep: true })
  const remove = useCommand<typeof removeRequestItem>('budget.remove-request-item', '已删除')
  const finished = () => {
    draft.clear()
    done()
  }
  const submit = ({ price, project, ...fields }: Fields) => {
    const input = {
      ...fields,
      year,
      section,
      item_id: item?.id ?? null,
      line_no: item?.line_no ?? '',
      project: needsProject(fields.category) ? project : null,
      category: fields.side === 'income' ? null : fields.category,
      price_fen: fenOf(price)!,
    }
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== ''))
    return save
      .run({
        ...given,
        economic_code: fields.economic_code || null,
        function_code: fields.function_code || null,
      } as never)
      .then(finished, () => undefined)
  }
  const drop = () => remove.run({ year, section, item_id: item!.id }).then(finished, () => undefined)
  return { draft, submit, drop, busy: save.busy, error: save.error ?? remove.error }
}

export function ItemForm(props: Props) {
  const { year, item } = props
  const [form] = Form.useForm<Fields>()
  const { draft, submit, drop, busy, error } = useItem(props)
  const side = Form.useWatch('side', form)
  const category = Form.useWatch('category', form)
  const initial = item ? { ...item, price: plain(item.price_fen) } : NEW
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ ...initial, ...draft.found }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={fields => void submit(fields)}
    >
      <What side={side} category={category} />
      <HowMuch form={form} year={year} />
      <Grounds side={side} />
      {side !== 'income' && <IndicatorFields needed={needsProject(category ?? null)} />}
      <ErrorNote error={error} />
      <div className="plan-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
        {item && (
          <Popconfirm title="删除这个项目？" okText="删除" onConfirm={() => void drop()}>
            <Button danger>删除</Button>
          </Popconfirm>
        )}
      </div>
    </Form>
  )
}
