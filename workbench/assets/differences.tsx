// The differences of a stocktake: missing, surplus, elsewhere; each gets its conclusion with a reason.
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type {
  concludeMisplaced,
  concludeMissing,
  concludeSurplus,
} from '../../src/assets/stocktake/conclude-finding.ts'
import { useMe } from '../app/me.tsx'
import { useSectionList } from '../people/data.ts'
import { DataTable, FormWindow, fenOf, MoneyInput, ReasonField, useCommand } from '../ui/index.ts'
import { ClassCode } from './class-code.tsx'
import { type FullStocktake, lifeOptions, needed, options, useLifeRules } from './data.ts'

type Difference = {
  key: string
  kind: 'missing' | 'surplus' | 'misplaced'
  what: string
  where: string
  verdict: string | null
  conclusion_no: string | null
  reason: string | null
  card_id?: string
  code?: string
}

const KINDS = { missing: '盘亏', surplus: '盘盈', misplaced: '位置不符' } as const
const VERDICTS = {
  missing: { lost: '确实没有了，申请报损', found: '后来找到了', error: '登记有误' },
  surplus: { register: '是本单位的，登记建卡', 'not-ours': '不是本单位的', error: '扫错了' },
  misplaced: { moved: '确实搬了，按实际位置改', error: '已搬回原处' },
} as const
const VERDICT_WORDS: Record<string, string> = Object.assign({}, ...Object.values(VERDICTS))

/** Missing items are differences only once counting has begun: before, everything is still to be found. */
function differencesOf(data: FullStocktake): Difference[] {
  const begun = data.found_count > 0
  const missing = data.items
    .filter(item => begun && !item.found_at)
    .map(item => ({ ...item, kind: 'missing' as const, where: [item.place, item.holder].filter(Boolean).join('　') }))
  const misplaced = data.items
    .filter(item => item.found_at && item.found_place && item.found_place !== item.place)
    .map(item => ({ ...item, kind: 'misplaced' as const, where: `${item.place || '（空）'} → ${item.found_place}` }))
  const surplus = data.surplus.map(one => ({
    ...{ key: `surplus-${one.code}`, kind: 'surplus' as const, what: one.code, where: one.place, code: one.code },
    ...{ verdict: one.verdict, conclusion_no: one.conclusion_no, reason: one.reason },
  }))
  return [
    ...[...missing, ...misplaced].map(item => ({
      ...{
        key: `${item.kind}-${item.card_id}`,
        kind: item.kind,
        what: `${item.card_no} ${item.name}`,
        where: item.where,
      },
      ...{ verdict: item.verdict, conclusion_no: item.conclusion_no, reason: item.reason, card_id: item.card_id },
    })),
    ...surplus,
  ]
}

type Fields = {
  verdict: string
  reason: string
  name?: string
  class_code?: string
  amount?: string
  life_rule_id?: string
  section?: string
}

