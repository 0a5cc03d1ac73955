// Forms of rules that are tables: the bands of tax withheld on labour fees, the columns of a bank's file, years papers are kept.
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { setRetention } from '../../src/spending/archive/set-retention.ts'
import type { setCardTerms } from '../../src/spending/cards/card-terms.ts'
import type { setBankLayout } from '../../src/spending/rules/bank-layouts.ts'
import type { setTaxBands } from '../../src/spending/rules/tax-bands.ts'
import { BANK_VALUES, PAPERS } from '../../src/spending/vocabulary.ts'
import { fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'
import { options, type Rules } from './data.ts'
import { Frame, Pick, RuleFields } from './rule-forms.tsx'

type Close = { close: () => void }
const needed = (message: string) => [{ required: true, message }]

type BandFields = { over: string; rate: number; quick: string }
type TableFields = { bands: BandFields[]; effective_from: string; source: string; confirmed?: boolean }

function Band({ name, remove }: { name: number; remove: () => void }) {
  const n = name + 1
  return (
    <div className="row-item">
      <Form.Item name={[name, 'over']} label={`第 ${n} 档：超过`} rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Form.Item name={[name, 'rate']} label="税率" rules={needed('请填税率')}>
        <InputNumber min={0} max={100} precision={2} suffix="%" aria-label={`第 ${n} 档税率`} />
      </Form.Item>
      <Form.Item name={[name, 'quick']} label="速算扣除数" rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Button type="text" aria-label={`去掉第 ${n} 档`} onClick={remove}>
        ×
      </Button>
    </div>
  )
}

/** A whole table from a day on, begun from the one that holds. */
export function NewTaxBands({ close, rules }: Close & { rules: Rules }) {
  const { run, busy, error } = useCommand<typeof setTaxBands>('spending.set-tax-bands', '新预扣率已登记')
  const submit = ({ bands, confirmed = false, ...rest }: TableFields) => {
    const rows = bands.map(({ over, rate, quick }) => ({
      over_fen: fenOf(over) ?? '',
      rate_bp: Math.round(Number(rate) * 100),
      quick_fen: fenOf(quick) ?? '',
    }))
    return run({ rows: [{ ...rest, confirmed, bands: rows }] })
  }
  const held = rules.tax_bands
    .filter(band => band.effective_to === null)
    .map(band => ({ over: yuan(band.over_fen), rate: band.rate_bp / 100, quick: yuan(band.quick_fen) }))
  return (
    <Frame title="新劳务报酬预扣率" {...{ busy, error, close, submit }} initial={{ bands: held }}>
      <p className="soft">按应纳税所得额分档，从起用日起整张表换新；以前的单据按当时的表。</p>
      <Form.List name="bands">
        {(rows, { add, remove }) => (
          <fieldset className="rows">
            <legend>各档</legend>
            {rows.map(({ key, name }) => (
              <Band key={key} name={name} remove={() => remove(name)} />
            ))}
            <Button size="small" onClick={() => add({})}>
              加一档
            </Button>
          </fieldset>
        )}
      </Form.List>
      <RuleFields />
    </Frame>
  )
}

type LayoutFields = {
  name: string
  format: 'xlsx' | 'csv'
  encoding: 'utf-8' | 'gb18030'
  columns: { title: string; value: keyof typeof BANK_VALUES }[]
  source: string
  confirmed?: boolean
}
export type Layout = Rules['layouts'][number]

function LayoutColumns() {
  return (
    <Form.List name="columns">
      {(rows, { add, remove }) => (
        <fieldset className="rows">
          <legend>各列，按银行要求的先后</legend>
          {rows.map(({ key, name }) => (
            <div className="row-item" key={key}>
              <Form.Item name={[name, 'title']} rules={needed('请填列名')}>
                <Input aria-label={`第 ${name + 1} 列的标题`} placeholder="列标题" maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'value']} rules={needed('请选内容')}>
                <Select aria-label={`第 ${name + 1} 列的内容`} placeholder="内容" options={options(BANK_VALUES)} />
              </Form.Item>
              <Button type="text" aria-label={`去掉第 ${name + 1} 列`} onClick={() => remove(name)}>
                ×
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            加一列
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** A new layout, or a new version of one: the old one is kept for the files that went out in it. */
export function NewLayout({ close, from }: Close & { from?: Layout | undefined }) {
  const { run, busy, error } = useCommand<typeof setBankLayout>('spending.set-bank-layout', '银行文件格式已登记')
  const submit = ({ confirmed = false, ...rest }: LayoutFields) => run({ ...rest, confirmed })
  const initial = from ?? { format: 'xlsx', encoding: 'utf-8', columns: [{ title: '收款账号', value: 'account_no' }] }
  const title = from ? `修改银行文件格式：${from.name}` : '新银行文件格式'
  return (
    <Frame {...{ title, busy, error, close, submit, initial }}>
      <div className="pair">
        <Form.Item name="name" label="名称" rules={needed('请填名称')}>
          <Input maxLength={40} autoComplete="off" disabled={from !== undefined} />
        </Form.Item>
        <Pick name="format" label="文件" words={{ xlsx: 'Excel（XLSX）', csv: '文本（CSV）' }} />
        <Pick name="encoding" label="编码（CSV 用）" words={{ 'utf-8': 'UTF-8', gb18030: 'GB18030（国内网银常用）' }} />
        <Form.Item name="source" label="依据" rules={needed('请填依据，如某行网银模板')}>
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
      </div>
      <LayoutColumns />
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已对照银行模板核实</Checkbox>
      </Form.Item>
    </Frame>
  )
}

export function NewCardTerms({ close }: Close) {
  const { run, busy, error } = useCommand<typeof setCardTerms>('spending.set-card-terms', '公务卡还款期已登记')
  type Fields = { statement_day: number; due_after_days: number; effective_from: string; source: string }
  const submit = ({ confirmed = false, ...row }: Fields & { confirmed?: boolean }) => run({ ...row, confirmed })
  return (
    <Frame title="设定公务卡还款期" {...{ busy, error, close, submit }}>
      <p className="soft">到账单日为止的消费，在账单日之后的这些天内还款。按发卡行的合同填。</p>
      <div className="pair">
        <Form.Item name="statement_day" label="账单日（每月几日）" rules={needed('请填账单日')}>
          <InputNumber min={1} max={28} precision={0} suffix="日" />
        </Form.Item>
        <Form.Item name="due_after_days" label="账单日后多少天还款" rules={needed('请填天数')}>
          <InputNumber min={1} max={60} precision={0} suffix="天" />
        </Form.Item>
      </div>
      <RuleFields />
    </Frame>
  )
}

export function NewRetention({ close }: Close) {
  const { run, busy, error } = useCommand<typeof setRetention>('spending.set-retention', '保管年限已登记')
  type Fields = { kind: keyof typeof PAPERS; years?: number | null; confirmed?: boolean }
  const submit = ({ years = null, confirmed = false, ...row }: Fields & { effective_from: string; source: string }) =>
    run({ rows: [{ ...row, title: PAPERS[row.kind], years, confirmed }] })
  return (
    <Frame title="设定档案保管年限" {...{ busy, error, close, submit }} initial={{ kind: 'voucher' }}>
      <div className="pair">
        <Pick name="kind" label="档案" words={PAPERS} />
        <Form.Item name="years" label="保管年限（不填为永久）">
          <InputNumber min={1} max={100} precision={0} suffix="年" />
        </Form.Item>
      </div>
      <RuleFields />
    </Frame>
  )
}
