// The self-evaluation: marks the figures give, and marks a person gives with the evidence.
import { Button, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { judge } from '../../src/performance/judge.ts'
import type { Evaluation, Score } from '../../src/performance/scoring.ts'
import { ErrorNote, FigureNumber, useCommand } from '../ui/index.ts'
import { useWriting } from './writing.tsx'

const marks = (cent: number) => String(cent / 100)

function Judge({ score, scheme, close }: { score: Score; scheme: string; close: () => void }) {
  const { year } = useWriting()
  const { run, busy, error } = useCommand<typeof judge>('performance.judge', '已打分')
  const [given, setGiven] = useState<number | null>(score.marks_cent === null ? null : score.marks_cent / 100)
  const [evidence, setEvidence] = useState(score.evidence ?? '')
  const ready = given !== null && evidence.trim() !== ''
  const save = () =>
    void run({ year, scheme, sort: score.sort, marks_cent: Math.round((given ?? 0) * 100), evidence }).then(
      close,
      () => undefined,
    )
  return (
    <Modal
      open
      title={`打分：${score.title}`}
      onCancel={close}
      okText="保存"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      onOk={save}
    >
      <ErrorNote error={error} />
      <p className="soft">{score.rule_text}。</p>
      <Support score={score} />
      <label className="field" htmlFor="marks">
        得分（满分 {marks(score.full_cent)}）
        <InputNumber
          autoFocus
          id="marks"
          min={0}
          max={score.full_cent / 100}
          step={0.5}
          precision={2}
          value={given}
          onChange={setGiven}
          style={{ width: 140 }}
        />
      </label>
      <label className="field" htmlFor="evidence">
        依据
        <Input.TextArea
          id="evidence"
          placeholder="看了哪些记录和文件，扣了什么分"
          rows={4}
          maxLength={500}
          showCount
          value={evidence}
          onChange={event => setEvidence(event.target.value)}
        />
      </label>
    </Modal>
  )
}

/** The figures a judged criterion rests on, each a way down to its rows. */
function Support({ score }: { score: Score }) {
  const { year, as } = useWriting()
  if (score.support.length === 0) return null
  return (
    <div className="row small">
      <span>
        {score.support.map(({ name, title, table }, n) => (
          <span key={name}>
            {n > 0 && '　'}
            {title}{' '}
            <FigureNumber name={name} year={year} as={as}>
              {table}
            </FigureNumber>
          </span>
        ))}
      </span>
    </div>
  )
}

function ScoreLine({ score, judgeIt }: { score: Score; judgeIt: (() => void) | undefined }) {
  const { year, as } = useWriting()
  const basis = score.figure ? (
    <FigureNumber name={score.figure} year={year} as={as}>
      {score.basis}
    </FigureNumber>
  ) : (
    score.marks_cent !== null && score.basis
  )
  return (
    <li>
      <div className="row">
        <span>{score.title}</span>
        <span className="num">
          {score.marks_cent === null ? (
            <span className="bad">{score.figure ? '不适用' : '待评'}</span>
          ) : (
            <b>{marks(score.marks_cent)}</b>
          )}
          <span className="soft">／{marks(score.full_cent)}</span>
        </span>
      </div>
      <Support score={score} />
      <div className="row small">
        <span title={score.rule_text}>{basis}</span>
        {judgeIt && (
          <button type="button" className="link" onClick={judgeIt} aria-label={`打分：${score.title}`}>
            {score.marks_cent === null ? '打分' : '改分'}
          </button>
        )}
      </div>
    </li>
  )
}

export function EvaluationPanel({ evaluation, mayJudge }: { evaluation: Evaluation | null; mayJudge: boolean }) {
  const [judging, setJudging] = useState<Score>()
  const [rules, setRules] = useState(false)
  if (!evaluation) return <p>没有适用于本年度的评分表，报告里不出现得分和等级。</p>
  const open = evaluation.scores.filter(score => score.marks_cent === null).length
  const groups = Map.groupBy(evaluation.scores, score => score.level_1)
  return (
    <div className="scores">
      {evaluation.total_cent === null ? (
        <p>
          还有 <b>{open}</b> 项没有得分，总分和等级要等它们。
        </p>
      ) : (
        <p className="total">
          <b>{marks(evaluation.total_cent)}</b> 分　等级“{evaluation.grade}”
        </p>
      )}
      <p className="soft">
        {evaluation.scheme_title}
        {!evaluation.confirmed && '，分值待与当年自评通知核对'}。
        <button type="button" className="link" onClick={() => setRules(true)}>
          评分标准
        </button>
      </p>
      {[...groups].map(([level, scores]) => (
        <section key={level}>
          <h3>{level}</h3>
          <ul>
            {scores.map(score => (
              <ScoreLine
                key={score.sort}
                score={score}
                judgeIt={mayJudge && score.figure === null ? () => setJudging(score) : undefined}
              />
            ))}
          </ul>
        </section>
      ))}
      {judging && <Judge score={judging} scheme={evaluation.scheme} close={() => setJudging(undefined)} />}
      <Modal
        open={rules}
        title="评分标准"
        onCancel={() => setRules(false)}
        footer={<Button onClick={() => setRules(false)}>关闭</Button>}
      >
        <p className="soft">{evaluation.source}</p>
        {evaluation.scores.map(score => (
          <p key={score.sort}>
            <b>
              {score.title}（{marks(score.full_cent)}分）
            </b>
            <br />
            {score.rule_text}。
          </p>
        ))}
      </Modal>
    </div>
  )
}
