// Setting a rule of assets from a day on: a depreciation life, a configuration standard.
import { Form, Input, Select } from 'antd'
import { CARD_KINDS, type CardKind } from '../../src/assets/details-table.ts'
import { PER } from '../../src/assets/rules/rule-columns.ts'
import type { setLifeRule, setStandard } from '../../src/assets/rules/set-rules.ts'
import { FINANCIAL_CLASSES, type FinancialClass } from '../../src/assets/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { EffectiveFrom, RuleForm } from '../app/rule-form.tsx'
import { fenOf, MoneyInput, useCommand } from '../ui/index.ts'
import { needed, options } from './data.ts'

type LifeFields = {
  title: string
  financial_class: FinancialClass
  card_kind: CardKind
  years?: string
  effective_from: string
  source: string
  confirmed?: boolean
}

export function SetLife({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof setLifeRule>('assets.set-life-rule', '已设定')
  return (
    <RuleForm<LifeFields>
      title="设定折旧年限"
      {...{ busy, error, close }}
      initial={{ financial_class: 'equipment', card_kind: 'general', effective_from: me?.today }}
      submit={({ years, confirmed: known = false, ...rest }) =>
        run({ ...rest, confirmed: known, life_months: years ? Math.round(Number(years) * 12) : null })
      }
    >
      <Form.Item name="title" label="类别" rules={needed('请填类别')}>
        <Input maxLength={60} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="financial_class" label="财务分类">
          <Select options={options(FINANCIAL_CLASSES)} />
        </Form.Item>
        <Form.Item name="card_kind" label="卡片种类">
          <Select options={options(CARD_KINDS)} />
        </Form.Item>
        <Form.Item name="years" label="年限（不填为不提折旧）">
          <Input inputMode="decimal" suffix="年" />
        </Form.Item>
        <EffectiveFrom />
      </div>
    </RuleForm>
  )
}

type StandardFields = {
  item: string
  words?: string
  per: 'person' | 'section' | 'unit'
  quantity: string
  price?: string
  years?: string
  effective_from: string
  source: string
  confirmed?: boolean
}

export function SetStandard({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof setStandard>('assets.set-standard', '已设定')
  const submit = ({ words = '', quantity, price, years, confirmed: known = false, ...rest }: StandardFields) =>
    run({
      ...rest,
      words,
      confirmed: known,
      quantity: Number(quantity),
      price_fen: price ? (fenOf(price) ?? null) : null,
      life_years: years ? Number(years) : null,
    })
  return (
    <RuleForm<StandardFields>
      title="设定配置标准"
      {...{ busy, error, close, submit }}
      initial={{ per: 'person', effective_from: me?.today }}
    >
      <div className="pair">
        <Form.Item name="item" label="资产名称" rules={needed('请填名称')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="words" label="别名（用空格隔开）">
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="per" label="范围">
          <Select options={options(PER)} />
        </Form.Item>
        <Form.Item name="quantity" label="数量" rules={[{ required: true, pattern: /^\d{1,4}$/, message: '填整数' }]}>
          <Input inputMode="numeric" />
        </Form.Item>
        <Form.Item name="price" label="价格上限（可不填）">
          <MoneyInput />
        </Form.Item>
        <Form.Item name="years" label="最低使用年限（可不填）">
          <Input inputMode="numeric" suffix="年" />
        </Form.Item>
        <EffectiveFrom />
      </div>
    </RuleForm>
  )
}
