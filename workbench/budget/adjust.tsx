// Allotting to sections, and changing the plan: increase, cut, virement, reserve, release.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { OnlyFor, useMe } from '../app/me.tsx'
import { fenOf, PageFrame, useSubmission, YearPicker, yuan } from '../ui/index.ts'
import { ADJUSTMENTS, type Adjustment } from './adjustments.ts'
import { BudgetForm } from './budget-form.tsx'
import type { LedgerRow } from './data.ts'
import type { Fields } from './fields.tsx'
import { OpenYear } from './open-year.tsx'

function AdjustForm({ kind, year, lines }: { kind: Adjustment; year: number; lines: LedgerRow[] }) {
  const send = (fields: Fields, id: string) => {
    const side = lines.find(row => row.line_no === fields.line_no)?.side === 'income' ? 'income' : 'expenditure'
    return kind.send({ ...fields, side, doc_no: fields.doc_no ?? '', amount_fen: fenOf(fields.amount)! }, id)
  }
  const { run, busy, error } = useSubmission<Fields, unknown>(kind.command, send, undefined, { keep: true })
  const submit = async (fields: Fields) => {
    await run(fields)
    const line = lines.find(row => row.line_no === fields.line_no)
    return `${kind.done}：${line?.title ?? ''} ${yuan(fenOf(fields.amount)!)} 元。`
  }
  return (
    <BudgetForm
      name={`adjust-${kind.key}`}
      year={year}
      lines={kind.bothSides ? lines : lines.filter(row => row.side === 'expenditure')}
      lineLabel={kind.lineLabel}
      to={kind.to}
      section={kind.section}
      left={kind.left}
      leftTitle={kind.leftTitle}
      doc={kind.doc}
      verb={kind.verb}
      submit={submit}
      busy={busy}
      error={error}
    />
  )
}

export function AdjustPage() {
  const { kind: wanted } = useSearch({ strict: false }) as { kind?: string }
  const navigate = useNavigate()
  const { data: me } = useMe()
  const mine = ADJUSTMENTS.filter(one => one.roles.some(role => me?.roles.includes(role)))
  const kind = mine.find(one => one.key === wanted) ?? mine[0] ?? ADJUSTMENTS[0]!
  const choose = (chosen: string) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, kind: chosen }) })
  return (
    <PageFrame title="下达与调整" about={kind.about} actions={<YearPicker />}>
      <OnlyFor roles={['finance', 'operations']}>
        <div style={{ overflowX: 'auto', marginBottom: 16 }}>
          <Segmented
            value={kind.key}
            onChange={choose}
            options={mine.map(one => ({ value: one.key, label: one.title }))}
          />
        </div>
        <OpenYear>
          {(year, lines) => <AdjustForm key={`${kind.key}-${year}`} kind={kind} year={year} lines={lines} />}
        </OpenYear>
      </OnlyFor>
    </PageFrame>
  )
}
