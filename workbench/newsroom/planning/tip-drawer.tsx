// One tip: what came with it, what tells the same, and what becomes of it.
import { Button, Drawer, Form, Input, Spin } from 'antd'
import {
  TIP_ORIGINS,
  TIP_STATES,
  type TipOrigin,
  type TipState,
} from '../../../src/newsroom/planning/planning-vocabulary.ts'
import type { dismissTip, mergeTips, undoMerge } from '../../../src/newsroom/planning/tips.ts'
import { ErrorNote, Facts, FileLink, FormModal, moment, required, useCommand } from '../../ui/index.ts'
import { type FullTip, useTip } from './data.ts'
import { Propose } from './propose.tsx'

export const originOf = (row: { origin: string }) => TIP_ORIGINS[row.origin as TipOrigin] ?? row.origin
export const stateOf = (row: { state: string }) => TIP_STATES[row.state as TipState] ?? row.state

function Dismiss({ tip }: { tip: FullTip }) {
  const command = useCommand<typeof dismissTip>('newsroom.dismiss-tip', '已标为不用')
  return (
    <FormModal<{ reason: string }>
      button="不用"
      title="这条线索不用"
      ok="不用"
      command={command}
      submit={({ reason }) => command.run({ tip_id: tip.id, reason })}
    >
      <Form.Item name="reason" label="理由" rules={required}>
        <Input maxLength={300} placeholder="例如 已转城管部门处理" />
      </Form.Item>
    </FormModal>
  )
}

function Alike({ tip }: { tip: FullTip }) {
  const merge = useCommand<typeof mergeTips>('newsroom.merge-tips', '已合并，可以撤销')
  const undo = useCommand<typeof undoMerge>('newsroom.undo-merge', '已撤销合并')
  return (
    <>
      <ErrorNote error={merge.error ?? undo.error} />
      {tip.merged.length > 0 && (
        <section className="part">
          <h2>已并入这一条</h2>
          <ul className="side-list">
            {tip.merged.map(one => (
              <li key={one.id}>
                {one.title}
                <span>{originOf(one)}</span>
                <Button
                  size="small"
                  loading={undo.busy}
                  onClick={() => void undo.run({ tip_id: one.id }).catch(() => undefined)}
                >
                  撤销合并
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {tip.state !== 'dismissed' && tip.alike.length > 0 && (
        <section className="part">
          <h2>像是同一件事</h2>
          <ul className="side-list">
            {tip.alike.map(one => (
              <li key={one.id}>
                {one.title}
                <span>
                  {originOf(one)}　{moment(one.received_at)}
                </span>
                <Button
                  size="small"
                  loading={merge.busy}
                  onClick={() => void merge.run({ into_id: tip.id, tip_ids: [one.id] }).catch(() => undefined)}
                >
                  并入这一条
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function TipFacts({ tip }: { tip: FullTip }) {
  const facts: [string, string][] = [
    ['来源', [originOf(tip), tip.source_name].filter(Boolean).join('　')],
    ['时间', moment(tip.received_at)],
    ['地点', tip.place],
    ['联系方式', tip.contact],
    ['登记', tip.recorded_by],
    ['处理', [stateOf(tip), tip.handled_by, tip.reason].filter(Boolean).join('　')],
  ]
  return (
    <>
      <Facts facts={facts} />
      <p className="plain-text">{tip.content}</p>
      {tip.source_url && (
        <p>
          <a href={tip.source_url} target="_blank" rel="noreferrer noopener">
            打开原文
          </a>
        </p>
      )}
      {tip.files.length > 0 && (
        <ul className="side-list">
          {tip.files.map(file => (
            <li key={file.id}>
              <FileLink file_id={file.id} name={file.name} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export function TipDrawer({ id, close }: { id: string | undefined; close: () => void }) {
  const { data: tip, error } = useTip(id)
  return (
    <Drawer open={id !== undefined} title={tip?.title ?? '线索'} onClose={close} size={520} destroyOnHidden>
      <ErrorNote error={error} />
      {!tip && !error && <Spin />}
      {tip && (
        <>
          <TipFacts tip={tip} />
          {tip.state === 'new' && (
            <div className="choices">
              <Propose tips={[tip]} button="立为选题" primary />
              <Dismiss tip={tip} />
            </div>
          )}
          <Alike tip={tip} />
        </>
      )}
    </Drawer>
  )
}
