// Procurement rules by day: limits and deadlines, each with its document; and the announced working days they count by.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AutoComplete, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { noteWorkingDays, workingDays } from '../../src/people/note-working-days.ts'
import { LEVELS, type Level } from '../../src/people/words.ts'
import { RULE_COLUMNS } from '../../src/procurement/rules/columns.ts'
import type { rules, setRule } from '../../src/procurement/rules/set-rule.ts'
import {
  CATEGORIES_OF_PURCHASE,
  EVERY_LEVEL,
  EVERYWHERE,
  type PurchaseCategory,
  RULE_KINDS,
  type RuleKind,
} from '../../src/procurement/vocabulary.ts'
import { ask } from '../app/api.ts'
import { ImportList } from '../app/list-file.tsx'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { EffectiveFrom, RuleForm } from '../app/rule-form.tsx'
import { choiceColumn, DataTable, ErrorNote, fenOf, PageFrame, textColumn, useCommand, yuan } from '../ui/index.ts'
import { needed, options } from './data.ts'
import './procurement.css'

type Read = Awaited<ReturnType<typeof ask<typeof rules>>>
type Rule = Read['rules'][number]
type Fields = {
  kind: RuleKind
  category?: PurchaseCategory
  region: string
  level: Level | typeof EVERY_LEVEL
  value: string
  effective_from: string
  source: string
  confirmed?: boolean
}

const isMoney = (kind: RuleKind | undefined) => kind === 'limit' || kind === 'tender'
const shownValue = (row: Rule) => (isMoney(row.kind) ? `${yuan(row.value)} 元` : row.value)
const STANDINGS: Record<Rule['standing'], string> = {
  decides: '适用',
  outranked: '有更具体的规定',
  elsewhere: '其他地区或级次',
  'not-in-force': '不在有效期',
}
const LEVEL_CHOICE = [EVERY_LEVEL, ...LEVELS].map(level => ({ value: level, label: level }))

function SetRule({ place, close }: { place: Read['place']; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const { data: me } = useMe()
  const kind = Form.useWatch('kind', form)
  const { run, busy, error } = useCommand<typeof setRule>('procurement.set-rule', '已设定')
  const submit = ({ category, value, confirmed = false, ...rest }: Fields) =>
    run({
      ...rest,
      confirmed,
      category: isMoney(rest.kind) ? (category ?? 'goods') : null,
      value: isMoney(rest.kind) ? (fenOf(value) ?? '0') : value,
    })
  return (
    <RuleForm<Fields>
      title="设定采购规定"
      {...{ form, busy, error, close, submit }}
      initial={{
        kind: 'limit',
        category: 'goods',
        region: place?.regions[1] ?? EVERYWHERE,
        level: place?.level ?? EVERY_LEVEL,
        effective_from: me?.today,
      }}
    >
      <div className="pair">
        <Form.Item name="kind" label="规定">
          <Select options={options(RULE_KINDS)} />
        </Form.Item>
        {isMoney(kind) && (
          <Form.Item name="category" label="类别">
            <Select options={options(CATEGORIES_OF_PURCHASE)} />
          </Form.Item>
        )}
        <Form.Item name="region" label="地区" rules={needed('请填地区')}>
          <AutoComplete options={(place?.regions ?? [EVERYWHERE]).map(value => ({ value }))} maxLength={40} />
        </Form.Item>
        <Form.Item name="level" label="级次">
          <Select options={LEVEL_CHOICE} />
        </Form.Item>
        <Form.Item name="value" label={isMoney(kind) ? '金额（元）' : '数值'} rules={needed('请填数值')}>
          <Input inputMode="decimal" />
        </Form.Item>
        <EffectiveFrom />
      </div>
    </RuleForm>
  )
}

/** 2027-10-01 休 / 2027-10-09 班, one a line. */
function daysOf(text: string): { day: string; working: boolean }[] {
  return text
    .split('\n')
    .map(line => /^\s*(\d{4}-\d{2}-\d{2})\s*(班|休)\s*$/.exec(line))
    .filter(match => match !== null)
    .map(match => ({ day: match[1]!, working: match[2] === '班' }))
}

function WorkingDays({ may }: { may: boolean }) {
  const { data } = useQuery({
    queryKey: ['people.working-days'],
    queryFn: () => ask<typeof workingDays>('people.working-days'),
  })
  const [form] = Form.useForm<{ days: string; source: string }>()
  const { run, busy, error } = useCommand<typeof noteWorkingDays>('people.note-working-days', '已登记')
  return (
    <section className="part form" style={{ marginTop: 32 }}>
      <h2>节假日安排</h2>
      <p className="soft">
        工作日按国务院办公厅公布的放假调休计算。系统已知到 2026
        年；以后每年公布后在这里登记，没有登记的年份只扣周末并注明“待核”。
        {data && data.length > 0 && `已登记 ${data.length} 天，最近到 ${data[0]!.day}。`}
      </p>
      {may && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ days, source }) =>
            void run({ days: daysOf(days), source }).then(
              () => form.resetFields(),
              () => undefined,
            )
          }
        >
          <Form.Item
            name="days"
            label="一行一天，如 2027-10-01 休、2027-10-09 班"
            rules={[
              {
                validator: async (_rule, value: string | undefined) => {
                  const lines = (value ?? '').split('\n').filter(line => line.trim() !== '')
                  if (lines.length === 0 || daysOf(value ?? '').length < lines.length)
                    throw new Error('每行写日期和“班”或“休”')
                },
              },
            ]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
          </Form.Item>
          <Form.Item name="source" label="依据文件" rules={needed('请填文号')}>
            <Input maxLength={200} />
          </Form.Item>
          <ErrorNote error={error} />
          <Button htmlType="submit" loading={busy}>
            登记
          </Button>
        </Form>
      )}
    </section>
  )
}

