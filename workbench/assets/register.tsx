// Registering an asset that did not come by a purchase accepted here.
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { CardKind } from '../../src/assets/details-table.ts'
import type { registerCard } from '../../src/assets/register-card.ts'
import { OnlyFor, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { useSectionList } from '../people/data.ts'
import { ErrorNote, fenOf, MoneyInput, PageFrame, useCommand, useDraft, yuan } from '../ui/index.ts'
import { ClassCode } from './class-code.tsx'
import { lifeOptions, needed, options, useLifeRules, useUncovered } from './data.ts'
import { DetailFields, detailsOf } from './detail-fields.tsx'

const ORIGINS = {
  donation: '接受捐赠',
  allocation: '无偿调入',
  built: '自建完工（在建工程转入）',
  developed: '自行研制',
  surplus: '盘盈',
  purchase: '购入（已付款入账，补建卡片）',
} as const

type Fields = {
  origin: keyof typeof ORIGINS
  name: string
  class_code: string
  brand_model?: string
  quantity: string
  measure: string
  one_card?: boolean
  amount: string
  depreciated?: string
  life_rule_id: string
  life_years?: string
  acquired_on: string
  booked_on: string
  voucher_id?: string
  section: string
  place?: string
  note?: string
  details?: Record<string, string>
}

function inputOf(
  { amount, depreciated, life_years, quantity, voucher_id, details, ...rest }: Fields,
  kind: CardKind | undefined,
) {
  const purchase = rest.origin === 'purchase'
  const texts = { brand_model: rest.brand_model ?? '', place: rest.place ?? '', note: rest.note ?? '' }
  return {
    ...rest,
    ...texts,
    details: detailsOf(kind, details),
    one_card: rest.one_card ?? false,
    quantity: Number(quantity),
    amount_fen: fenOf(amount) ?? '0',
    depreciated_fen: (rest.origin === 'allocation' && depreciated && fenOf(depreciated)) || '0',
    life_months: life_years ? Math.round(Number(life_years) * 12) : null,
    voucher_id: purchase ? (voucher_id ?? null) : null,
  }
}

function Value({ origin }: { origin: Fields['origin'] | undefined }) {
  const { data: rules } = useLifeRules()
  const { data: vouchers } = useUncovered(origin === 'purchase')
  return (
    <div className="pair">
      <Form.Item
        name="amount"
        label={origin === 'allocation' ? '原值（合计）' : '价值（合计）'}
        rules={needed('请填金额')}
      >
        <MoneyInput />
      </Form.Item>
      {origin === 'allocation' && (
        <Form.Item name="depreciated" label="调入前已提折旧">
          <MoneyInput />
        </Form.Item>
      )}
      {origin === 'purchase' && (
        <Form.Item
          name="voucher_id"
          label="付款凭证"
          rules={needed('请选付款凭证')}
          extra={vouchers?.length === 0 ? '没有还未建卡的付款。' : undefined}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={480}
            options={vouchers?.map(one => ({
              value: one.voucher_id,
              label: `${one.year} 年第 ${one.voucher_no} 号　${one.on_date}　${one.summary}　未建卡 ${yuan(one.left_fen)} 元`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="life_rule_id" label="折旧类别" rules={needed('请选折旧类别')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={lifeOptions(rules)} popupMatchSelectWidth={360} />
      </Form.Item>
      <Form.Item name="life_years" label="折旧年限（不填按规定的最低年限）">
        <Input inputMode="decimal" suffix="年" />
      </Form.Item>
    </div>
  )
}

function What() {
  return (
    <>
      <Form.Item name="origin" label="怎么来的">
        <Select options={options(ORIGINS)} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="name" label="名称" rules={needed('请填名称')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="class_code" label="国标分类代码" rules={needed('请填代码，如 A02010105')}>
          <ClassCode />
        </Form.Item>
        <Form.Item name="brand_model" label="品牌型号（可不填）">
          <Input maxLength={80} />
        </Form.Item>
        <div className="pair">
          <Form.Item
            name="quantity"
            label="数量"
            rules={[{ required: true, pattern: /^[1-9]\d{0,3}$/, message: '填整数' }]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item name="measure" label="单位">
            <Input maxLength={10} />
          </Form.Item>
        </div>
      </div>
      <Form.Item name="one_card" valuePropName="checked">
        <Checkbox>多件合建一张卡片（大批同类物资）</Checkbox>
      </Form.Item>
    </>
  )
}

function Where() {
  const { data: me } = useMe()
  const { data: sections } = useSectionList()
  return (
    <div className="pair">
      <Form.Item name="acquired_on" label="取得日期（从这个月起算折旧）" rules={needed('请填日期')}>
        <Input type="date" max={me?.today} />
      </Form.Item>
      <Form.Item name="booked_on" label="入账日期" rules={needed('请填日期')}>
        <Input type="date" max={me?.today} />
      </Form.Item>
      <Form.Item name="section" label="使用科室" rules={needed('请选科室')}>
        <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
      </Form.Item>
      <Form.Item name="place" label="存放地点">
        <Input maxLength={60} />
      </Form.Item>
    </div>
  )
}

function RegisterForm() {
  const { data: me } = useMe()
  const [form] = Form.useForm<Fields>()
  const origin = Form.useWatch('origin', form)
  const rule = Form.useWatch('life_rule_id', form)
  const { data: rules } = useLifeRules()
  const kind = rules?.find(one => one.id === rule)?.card_kind
  const draft = useDraft<Fields>(`register-card-${me?.id}`)
  const [made, setMade] = useState<{ id: string; card_no: string }[]>()
  const { run, busy, error } = useCommand<typeof registerCard>('assets.register-card', '已建卡入账', { keep: true })
  const submit = (fields: Fields) =>
    run(inputOf(fields, kind)).then(
      answer => {
        setMade(answer.cards)
        draft.clear()
        form.resetFields()
      },
      () => undefined,
    )
  const initial = { origin: 'donation', quantity: '1', measure: '台', acquired_on: me?.today, booked_on: me?.today }
  return (
    <Form<Fields>
      form={form}
      className="form"
      style={{ maxWidth: 720 }}
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...initial, ...draft.found }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={fields => void submit(fields)}
    >
      {made && (
        <p className="done" role="status">
          已建卡：
          {made.map(card => (
            <Link key={card.id} to={`${paths.cards}/${card.id}` as string}>
              {card.card_no}
              {'　'}
            </Link>
          ))}
        </p>
      )}
      <What />
      <Value origin={origin} />
      <DetailFields kind={kind} name={['details']} />
      <Where />
      <Form.Item name="note" label="说明（可不填）">
        <Input maxLength={400} />
      </Form.Item>
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        建卡入账
      </Button>
    </Form>
  )
}

export function RegisterPage() {
  return (
    <PageFrame
      title="登记资产"
      about={
        <>
          捐赠、调入、自建、盘盈的资产在这里建卡，同时记账。采购的资产在<Link to={paths.requisitions}>采购申请单</Link>
          上验收时自动建卡。
        </>
      }
    >
      <OnlyFor roles={['finance', 'operations']}>
        <RegisterForm />
      </OnlyFor>
    </PageFrame>
  )
}
