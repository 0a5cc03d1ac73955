// The rules cards are made by: depreciation lives, configuration standards, classes of the national standard.
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { classes, standards } from '../../src/assets/rules/rule-queries.ts'
import type { setLifeRule, setStandard } from '../../src/assets/rules/set-rules.ts'
import { FINANCIAL_CLASSES, type FinancialClass } from '../../src/assets/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  fenOf,
  MoneyInput,
  PageFrame,
  textColumn,
  useCommand,
  yuan,
} from '../ui/index.ts'
import { ClassFile } from './class-file.tsx'
import { type LifeRule, needed, options, useLifeRules } from './data.ts'

type Class = Awaited<ReturnType<typeof ask<typeof classes>>>[number]
type Standard = Awaited<ReturnType<typeof ask<typeof standards>>>[number]
const PER = { person: '每人', section: '每科室', unit: '全单位' } as const
const confirmed = (row: { confirmed: boolean }) => (row.confirmed ? '已核' : '待核')
const period = (row: { effective_from: string; effective_to: string | null }) =>
  `${row.effective_from} 起${row.effective_to ? `，到 ${row.effective_to}` : ''}`

function Lives() {
  const { data, error, isPending } = useLifeRules()
  const life = (row: LifeRule) => (row.life_months === null ? '不提折旧' : `不低于 ${row.life_months / 12} 年`)
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<LifeRule>
        name="折旧年限"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['类别', '财务分类', '年限', '有效期', '依据', '核对'],
          row: row => [
            row.title,
            FINANCIAL_CLASSES[row.financial_class as 'equipment'],
            life(row),
            period(row),
            row.source,
            confirmed(row),
          ],
        }}
        words={row => `${row.title} ${row.source}`}
        columns={[
          textColumn('类别', row => row.title),
          choiceColumn('财务分类', data, row => FINANCIAL_CLASSES[row.financial_class as 'equipment']),
          textColumn('年限', life),
          textColumn('有效期', row => period(row)),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

function Standards() {
  const { data, error, isPending } = useQuery({
    queryKey: ['assets.standards'],
    queryFn: () => ask<typeof standards>('assets.standards'),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Standard>
        name="配置标准"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['资产', '别名', '范围', '数量', '价格上限', '最低年限', '有效期', '依据', '核对'],
          row: row => [
            row.item,
            row.words,
            PER[row.per],
            row.quantity,
            row.price_fen && { fen: row.price_fen },
            row.life_years,
            period(row),
            row.source,
            confirmed(row),
          ],
        }}
        columns={[
          textColumn('资产', row => row.item),
          textColumn('标准', row => `${PER[row.per]} ${row.quantity}`),
          textColumn('价格上限（元）', row => (row.price_fen ? yuan(row.price_fen) : ''), { className: 'num' }),
          textColumn('最低使用（年）', row => (row.life_years ? String(row.life_years) : ''), { className: 'num' }),
          textColumn('有效期', row => period(row)),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

function Classes() {
  const { data, error, isPending } = useQuery({
    queryKey: ['assets.classes'],
    queryFn: () => ask<typeof classes>('assets.classes'),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Class>
        name="资产分类代码"
        rowKey={row => `${row.version}-${row.code}`}
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        words={row => `${row.code} ${row.title}`}
        csv={{
          header: ['版本', '代码', '名称', '财务分类', '现行代码', '依据', '核对'],
          row: row => [
            row.version,
            row.code,
            row.title,
            row.financial_class && FINANCIAL_CLASSES[row.financial_class as 'equipment'],
            row.now,
            row.source,
            confirmed(row),
          ],
        }}
        columns={[
          choiceColumn('版本', data, row => row.version),
          textColumn('代码', row => row.code),
          textColumn('名称', row => row.title),
          choiceColumn(
            '财务分类',
            data,
            row => row.financial_class && FINANCIAL_CLASSES[row.financial_class as 'equipment'],
          ),
          textColumn('现行代码', row => row.now),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

type LifeFields = {
  title: string
  financial_class: FinancialClass
  years?: string
  effective_from: string
  source: string
  confirmed?: boolean
}

function SetLife({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const [form] = Form.useForm<LifeFields>()
  const { run, busy, error } = useCommand<typeof setLifeRule>('assets.set-life-rule', '已设定')
  return (
    <Modal open title="设定折旧年限" okText="设定" onCancel={close} confirmLoading={busy} onOk={() => form.submit()}>
      <ErrorNote error={error} />
      <Form<LifeFields>
        form={form}
        layout="vertical"
        initialValues={{ financial_class: 'equipment', effective_from: me?.today }}
        onFinish={({ years, confirmed: known = false, ...rest }) =>
          void run({ ...rest, confirmed: known, life_months: years ? Math.round(Number(years) * 12) : null }).then(
            close,
            () => undefined,
          )
        }
      >
        <Form.Item name="title" label="类别" rules={needed('请填类别')}>
          <Input maxLength={60} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="financial_class" label="财务分类">
            <Select options={options(FINANCIAL_CLASSES)} />
          </Form.Item>
          <Form.Item name="years" label="年限（不填为不提折旧）">
            <Input inputMode="decimal" suffix="年" />
          </Form.Item>
          <Form.Item name="effective_from" label="生效日期" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="source" label="依据文件" rules={needed('请填文号')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="confirmed" valuePropName="checked">
          <Checkbox>已与现行文件核对</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
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

function SetStandard({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const [form] = Form.useForm<StandardFields>()
  const { run, busy, error } = useCommand<typeof setStandard>('assets.set-standard', '已设定')
  const submit = ({ words = '', quantity, price, years, confirmed: known = false, ...rest }: StandardFields) =>
    void run({
      ...rest,
      words,
      confirmed: known,
      quantity: Number(quantity),
      price_fen: price ? (fenOf(price) ?? null) : null,
      life_years: years ? Number(years) : null,
    }).then(close, () => undefined)
  return (
    <Modal open title="设定配置标准" okText="设定" onCancel={close} confirmLoading={busy} onOk={() => form.submit()}>
      <ErrorNote error={error} />
      <Form<StandardFields>
        form={form}
        layout="vertical"
        initialValues={{ per: 'person', effective_from: me?.today }}
        onFinish={submit}
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
          <Form.Item name="effective_from" label="生效日期" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="source" label="依据文件" rules={needed('请填文号')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="confirmed" valuePropName="checked">
          <Checkbox>已与现行文件核对</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}

const PARTS = {
  lives: { title: '折旧年限', list: Lives, form: SetLife, verb: '设定年限' },
  standards: { title: '配置标准', list: Standards, form: SetStandard, verb: '设定标准' },
  classes: { title: '分类代码', list: Classes, form: ClassFile, verb: '导入代码表' },
} as const

export function AssetRulesPage() {
  const may = useMay(['operations', 'finance', 'admin'])
  const [part, setPart] = useState<keyof typeof PARTS>('lives')
  const [setting, setSetting] = useState(false)
  const { list: List, form: SetForm, verb } = PARTS[part]
  return (
    <PageFrame
      title="资产规定"
      about="建卡、折旧和配置所依据的规定。标“待核”的没有与现行文件核对过。"
      actions={
        may && (
          <Button type="primary" onClick={() => setSetting(true)}>
            {verb}
          </Button>
        )
      }
    >
      <Segmented
        value={part}
        onChange={setPart}
        options={Object.entries(PARTS).map(([value, { title }]) => ({
          value: value as keyof typeof PARTS,
          label: title,
        }))}
        style={{ marginBottom: 12 }}
      />
      <List />
      {setting && <SetForm close={() => setSetting(false)} />}
    </PageFrame>
  )
}
