// Versions of the inspection: the rules of one, a new one as a copy, and forms for what nobody was inspected by yet.
import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Popconfirm, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import type {
  beginInspectionVersion,
  dropInspectionRule,
  setInspectionRule,
  setInspectionScheme,
} from '../../src/audience/rules/inspection-versions.ts'
import { useMay } from '../app/me.tsx'
import { choiceColumn, DataTable, FormModal, required, textColumn, useCommand } from '../ui/index.ts'
import type { Rules } from './rules-page.tsx'

type Rule = Rules['rules'][number]
type Scheme = Rules['schemes'][number]
const KINDS = { veto: '单项否决', deduct: '扣分', bonus: '加分' } as const
const APPLIES = { account: '平台账号', site: '网站', client: '客户端' } as const
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const points = (cent: number) => String(cent / 100)
const number = { min: 0, style: { width: '100%' } } as const

function Begin({ newest }: { newest: Scheme | undefined }) {
  type Fields = { version: string; effective_from: Dayjs; source: string }
  const command = useCommand<typeof beginInspectionVersion>(
    'audience.begin-inspection-version',
    '新版本已建，可以修改了',
  )
  const submit = ({ effective_from, ...fields }: Fields) =>
    command.run({ ...fields, effective_from: effective_from.format('YYYY-MM-DD') })
  return (
    <FormModal<Fields> button="新建一版" title="新建自查指标版本" ok="新建" small command={command} submit={submit}>
      <p>照“{newest?.version}”版抄一份，改好以后从施行日期所在的季度起用。</p>
      <div className="pair">
        <Form.Item name="version" label="版本" rules={required}>
          <Input maxLength={20} placeholder="例如 2027" />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={required}>
          <DatePicker />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据" rules={required}>
        <Input maxLength={300} placeholder="文件名称和文号" />
      </Form.Item>
    </FormModal>
  )
}

function Scoring({ scheme }: { scheme: Scheme }) {
  type Fields = { full: number; bonus: number; pass: number; source: string; confirmed: boolean }
  const command = useCommand<typeof setInspectionScheme>('audience.set-inspection-scheme', '评分办法已保存')
  const submit = ({ full, bonus, pass, ...fields }: Fields) =>
    command.run({
      ...fields,
      version: scheme.version,
      full_cent: Math.round(full * 100),
      bonus_max_cent: Math.round(bonus * 100),
      pass_cent: Math.round(pass * 100),
    })
  const { source, confirmed } = scheme
  const initial = {
    full: scheme.full_cent / 100,
    bonus: scheme.bonus_max_cent / 100,
    pass: scheme.pass_cent / 100,
    source,
    confirmed,
  }
  return (
    <FormModal<Fields> button="评分办法" ok="保存" small command={command} initial={initial} submit={submit}>
      <div className="triple">
        <Form.Item name="full" label="满分" rules={required}>
          <InputNumber {...number} />
        </Form.Item>
        <Form.Item name="bonus" label="最多加分" rules={required}>
          <InputNumber {...number} />
        </Form.Item>
        <Form.Item name="pass" label="合格分" rules={required}>
          <InputNumber {...number} />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据" rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与原文核对</Checkbox>
      </Form.Item>
    </FormModal>
  )
}

type RuleFields = Pick<Rule, 'kind' | 'title' | 'question' | 'applies' | 'threshold' | 'rectify_days' | 'source'> & {
  each: number
  most: number
  confirmed: boolean
}

function EditFields() {
  const kind = Form.useWatch('kind')
  return (
    <>
      <div className="pair">
        <Form.Item name="title" label="指标" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label="类别" rules={required}>
          <Select options={options(KINDS)} />
        </Form.Item>
      </div>
      <Form.Item name="question" label="查什么、怎么查" rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="applies" label="适用于" rules={required}>
        <Checkbox.Group options={options(APPLIES)} />
      </Form.Item>
      <div className="pair">
        {kind !== 'veto' && (
          <>
            <Form.Item name="each" label="每处几分" rules={required}>
              <InputNumber {...number} />
            </Form.Item>
            <Form.Item name="most" label="最多几分" rules={required}>
              <InputNumber {...number} />
            </Form.Item>
          </>
        )}
        <Form.Item name="threshold" label="限度（天、条）" extra="没有就不填">
          <InputNumber {...number} precision={0} />
        </Form.Item>
        <Form.Item name="rectify_days" label="几天内整改" rules={required}>
          <InputNumber {...number} min={1} max={90} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据" rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与原文核对</Checkbox>
      </Form.Item>
    </>
  )
}

