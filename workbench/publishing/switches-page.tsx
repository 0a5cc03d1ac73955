// 应急开关: stop publishing, close comments, grey mode; each turn with who, when and why.
import { Button } from 'antd'
import { useState } from 'react'
import type { turnSwitch } from '../../src/publishing/switches/switches.ts'
import { SWITCHES, type Switch } from '../../src/publishing/vocabulary.ts'
import { useMay } from '../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  moment,
  PageFrame,
  ReasonField,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import { useSwitches } from './data.ts'
import './publishing.css'

type Answer = NonNullable<ReturnType<typeof useSwitches>['data']>
type One = Answer['switches'][number]
type Turn = Answer['turns'][number]

const MEANING: Record<Switch, string> = {
  stop_publishing: '什么都不再发出：现在要发的拒绝，定时的等着，解除后继续。已上线的不受影响。',
  close_comments: '公开页面不再收新的评论和留言。',
  grey_mode: '公开页面变成灰色，用于哀悼日。',
}

function TurnForm({ one, close }: { one: One; close: () => void }) {
  const done = one.is_on ? '已解除' : '已生效'
  const { run, busy, error } = useCommand<typeof turnSwitch>('publishing.turn-switch', done)
  const title = one.is_on ? `解除“${one.title}”` : `按下“${one.title}”`
  const save = ({ reason }: { reason: string }) => run({ switch: one.switch as Switch, is_on: !one.is_on, reason })
  return (
    <FormWindow<{ reason: string }>
      title={title}
      ok={title}
      okButtonProps={{ danger: !one.is_on }}
      busy={busy}
      error={error}
      submit={save}
      close={close}
    >
      <ReasonField label="原因（谁的指示、为了什么）" long />
    </FormWindow>
  )
}

function OneSwitch({ one }: { one: One }) {
  const [open, setOpen] = useState(false)
  const may = useMay(['director', 'operations', 'admin'])
  return (
    <section className={one.is_on ? 'switch on' : 'switch'} aria-label={one.title}>
      <h2>
        {one.title}：{one.is_on ? '已按下' : '没有按下'}
      </h2>
      {may && (
        <Button danger={!one.is_on} onClick={() => setOpen(true)}>
          {one.is_on ? '解除' : '按下'}
        </Button>
      )}
      <p>{one.is_on && one.at ? `${moment(one.at)} ${one.by_name}：${one.reason}` : MEANING[one.switch as Switch]}</p>
      {open && <TurnForm one={one} close={() => setOpen(false)} />}
    </section>
  )
}

const titleOf = (turn: Turn) => SWITCHES[turn.switch as Switch]
const turned = (turn: Turn) => (turn.is_on ? '按下' : '解除')

export function SwitchesPage() {
  const { data, error, refetch } = useSwitches()
  return (
    <PageFrame title="应急开关" about="出了事先按下，再说清楚。每次按下和解除都记下谁、什么时候、为什么。">
      <ErrorNote error={error} retry={() => void refetch()} />
      {data?.switches.map(one => (
        <OneSwitch key={one.switch} one={one} />
      ))}
      {data && data.turns.length > 0 && (
        <section className="part">
          <h2>记录</h2>
          <DataTable<Turn>
            name="应急开关记录"
            rowKey={row => `${row.switch}${row.at}`}
            dataSource={data.turns}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            csv={{
              header: ['时间', '开关', '动作', '谁', '原因'],
              row: row => [moment(row.at), titleOf(row), turned(row), row.by_name, row.reason],
            }}
            columns={[
              textColumn('时间', row => moment(row.at)),
              choiceColumn('开关', data.turns, titleOf),
              textColumn('动作', turned),
              textColumn('谁', row => row.by_name),
              textColumn('原因', row => row.reason),
            ]}
          />
        </section>
      )}
    </PageFrame>
  )
}