const period = (row: Rule) => `${row.effective_from} 起${row.effective_to ? `，到 ${row.effective_to}` : ''}`

/** The columns that come in again. */
const EXPORT = {
  header: Object.values(RULE_COLUMNS),
  row: (row: Rule) => [
    RULE_KINDS[row.kind],
    row.category && CATEGORIES_OF_PURCHASE[row.category],
    row.region,
    row.level,
    isMoney(row.kind) ? { fen: row.value } : row.value,
    row.effective_from,
    row.effective_to,
    row.source,
    row.confirmed ? '已核' : '待核',
  ],
}

function OnPhone({ row }: { row: Rule }) {
  return (
    <>
      <div className="card-head">
        {RULE_KINDS[row.kind]}
        {row.category && `（${CATEGORIES_OF_PURCHASE[row.category]}）`}
        <span>{shownValue(row)}</span>
      </div>
      <div className="card-line">
        <span>
          {row.region} {row.level}
        </span>
        <span>{STANDINGS[row.standing]}</span>
      </div>
      <div className="card-line">
        <span>{row.source}</span>
        <span>{row.confirmed ? '已核' : '待核'}</span>
      </div>
    </>
  )
}

const columnsOf = (data: readonly Rule[] | undefined) => [
  choiceColumn<Rule>('规定', data, row => RULE_KINDS[row.kind]),
  choiceColumn<Rule>('类别', data, row => row.category && CATEGORIES_OF_PURCHASE[row.category]),
  textColumn<Rule>('地区级次', row => `${row.region} ${row.level}`),
  choiceColumn<Rule>('本单位', data, row => STANDINGS[row.standing]),
  textColumn<Rule>('数值', shownValue, { className: 'num' }),
  textColumn<Rule>('有效期', period),
  textColumn<Rule>('依据', row => row.source, {
    render: (_value, row) => (
      <span style={{ display: 'inline-block', maxWidth: 360, whiteSpace: 'normal' }}>{row.source}</span>
    ),
  }),
  choiceColumn<Rule>('核对', data, row => (row.confirmed ? '已核' : '待核')),
]

/** Where the unit is: by that the rule is chosen. */
function Where({ place }: { place: Read['place'] }) {
  const may = useMay(['admin', 'finance'])
  return (
    <p className={place ? 'soft' : 'due late'}>
      {place
        ? `本单位：${place.name}，${place.level}。同一规定有几条的，地区、级次最具体的一条适用；其他地区和级次的不适用。`
        : '单位的所在地区和预算级次还没有设定，只能适用全国各级的规定。'}{' '}
      {may && <Link to={paths.unit}>{place ? '修改' : '去设定'}</Link>}
    </p>
  )
}

export function ProcurementRulesPage() {
  const may = useMay(['operations', 'finance', 'admin'])
  const days = useMay(['operations', 'admin'])
  const [setting, setSetting] = useState(false)
  const {
    data: read,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['procurement.rules'],
    queryFn: () => ask<typeof rules>('procurement.rules'),
  })
  const data = read?.rules
  return (
    <PageFrame
      title="采购规定"
      about="限额、期限和比例。标“待核”的没有与现行文件核对过，核对后请重新设定。"
      actions={
        may && (
          <>
            <ImportList
              title="导入采购规定"
              reading="procurement.read-rules"
              command="procurement.import-rules"
              counter="条"
              about="同一规定、类别、地区、级次、生效日期的算同一条；失效日期不填，由后一条规定接上。"
            />
            <Button type="primary" onClick={() => setSetting(true)}>
              设定规定
            </Button>
          </>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {read && <Where place={read.place} />}
      <DataTable<Rule>
        name="采购规定"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={EXPORT}
        card={row => <OnPhone row={row} />}
        columns={columnsOf(data)}
      />
      <WorkingDays may={days} />
      {setting && read && <SetRule place={read.place} close={() => setSetting(false)} />}
    </PageFrame>
  )
}