function Edit({ version, rule }: { version: string; rule?: Rule }) {
  const command = useCommand<typeof setInspectionRule>('audience.set-inspection-rule', '指标已保存')
  const submit = ({ each = 0, most = 0, threshold = null, ...fields }: RuleFields) =>
    command.run({
      ...fields,
      version,
      code: rule?.code ?? null,
      threshold,
      points_cent: Math.round(each * 100),
      points_max_cent: Math.round(most * 100),
    })
  const initial: Partial<RuleFields> = rule
    ? { ...rule, each: rule.points_cent / 100, most: rule.points_max_cent / 100 }
    : { kind: 'deduct', applies: ['account', 'site', 'client'], rectify_days: 5, confirmed: false }
  return (
    <FormModal<RuleFields>
      button={rule ? '修改' : '加一条'}
      title={rule ? `修改：${rule.title}` : '加一条指标'}
      ok="保存"
      small
      plain={rule !== undefined}
      width={680}
      command={command}
      initial={initial}
      submit={submit}
    >
      <EditFields />
    </FormModal>
  )
}

function Drop({ rule }: { rule: Rule }) {
  const { run } = useCommand<typeof dropInspectionRule>('audience.drop-inspection-rule', '已删去')
  const drop = () => void run({ version: rule.version, code: rule.code }).catch(() => undefined)
  return (
    <Popconfirm title={`删去“${rule.title}”？`} okText="删去" cancelText="不删" onConfirm={drop}>
      <Button size="small" type="text">
        删去
      </Button>
    </Popconfirm>
  )
}

const marksOf = (row: Rule) =>
  row.kind === 'veto' ? '否决' : `每处 ${points(row.points_cent)} 分，最多 ${points(row.points_max_cent)} 分`
const appliesOf = (row: Rule) => row.applies.map(one => APPLIES[one]).join('、')
const sheet = {
  header: ['指标', '类别', '查什么', '适用于', '分值', '限度', '整改天数', '依据', '核对'],
  row: (row: Rule) => [
    row.title,
    KINDS[row.kind],
    row.question,
    appliesOf(row),
    marksOf(row),
    row.threshold,
    row.rectify_days,
    row.source,
    row.confirmed ? '已核对' : '待核',
  ],
}

const aboutScheme = (scheme: Scheme) =>
  `${scheme.effective_from} 起${scheme.effective_to ? `，至 ${scheme.effective_to}` : ''}。满分 ${points(scheme.full_cent)}，加分最多 ${points(scheme.bonus_max_cent)}，${points(scheme.pass_cent)} 分合格。${scheme.source}${scheme.confirmed || scheme.source.includes('待核') ? '' : '（待核）'}`

const card = (row: Rule, doings: ReactNode) => (
  <>
    <div className="card-head">
      {row.title}
      <span>{doings}</span>
    </div>
    <div className="card-line">
      <span>
        {KINDS[row.kind]}　{marksOf(row)}
      </span>
    </div>
    <div className="card-line">{row.question}</div>
  </>
)

export function InspectionVersions({ data }: { data: Rules }) {
  const may = useMay(['operations', 'director', 'admin'])
  const [chosen, choose] = useState<string>()
  const scheme = data.schemes.find(one => one.version === chosen) ?? data.schemes[0]
  if (!scheme) return null
  const rows = data.rules.filter(rule => rule.version === scheme.version)
  const open = may && !scheme.used
  const doings = (rule: Rule) =>
    open && (
      <>
        <Edit key={JSON.stringify(rule)} version={scheme.version} rule={rule} />
        <Drop rule={rule} />
      </>
    )
  return (
    <section className="part">
      <h2>新媒体自查指标</h2>
      <p className="soft">
        {aboutScheme(scheme)}
        {scheme.used && may && '　这一版已经用来自查过，不能再改；要改请新建一版。'}
      </p>
      <DataTable<Rule>
        name={`自查指标 ${scheme.version}`}
        rowKey="code"
        dataSource={rows}
        pagination={false}
        sticky={false}
        tools={
          <>
            <Select
              aria-label="版本"
              size="small"
              value={scheme.version}
              onChange={choose}
              options={data.schemes.map(one => ({ value: one.version, label: `${one.version} 版` }))}
            />
            {may && <Begin newest={data.schemes[0]} />}
            {open && <Edit version={scheme.version} />}
            {open && <Scoring key={JSON.stringify(scheme)} scheme={scheme} />}
          </>
        }
        csv={sheet}
        expandable={{ expandedRowRender: row => `依据：${row.source}。${row.rectify_days} 天内整改。` }}
        card={row => card(row, doings(row))}
        columns={[
          textColumn('指标', row => row.title),
          choiceColumn('类别', rows, row => KINDS[row.kind]),
          textColumn('查什么', row => row.question),
          textColumn('适用于', appliesOf),
          textColumn('分值', marksOf),
          choiceColumn('核对', rows, row => (row.confirmed ? '已核对' : '待核')),
          ...(open ? [{ title: '操作', render: (_value: unknown, row: Rule) => doings(row) }] : []),
        ]}
      />
    </section>
  )
}
