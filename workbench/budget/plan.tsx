// Adopting a year's budget: rows typed or read from Excel, with the running difference to the approved totals; and closing a year.
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { adoptBudget } from '../../src/budget/adopt-budget.ts'
import { OnlyFor, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, fenOf, PageFrame, useCommand, useDraft, yuan } from '../ui/index.ts'
import { Closing } from './closing.tsx'
import { differenceOf, EMPTY_HEAD, emptyLine, type Head, inputOf, type Line, problemOf, totalOf } from './plan-data.ts'
import { PlanEditor } from './plan-editor.tsx'
import { usePlanFile } from './plan-file.tsx'

function HeadFields({ head, change }: { head: Head; change: (head: Head) => void }) {
  const field = (key: keyof Head, label: string, width: number, more: object = {}) => (
    <div>
      <label htmlFor={`plan-${key}`}>{label}</label>
      <Input
        id={`plan-${key}`}
        value={head[key]}
        autoComplete="off"
        onChange={event => change({ ...head, [key]: event.target.value })}
        style={{ width }}
        {...more}
      />
    </div>
  )
  return (
    <div className="plan-head">
      {field('year', '年度', 88, { inputMode: 'numeric', maxLength: 4 })}
      {field('doc_no', '批复文号', 200, { maxLength: 80 })}
      {field('adopted_on', '批复日期', 144, { type: 'date' })}
      {field('income', '批复收入合计（元）', 160, { inputMode: 'decimal', className: 'num' })}
      {field('expenditure', '批复支出合计（元）', 160, { inputMode: 'decimal', className: 'num' })}
    </div>
  )
}

function Difference({ head, lines }: { head: Head; lines: readonly Line[] }) {
  return (
    <span className="balance" aria-live="polite">
      {(['income', 'expenditure'] as const).map(side => {
        const off = differenceOf(head, lines, side)
        return (
          <span key={side} style={{ marginRight: 16 }}>
            {side === 'income' ? '收入' : '支出'}各行合计 {yuan(totalOf(lines, side))}
            {head[side] !== '' && (
              <span className={off === '0' ? 'ok' : 'bad'}>{off === '0' ? '，相符' : `，差 ${yuan(off)}`}</span>
            )}
          </span>
        )
      })}
    </span>
  )
}

function Adopted({ year }: { year: number }) {
  return (
    <div className="done" role="status">
      {year}年度预算已入账。下一步：
      <Link to={paths.adjust} search={{ year, kind: 'allot' } as never}>
        把额度下达到科室
      </Link>
      。
    </div>
  )
}

function Adopt() {
  const { data: me } = useMe()
  const draft = useDraft<{ head: Head; lines: Line[] }>(`plan-${me?.id}`)
  const [{ head, lines }, setPlan] = useState(draft.found ?? { head: EMPTY_HEAD, lines: [emptyLine(1)] })
  const [done, setDone] = useState<number>()
  const { run, busy, error } = useCommand<typeof adoptBudget>('budget.adopt-budget', '预算已入账', { keep: true })
  const change = (next: { head?: Head; lines?: Line[] }) => {
    const plan = { head: next.head ?? head, lines: next.lines ?? lines }
    draft.keep(plan)
    setPlan(plan)
  }
  const file = usePlanFile(read => change({ lines: read }))
  const add = () => change({ lines: [...lines, emptyLine(Math.max(0, ...lines.map(line => line.key)) + 1)] })
  const reset = () => {
    draft.clear()
    setPlan({ head: EMPTY_HEAD, lines: [emptyLine(1)] })
  }
  const problem = problemOf(head, lines)
  const adopt = async () => {
    const year = Number(head.year)
    const { doc_no, adopted_on } = head
    // the totals as approved, not as added up here: the server holds one against the other
    const totals = { income_fen: fenOf(head.income)!, expenditure_fen: fenOf(head.expenditure)! }
    await run({ year, doc_no, adopted_on, ...totals, lines: inputOf(lines) as never }).then(
      () => {
        reset()
        setDone(year)
      },
      () => undefined,
    )
  }
  return (
    <>
      <div className="plan-head">{file.buttons}</div>
      {file.notes}
      {done && <Adopted year={done} />}
      <HeadFields head={head} change={next => change({ head: next })} />
      <PlanEditor lines={lines} change={next => change({ lines: next })} add={add} />
      <div className="plan-foot">
        <Button onClick={add}>添加一行</Button>
        <Button type="text" onClick={reset}>
          清空
        </Button>
        <Difference head={head} lines={lines} />
      </div>
      <div className="plan-foot" style={{ borderTop: 0, paddingTop: 0 }}>
        <Button type="primary" disabled={problem !== undefined} loading={busy} onClick={() => void adopt()}>
          批复入账
        </Button>
        {problem && <span className="balance short">{problem}</span>}
      </div>
      <ErrorNote error={error} />
    </>
  )
}

export function PlanPage() {
  return (
    <PageFrame
      title="预算批复与关账"
      about="把批复的预算逐行入账，各行之和要等于批复合计。基本支出和项目支出由类别推出，不用填。填的内容随时保存在这台电脑上。"
    >
      <OnlyFor roles={['finance']}>
        <Adopt />
        <Closing />
      </OnlyFor>
    </PageFrame>
  )
}
