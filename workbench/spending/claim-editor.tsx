// The form of a claim: new or a draft of one's own. It shows what it comes to and what is left of the line while typing.
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, type FormInstance, Input, Select } from 'antd'
import { useState } from 'react'
import type { saveClaim } from '../../src/spending/claims/save-claim.ts'
import type { submitClaim } from '../../src/spending/claims/submit-claim.ts'
import { type Kind, PAY_BY } from '../../src/spending/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { type LedgerRow, leftOf } from '../budget/data.ts'
import { LineSelect, SectionSelect } from '../budget/fields.tsx'
import { dayWithin, ErrorNote, fenOf, MoneyInput, useCommand, useDraft, yuan } from '../ui/index.ts'
import { type FullClaim, options, type Rules, useLoans, useRules } from './data.ts'
import { DetailsFields } from './details-fields.tsx'
import { inputOf, type Values, valuesOf } from './form-values.ts'
import { priceOf, type Shown } from './price.ts'
import { ItemsField, PayeesField } from './rows-fields.tsx'

const needed = (message: string) => [{ required: true, whitespace: true, message }]
const ITEMISED: readonly Kind[] = ['office', 'meeting', 'training', 'reception', 'vehicle', 'purchase']

function TravelSum({ travel }: { travel: NonNullable<Shown['travel']> }) {
  return (
    <span>
      {travel.days} 天 {travel.nights} 夜：伙食补助 {yuan(travel.meals_fen)} 元，市内交通补助{' '}
      {yuan(travel.local_transport_fen)} 元
      {travel.lodging_limit_fen !== null && `，住宿费上限 ${yuan(travel.lodging_limit_fen)} 元`}
    </span>
  )
}

/** What it comes to, whether payees and line agree with it, and what is beyond a standard. */
function Sum({ shown, left, offset }: { shown: Shown | undefined; left: string | undefined; offset: string }) {
  if (!shown) return null
  const due = BigInt(shown.amount) - BigInt(offset)
  const rest = left === undefined ? undefined : BigInt(left) - BigInt(shown.amount)
  return (
    <div className="claim-sum" aria-live="polite">
      <span className="total">合计 {yuan(shown.amount)} 元</span>
      {shown.travel && <TravelSum travel={shown.travel} />}
      {shown.taxes.map(
        (tax, at) =>
          tax !== '0' && (
            <span key={at}>
              第 {at + 1} 位应代扣个人所得税 {yuan(tax)} 元
            </span>
          ),
      )}
      {rest !== undefined && (
        <span className={rest < 0n ? 'balance short' : 'balance'}>
          科室可用额度 {yuan(left!)} 元{rest < 0n ? `，还差 ${yuan(-rest)} 元` : `，报销后剩 ${yuan(rest)} 元`}
        </span>
      )}
      {BigInt(shown.payees) !== due && (
        <span className="soft">
          收款合计 {yuan(shown.payees)} 元，应付 {yuan(due)} 元
        </span>
      )}
      {shown.problems.map(problem => (
        <span className="bad" key={problem}>
          {problem}
        </span>
      ))}
    </div>
  )
}

function LoanFields() {
  const { data: loans = [] } = useLoans(true)
  const mine = loans.filter(loan => loan.mine)
  if (mine.length === 0) return null
  const label = (loan: (typeof mine)[number]) =>
    `${loan.claim_no} ${loan.title}，还欠 ${yuan(String(BigInt(loan.owed_fen) - BigInt(loan.held_fen)))} 元`
  return (
    <div className="pair">
      <Form.Item name="loan_id" label="冲借款（可不选）">
        <Select allowClear options={mine.map(loan => ({ value: loan.claim_id, label: label(loan) }))} />
      </Form.Item>
      <Form.Item name="offset" label="冲销金额">
        <MoneyInput />
      </Form.Item>
    </div>
  )
}

