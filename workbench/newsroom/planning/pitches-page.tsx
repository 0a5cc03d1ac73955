// 选题: what is put before the meeting, decided with a reason, and sent out as assignments.
import { Form, Input, Radio } from 'antd'
import type { decidePitch } from '../../../src/newsroom/planning/pitches.ts'
import {
  PITCH_DECISIONS,
  PITCH_STATES,
  type PitchDecision,
  type PitchState,
} from '../../../src/newsroom/planning/planning-vocabulary.ts'
import { useMay } from '../../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Facts,
  FormModal,
  moment,
  PageFrame,
  textColumn,
  useCommand,
} from '../../ui/index.ts'
import { options } from '../data.ts'
import '../newsroom.css'
import { channelNames, formNames, type Pitch, usePitches } from './data.ts'
import { Give } from './give.tsx'
import { Propose } from './propose.tsx'

const stateOf = (row: Pitch) => PITCH_STATES[row.state as PitchState] ?? row.state

function Decide({ pitch }: { pitch: Pitch }) {
  const command = useCommand<typeof decidePitch>('newsroom.decide-pitch', '已审定')
  return (
    <FormModal<{ decision: PitchDecision; reason?: string }>
      button="审定"
      title={pitch.title}
      ok="定"
      small
      command={command}
      initial={{ decision: 'adopt' }}
      submit={fields => command.run({ pitch_id: pitch.id, ...fields })}
    >
      {pitch.angle && <p className="plain-text">{pitch.angle}</p>}
      <p className="soft">
        {pitch.proposed_by}报　{formNames(pitch.forms)}　{channelNames(pitch.channels)}
      </p>
      <Form.Item name="decision" label="决定">
        <Radio.Group options={options(PITCH_DECISIONS) as { value: PitchDecision; label: string }[]} />
      </Form.Item>
      <Form.Item name="reason" label="理由" extra="待用或不用时要写">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

function Moves({ row }: { row: Pitch }) {
  const mayDecide = useMay(['director', 'operations'])
  const mayAssign = useMay(['editor', 'operations', 'director'])
  return (
    <span className="links">
      {mayDecide && (row.state === 'proposed' || row.state === 'held') && <Decide pitch={row} />}
      {mayAssign && row.state === 'adopted' && <Give pitch={row} small />}
    </span>
  )
}

function Details({ row }: { row: Pitch }) {
  const facts: [string, string][] = [
    ['角度', row.angle],
    ['注意事项', row.caution],
    ['主题', row.themes.join('、')],
    ['分众', row.segments.join('、')],
    ['形式', formNames(row.forms)],
    ['渠道', channelNames(row.channels)],
    ['线索', row.tips.map(tip => tip.title).join('；')],
    ['审定', [row.decided_by, row.decided_at ? moment(row.decided_at) : '', row.reason].filter(Boolean).join('　')],
  ]
  return <Facts facts={facts} />
}

const SHEET = {
  header: ['题目', '状态', '栏目', '计划日期', '报题人', '主题', '分众', '理由'],
  row: (row: Pitch) => [
    row.title,
    stateOf(row),
    row.section,
    row.planned_for,
    row.proposed_by,
    row.themes.join('、'),
    row.segments.join('、'),
    row.reason,
  ],
}

export function PitchesPage() {
  const mayPropose = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = usePitches()
  return (
    <PageFrame
      title="选题"
      about="报题以后由主任或综合运行审定；采用的派任务，待用和不用的写明理由。"
      actions={mayPropose && <Propose primary />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Pitch>
        name="选题"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有选题。可以在线索里“立为选题”，或点右上角“报选题”。"
        words={row => `${row.title} ${row.angle} ${row.proposed_by}`}
        csv={SHEET}
        expandable={{ expandedRowRender: row => <Details row={row} /> }}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {row.section}　{row.proposed_by}
              </span>
              <span>{row.planned_for}</span>
            </div>
            <Details row={row} />
            <Moves row={row} />
          </>
        )}
        columns={[
          textColumn('题目', row => row.title),
          choiceColumn('状态', data, stateOf),
          choiceColumn('栏目', data, row => row.section),
          textColumn('计划日期', row => row.planned_for),
          choiceColumn('报题人', data, row => row.proposed_by),
          { title: '任务', className: 'num', render: (_value, row) => row.assignment_count || '' },
          { title: '办理', render: (_value, row) => <Moves row={row} /> },
        ]}
      />
    </PageFrame>
  )
}