function CardFields() {
  const { data: rules } = useLifeRules()
  const { data: sections } = useSectionList()
  return (
    <div className="pair">
      <Form.Item name="name" label="资产名称" rules={needed('请填名称')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="class_code" label="国标分类代码" rules={needed('请填代码，如 A02010105')}>
        <ClassCode />
      </Form.Item>
      <Form.Item name="amount" label="价值（评估或同类价）" rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Form.Item name="life_rule_id" label="折旧类别" rules={needed('请选折旧类别')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={lifeOptions(rules)} popupMatchSelectWidth={360} />
      </Form.Item>
      <Form.Item name="section" label="使用科室" rules={needed('请选科室')}>
        <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
      </Form.Item>
    </div>
  )
}

function useConclusion(stocktake_id: string, difference: Difference) {
  const { data: me } = useMe()
  const missing = useCommand<typeof concludeMissing>('assets.conclude-missing', '已下结论')
  const surplus = useCommand<typeof concludeSurplus>('assets.conclude-surplus', '已下结论')
  const misplaced = useCommand<typeof concludeMisplaced>('assets.conclude-misplaced', '已下结论')
  const today = me?.today ?? ''
  const send = ({
    verdict,
    reason,
    name = '',
    class_code = '',
    amount = '',
    life_rule_id = '',
    section = '',
  }: Fields): Promise<unknown> => {
    const { kind, card_id = '', code = '' } = difference
    if (kind === 'missing') return missing.run({ stocktake_id, card_id, verdict: verdict as 'lost', reason })
    if (kind === 'misplaced') return misplaced.run({ stocktake_id, card_id, verdict: verdict as 'moved', reason })
    const card = {
      ...{
        origin: 'surplus' as const,
        name,
        class_code,
        amount_fen: fenOf(amount) ?? '0',
        life_rule_id,
        section,
      },
      ...{ acquired_on: today, booked_on: today, note: `盘盈：${reason}` },
    }
    return surplus.run({
      stocktake_id,
      code,
      reason,
      verdict: verdict as 'register',
      card: verdict === 'register' ? card : null,
    })
  }
  const all = [missing, surplus, misplaced]
  return { send, busy: all.some(one => one.busy), error: all.find(one => one.error)?.error }
}

function Conclude({ id, difference, close }: { id: string; difference: Difference; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const { send, busy, error } = useConclusion(id, difference)
  const verdict = Form.useWatch('verdict', form)
  const words = VERDICTS[difference.kind]
  return (
    <FormWindow<Fields>
      title={`${KINDS[difference.kind]}结论：${difference.what}`}
      ok="下结论"
      form={form}
      busy={busy}
      error={error}
      initial={{ verdict: Object.keys(words)[0] }}
      submit={fields => send(fields)}
      close={close}
    >
      <Form.Item name="verdict" label="结论">
        <Select options={options(words)} />
      </Form.Item>
      {verdict === 'register' && <CardFields />}
      <ReasonField label="说明" max={400} long />
    </FormWindow>
  )
}

const EXPORT = {
  header: ['差异', '资产或条码', '位置', '结论单', '结论', '说明'],
  row: (row: Difference) => [
    KINDS[row.kind],
    row.what,
    row.where,
    row.conclusion_no,
    VERDICT_WORDS[row.verdict ?? ''] ?? '',
    row.reason,
  ],
}

export function Differences({ data, may }: { data: FullStocktake; may: boolean }) {
  const [shown, setShown] = useState<Difference>()
  const rows = differencesOf(data)
  if (rows.length === 0) return null
  const open = rows.filter(row => !row.conclusion_no && row.kind !== 'misplaced').length
  const act = (row: Difference) =>
    row.conclusion_no ? (
      <>
        {row.conclusion_no}　{VERDICT_WORDS[row.verdict ?? '']}
      </>
    ) : (
      may && (
        <Button size="small" onClick={() => setShown(row)}>
          下结论
        </Button>
      )
    )
  return (
    <section className="part">
      <h2>
        差异<span className="unit">{open > 0 ? `${open} 项盘亏、盘盈还没有结论` : '都有结论'}</span>
      </h2>
      <DataTable<Difference>
        name={`盘点差异 ${data.stocktake_no}`}
        rowKey="key"
        sticky={false}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        csv={EXPORT}
        card={row => (
          <>
            <div className="card-head">
              {row.what}
              <span>{KINDS[row.kind]}</span>
            </div>
            <div className="card-line">
              <span>{row.where}</span>
              <span>{act(row)}</span>
            </div>
          </>
        )}
        columns={[
          { title: '差异', render: (_value, row) => KINDS[row.kind] },
          { title: '资产或条码', dataIndex: 'what' },
          { title: '位置', dataIndex: 'where' },
          { title: '结论', render: (_value, row) => act(row) },
          { title: '说明', dataIndex: 'reason' },
        ]}
      />
      {shown && <Conclude id={data.id} difference={shown} close={() => setShown(undefined)} />}
    </section>
  )
}
