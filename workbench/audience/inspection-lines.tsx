// The lines of one account's inspection: what was found, the answer of a person, the mending, and the score at the end.
import { Button, DatePicker, Form, Input, InputNumber, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import type { answerInspection, closeInspection, rectifyFinding } from '../../src/audience/inspection/inspect.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, filterBy, required, textColumn, useCommand } from '../ui/index.ts'
import { dueState, type Inspection, KINDS, type Line, outcomeOf, pointsOf, rectifyText } from './inspection-words.ts'

type Fields = {
  outcome: 'fine' | 'found' | 'not_applicable'
  hits?: number | null
  detail: string
  due_on?: Dayjs | null
}

function Answer({ of, line }: { of: Inspection; line: Line }) {
  const command = useCommand<typeof answerInspection>('audience.answer-inspection', '已填写')
  const bonus = line.kind === 'bonus'
  const submit = ({ outcome, hits, detail, due_on }: Fields) =>
    command.run({
      inspection_id: of.id,
      code: line.code,
      outcome,
      hits: hits ?? 1,
      detail,
      due_on: due_on ? due_on.format('YYYY-MM-DD') : null,
    })
  return (
    <FormModal<Fields>
      button={line.outcome === null ? '填写' : '改'}
      ok="保存"
      title={line.title}
      small
      command={command}
      initial={{
        outcome: line.outcome ?? 'fine',
        hits: line.hits || 1,
        detail: line.by_program ? '' : line.detail,
        due_on: line.due_on ? dayjs(line.due_on) : null,
      }}
      submit={submit}
    >
      <p>{line.question}</p>
      {line.by_program && <p className="soft">系统查到：{line.detail}。要改，请写明理由。</p>}
      <Form.Item name="outcome" label="结果">
        <Radio.Group
          options={[
            { value: 'fine', label: bonus ? '没有' : '没有发现' },
            { value: 'found', label: bonus ? '有' : '发现问题' },
            { value: 'not_applicable', label: '不适用' },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.outcome !== after.outcome}>
        {form =>
          form.getFieldValue('outcome') === 'found' && (
            <div className="pair">
              <Form.Item name="hits" label={bonus ? '几项' : '几处'} rules={required}>
                <InputNumber min={1} max={10_000} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              {!bonus && (
                <Form.Item name="due_on" label="整改期限" extra="不填按指标里的天数">
                  <DatePicker />
                </Form.Item>
              )}
            </div>
          )
        }
      </Form.Item>
      <Form.Item name="detail" label="怎么查的，情况如何" rules={required}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

function Rectify({ of, line }: { of: Inspection; line: Line }) {
  const command = useCommand<typeof rectifyFinding>('audience.rectify-finding', '整改已登记')
  return (
    <FormModal<{ note: string }>
      button="整改"
      ok="登记"
      title={`整改：${line.title}`}
      small
      command={command}
      submit={({ note }) => command.run({ inspection_id: of.id, code: line.code, note })}
    >
      <p>{line.detail}</p>
      <Form.Item name="note" label="怎么改的" extra="整改以后，本季度的分不加回来" rules={required}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

function Close({ of }: { of: Inspection }) {
  const command = useCommand<typeof closeInspection>('audience.close-inspection', '已定分')
  return (
    <>
      <ErrorNote error={command.error} />
      <Button
        disabled={of.open_count > 0}
        loading={command.busy}
        onClick={() => void command.run({ inspection_id: of.id }).catch(() => undefined)}
      >
        {of.open_count > 0 ? `还有 ${of.open_count} 条没填` : '定分'}
      </Button>
    </>
  )
}

const tone = (line: Line) =>
  line.outcome === null ? 'soft' : line.outcome === 'found' && line.kind !== 'bonus' ? 'bad' : undefined

const columns = (of: Inspection, today: string, act: (line: Line) => ReactNode) => [
  textColumn<Line>(
    '类别',
    line => KINDS[line.kind],
    filterBy(of.lines, line => KINDS[line.kind]),
  ),
  textColumn<Line>('条目', line => line.title, {
    render: (_value, line) => <span title={`${line.source}${line.confirmed ? '' : '（待核）'}`}>{line.title}</span>,
  }),
  textColumn<Line>('结果', outcomeOf, {
    render: (_value, line) => <span className={tone(line)}>{outcomeOf(line)}</span>,
  }),
  textColumn<Line>('分', pointsOf, { className: 'num' }),
  textColumn<Line>('情况', line => line.detail || line.question, {
    width: 320,
    render: (_value, line) => (line.detail ? line.detail : <span className="soft">{line.question}</span>),
  }),
  textColumn<Line>('查的人', line => (line.by_program ? '系统' : line.answered_by)),
  textColumn<Line>('整改', line => rectifyText(line, today)),
  { title: '操作', key: 'do', render: (_value: unknown, line: Line) => act(line) },
]

export function InspectionLines({ of, today }: { of: Inspection; today: string }) {
  const mayAnswer = useMay(['editor', 'operations', 'director', 'admin'])
  const mayClose = useMay(['operations', 'director', 'admin'])
  const open = of.closed_at === null
  const act = (line: Line) => (
    <span className="links no-print">
      {mayAnswer && open && <Answer of={of} line={line} />}
      {mayAnswer && ['open', 'overdue'].includes(dueState(line, today)) && <Rectify of={of} line={line} />}
    </span>
  )
  return (
    <>
      <DataTable<Line>
        name={`${of.platform} ${of.account} 自查`}
        rowKey="code"
        dataSource={of.lines}
        pagination={false}
        sticky={false}
        card={line => (
          <>
            <div className="card-head">
              {line.title}
              <span className={tone(line)}>{outcomeOf(line)}</span>
            </div>
            <div className="card-line">
              <span>{line.detail || line.question}</span>
              <span>{pointsOf(line)}</span>
            </div>
            <div className="card-line">
              <span>{rectifyText(line, today)}</span>
              {act(line)}
            </div>
          </>
        )}
        columns={columns(of, today, act)}
      />
      {mayClose && open && <Close of={of} />}
    </>
  )
}