function Common({ lines, line }: { lines: readonly LedgerRow[]; line: LedgerRow | undefined }) {
  return (
    <>
      <div className="pair">
        <Form.Item name="title" label="事由" rules={needed('请填事由')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="on_date" label="日期" rules={needed('请填日期')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <div className="pair">
        <LineSelect label="指标" lines={lines} />
        <SectionSelect />
      </div>
      {line?.project && (
        <Form.Item name="purpose" label={`用途（对应“${line.project}”实施方案的哪一项）`} rules={needed('请填用途')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
      )}
    </>
  )
}

type Parts = { kind: Kind; lines: readonly LedgerRow[]; rules: Rules | undefined; form: FormInstance<Values> }

function Fields({ kind, lines, rules, form }: Parts) {
  const values = Form.useWatch([], form) as Values | undefined
  const line = lines.find(row => row.line_no === values?.line_no)
  const shown = priceOf(kind, values, rules)
  return (
    <>
      <Common lines={lines} line={line} />
      <DetailsFields kind={kind} />
      {ITEMISED.includes(kind) && <ItemsField />}
      {kind !== 'loan' && <LoanFields />}
      <Form.Item name="pay_by" label="支付方式" style={{ maxWidth: 260 }}>
        <Select options={options(PAY_BY)} />
      </Form.Item>
      <PayeesField kind={kind} />
      <Sum
        shown={shown}
        left={leftOf(line, values?.section)}
        offset={(values?.loan_id && values.offset && fenOf(values.offset)) || '0'}
      />
    </>
  )
}

type Props = { kind: Kind; lines: readonly LedgerRow[]; year: number; claim?: FullClaim }

/** Saves, or saves and submits; a new claim goes on at its own address, where papers are attached. */
function useSaving(kind: Kind, claim: FullClaim | undefined, cleared: () => void) {
  const navigate = useNavigate()
  const saving = useCommand<typeof saveClaim>('spending.save-claim', undefined, { keep: true })
  const submitting = useCommand<typeof submitClaim>('spending.submit-claim', '已提交，等待审批', { keep: true })
  const save = async (values: Values, submit: boolean) => {
    try {
      const of = claim && { claim_id: claim.id, version: claim.version }
      const saved = await saving.run(inputOf(kind, values, of))
      cleared()
      if (submit) await submitting.run({ claim_id: saved.claim_id, version: saved.version })
      if (!claim) await navigate({ to: `${paths.claims}/${saved.claim_id}` as string })
    } catch {
      // the refusal is shown above the buttons; what was typed stays
    }
  }
  return { save, busy: saving.busy || submitting.busy, error: saving.error ?? submitting.error }
}

export function ClaimEditor({ kind, lines, year, claim }: Props) {
  const { data: me } = useMe()
  const { data: rules } = useRules()
  const [form] = Form.useForm<Values>()
  const draft = useDraft<Values>(`claim-${claim?.id ?? kind}-${claim?.version ?? 0}-${me?.id}`)
  const [restored] = useState(draft.found !== undefined)
  const { save, busy, error } = useSaving(kind, claim, draft.clear)
  const fresh: Partial<Values> = { on_date: dayWithin(year, me?.today), pay_by: 'bank', details: {} }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      className="claim-form"
      initialValues={{ ...fresh, ...(claim ? valuesOf(claim) : {}), ...draft.found }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={values => void save(values, false)}
    >
      {restored && (
        <p className="kept" role="status">
          已恢复上次没有保存的内容。
        </p>
      )}
      <Fields kind={kind} lines={lines} rules={rules} form={form} />
      <ErrorNote error={error} />
      <div className="claim-acts">
        <Button type={claim ? 'default' : 'primary'} htmlType="submit" loading={busy}>
          {claim ? '保存' : '保存，下一步添加附件'}
        </Button>
        {claim && (
          <Button
            type="primary"
            loading={busy}
            onClick={() =>
              void form.validateFields().then(
                values => save(values, true),
                () => undefined,
              )
            }
          >
            保存并提交审批
          </Button>
        )}
      </div>
    </Form>
  )
}
