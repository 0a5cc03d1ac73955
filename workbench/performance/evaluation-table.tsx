// The self-evaluation table: computed marks, and the marks a person gives with the evidence.
import { Button, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { judge } from '../../src/performance/judge.ts'
import type { Evaluation, Score } from '../../src/performance/scoring.ts'
import { DataTable, ErrorNote, FigureNumber, useCommand } from '../ui/index.ts'

const marks = (cent: number) => String(cent / 100)

function Judge({ score, scheme, year, close }: { score: Score; scheme: string; year: number; close: () => void }) {
  const { run, busy, error } = useCommand<typeof judge>('performance.judge', '已打分')
  const [given, setGiven] = useState<number | null>(score.marks_cent === null ? null : score.marks_cent / 100)
  const [evidence, setEvidence] = useState(score.evidence ?? '')
  const ready = given !== null && evidence.trim() !== ''
  return (
    <Modal
      open
      title={score.title}
      onCancel={close}
      okText="保存"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      onOk={() =>
        void run({ year, scheme, sort: score.sort, marks_cent: Math.round((given ?? 0) * 100), evidence }).then(
          close,
          () => undefined,
        )
      }
    >
      <ErrorNote error={error} />
      <p>
        {score.rule_text}。满分 {marks(score.full_cent)} 分。
      </p>
      <p>
        <InputNumber
          aria-label="得分"
          min={0}
          max={score.full_cent / 100}
          step={0.5}
          value={given}
          onChange={setGiven}
          suffix="分"
          style={{ width: 140 }}
        />
      </p>
      <Input.TextArea
        aria-label="依据"
        placeholder="依据：看了哪些记录和文件"
        rows={3}
        maxLength={500}
        value={evidence}
        onChange={event => setEvidence(event.target.value)}
      />
    </Modal>
  )
}

export function EvaluationTable({
  evaluation,
  year,
  as,
  mayJudge,
}: {
  evaluation: Evaluation
  year: number
  as: string
  mayJudge: boolean
}) {
  const [judging, setJudging] = useState<Score>()
  const total =
    evaluation.total_cent === null ? '还有指标待评' : `得分 ${marks(evaluation.total_cent)}，等级“${evaluation.grade}”`
  return (
    <>
      <p>
        {evaluation.scheme_title}
        {!evaluation.confirmed && '（待核）'}。{total}。
      </p>
      <DataTable<Score>
        name="自评表"
        rowKey="sort"
        pagination={false}
        dataSource={evaluation.scores}
        csv={{
          header: ['指标', '满分', '得分', '依据'],
          row: row => [
            row.title,
            marks(row.full_cent),
            row.marks_cent === null ? '' : marks(row.marks_cent),
            row.basis,
          ],
        }}
        columns={[
          { title: '指标', dataIndex: 'title' },
          { title: '满分', className: 'num', render: (_v, row) => marks(row.full_cent) },
          {
            title: '得分',
            className: 'num',
            render: (_v, row) => (row.marks_cent === null ? <span className="bad">待评</span> : marks(row.marks_cent)),
          },
          {
            title: '依据',
            render: (_v, row) =>
              row.figure ? (
                <FigureNumber name={row.figure} year={year} as={as}>
                  {row.basis}
                </FigureNumber>
              ) : (
                row.basis
              ),
          },
          {
            title: '',
            render: (_v, row) =>
              mayJudge &&
              row.figure === null && (
                <Button size="small" onClick={() => setJudging(row)}>
                  打分
                </Button>
              ),
          },
        ]}
      />
      {judging && <Judge score={judging} scheme={evaluation.scheme} year={year} close={() => setJudging(undefined)} />}
    </>
  )
}
