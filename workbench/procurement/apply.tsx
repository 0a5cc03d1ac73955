// Filling a purchase application in: the items, the money left while typing, and what stands against it.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Form, type FormInstance, Input, Select, Spin } from 'antd'
import { useState } from 'react'
import type { saveRequisition } from '../../src/procurement/requisitions/save-requisition.ts'
import type { submitRequisition } from '../../src/procurement/requisitions/submit-requisition.ts'
import { CATEGORIES_OF_PURCHASE } from '../../src/procurement/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { type LedgerRow, leftOf } from '../budget/data.ts'
import { OpenYear } from '../budget/open-year.tsx'
import { usePersons, useSectionList } from '../people/data.ts'
import { ErrorNote, fenOf, PageFrame, useCommand, useDraft, yuan } from '../ui/index.ts'
import { ApplyChecks } from './apply-checks.tsx'
import { type ApplyFields, ItemRows, totalOf } from './apply-items.tsx'
import { needed, options, type Requisition, usePlans, useRequisition } from './data.ts'

const EMPTY: Partial<ApplyFields> = { category: 'goods', items: [{ kind: 'asset', quantity: '1', measure: '台' }] }

function fieldsOf(data: Requisition): ApplyFields {
  return {
    section: data.section,
    line_no: data.line_no,
    plan_id: data.plan_id ?? undefined,
    title: data.title,
    reason: data.reason,
    category: data.category,
    idle_reason: data.idle_reason,
    standard_reason: data.standard_reason,
    split_reason: data.split_reason,
    items: data.items.map(item => ({
      kind: item.kind,
      name: item.name,
      class_code: item.class_code,
      spec: item.spec,
      measure: item.measure,
      quantity: String(item.quantity),
      price: yuan(item.unit_fen),
    })),
  }
}

function inputOf(fields: ApplyFields, requisition_id: string | null) {
  const { items, plan_id, idle_reason = '', standard_reason = '', split_reason = '', ...rest } = fields
  return {
    ...{ ...rest, requisition_id, plan_id: plan_id ?? null, idle_reason, standard_reason, split_reason },
    items: items.map(({ price, quantity, class_code = '', spec = '', measure = '件', ...item }) => ({
      ...{ ...item, class_code, spec, measure, name: item.name ?? '' },
      quantity: Number(quantity),
      unit_fen: fenOf(price ?? '') ?? '0',
    })),
  }
}

function Balance({ form, lines }: { form: FormInstance<ApplyFields>; lines: LedgerRow[] }) {
  const [lineNo, section, items] = [
    Form.useWatch('line_no', form),
    Form.useWatch('section', form),
    Form.useWatch('items', form),
  ]
  const left = leftOf(
    lines.find(row => row.line_no === lineNo),
    section,
  )
  const total = totalOf(items)
  if (left === undefined) return <p className="balance">合计 {yuan(total)} 元</p>
  const rest = BigInt(left) - total
  return (
    <p className={rest < 0n ? 'balance short' : 'balance'} aria-live="polite">
      合计 {yuan(total)} 元。可用额度 {yuan(left)} 元，
      {rest < 0n ? `还差 ${yuan(-rest)} 元` : `提交后剩 ${yuan(rest)} 元`}
    </p>
  )
}

function Heads({ year, lines }: { year: number; lines: LedgerRow[] }) {
  const { data: sections } = useSectionList()
  const { data: plans } = usePlans(year)
  const lineOptions = lines
    .filter(row => row.side === 'expenditure' && row.category !== 'personnel')
    .map(row => ({ value: row.line_no, label: `${row.line_no} ${row.title}` }))
  return (
    <>
      <div className="pair">
        <Form.Item name="section" label="申请科室" rules={needed('请选科室')}>
          <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
        </Form.Item>
        <Form.Item name="line_no" label="从哪个指标支出" rules={needed('请选指标')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={lineOptions} />
        </Form.Item>
        <Form.Item name="title" label="申请什么" rules={needed('请写采购内容')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="category" label="类别">
          <Select options={options(CATEGORIES_OF_PURCHASE)} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label="为什么要买" rules={needed('请写明用途')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={400} />
      </Form.Item>
      {plans && plans.length > 0 && (
        <Form.Item name="plan_id" label="列入的采购计划（没有就不选）">
          <Select
            allowClear
            options={plans
              .filter(plan => !plan.withdrawn)
              .map(plan => ({ value: plan.id, label: `${plan.plan_no} ${plan.title} ${yuan(plan.amount_fen)} 元` }))}
          />
        </Form.Item>
      )}
    </>
  )
}

type FormProps = { year: number; lines: LedgerRow[]; known: Requisition | undefined; mine: string | undefined }

function ApplyForm({ year, lines, known, mine }: FormProps) {
  const navigate = useNavigate()
  const { data: me } = useMe()
  const [form] = Form.useForm<ApplyFields>()
  const draft = useDraft<ApplyFields>(`apply-${known?.id ?? 'new'}-${me?.id}`)
  const [id, setId] = useState(known?.id ?? null)
  const save = useCommand<typeof saveRequisition>('procurement.save-requisition', undefined, { keep: true })
  const submit = useCommand<typeof submitRequisition>('procurement.submit-requisition', '已提交，等分管领导审批')
  const initial = draft.found ?? (known ? fieldsOf(known) : { ...EMPTY, section: mine })
  const send = async (alsoSubmit: boolean) => {
    try {
      const fields = await form.validateFields()
      const saved = await save.run(inputOf(fields, id))
      setId(saved.requisition_id)
      if (alsoSubmit) await submit.run({ requisition_id: saved.requisition_id })
      draft.clear()
      void navigate({ to: `${paths.requisitions}/${saved.requisition_id}` as string })
    } catch {
      // what is wrong is shown at its field or above the buttons; what was typed stays
    }
  }
  return (
    <Form<ApplyFields>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={initial}
      onValuesChange={(_changed, all) => draft.keep(all)}
      style={{ maxWidth: 960 }}
    >
      {draft.found && <p className="kept">已恢复上次没有提交的内容。</p>}
      <Heads year={year} lines={lines} />
      <ItemRows />
      <Balance form={form} lines={lines} />
      <ApplyChecks form={form} id={id} />
      <ErrorNote error={submit.error ?? save.error} />
      <div className="plan-foot">
        <Button type="primary" loading={save.busy || submit.busy} onClick={() => void send(true)}>
          提交审批
        </Button>
        <Button loading={save.busy} onClick={() => void send(false)}>
          先存草稿
        </Button>
      </div>
    </Form>
  )
}

export function ApplyPage() {
  const { id } = useSearch({ strict: false }) as { id?: string | number }
  const wanted = id === undefined ? undefined : String(id)
  const { data, error } = useRequisition(wanted)
  const { data: me } = useMe()
  const { data: persons } = usePersons()
  // the form opens with the person's own section, so it waits to know who that is
  const ready = me && persons && (wanted === undefined || data)
  const mine = persons?.find(one => one.id === me?.id)?.section ?? undefined
  return (
    <PageFrame
      title={data ? `修改采购申请 ${data.req_no}` : '填采购申请'}
      about="填好提交，额度先占用。分管领导同意后由综合运行岗采购，到货验收时建卡。"
    >
      <ErrorNote error={error} />
      <OpenYear>
        {(year, lines) =>
          ready ? <ApplyForm key={wanted ?? 'new'} year={year} lines={lines} known={data} mine={mine} /> : <Spin />
        }
      </OpenYear>
    </PageFrame>
  )
}
