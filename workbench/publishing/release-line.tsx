// One release: where it stands, why, and what a person may do about it.
import { Link } from '@tanstack/react-router'
import { Button, DatePicker, Form, Input, Modal, Radio } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import type { cancelRelease, handOver, reconcile, schedule } from '../../src/publishing/releases/manage.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, FormWindow, moment, ReasonField, required, useCommand } from '../ui/index.ts'
import { detailOf, type ListedRelease, useEvents } from './data.ts'
import './publishing.css'

export function ReleaseState({ row }: { row: Pick<ListedRelease, 'state' | 'state_title' | 'late'> }) {
  return (
    <span className={`release-state is-${row.late ? 'late' : row.state}`}>
      {row.late ? '过时未发' : row.state_title}
    </span>
  )
}

type Doing = 'cancel' | 'move' | 'settle' | 'past'
function CancelForm({ row, close }: { row: ListedRelease; close: () => void }) {
  const { run, busy, error } = useCommand<typeof cancelRelease>('publishing.cancel-release', '已取消')
  return (
    <FormWindow<{ reason: string }>
      title="取消发布"
      ok="取消发布"
      cancelText="不取消"
      busy={busy}
      error={error}
      submit={({ reason }) => run({ release_id: row.id, reason })}
      close={close}
    >
      <ReasonField />
    </FormWindow>
  )
}

function MoveForm({ row, close }: { row: ListedRelease; close: () => void }) {
  const { run, busy, error } = useCommand<typeof schedule>('publishing.schedule', '时间已改')
  const save = ({ when }: { when: Dayjs }) => run({ release_id: row.id, not_before: when.toISOString() })
  return (
    <FormWindow<{ when: Dayjs }> title="改发布时间" ok="保存" busy={busy} error={error} submit={save} close={close}>
      <Form.Item name="when" label="什么时候发" rules={required}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
    </FormWindow>
  )
}

type Settled = { arrived: boolean; url?: string; proof: string }

function SettleForm({ row, close }: { row: ListedRelease; close: () => void }) {
  const { run, busy, error } = useCommand<typeof reconcile>('publishing.reconcile', '已核对')
  const save = ({ arrived, url = '', proof }: Settled) => run({ release_id: row.id, arrived, url, proof })
  return (
    <FormWindow<Settled>
      title={`核对：${row.platform} ${row.account}`}
      ok="登记"
      busy={busy}
      error={error}
      submit={save}
      close={close}
    >
      <p>系统不知道这一条有没有发出去，正在反复查询渠道。您在平台后台看到了结果，就在这里登记。</p>
      <Form.Item name="arrived" label="平台上有没有" rules={required}>
        <Radio.Group
          options={[
            { value: true, label: '有，已经发出' },
            { value: false, label: '没有' },
          ]}
        />
      </Form.Item>
      <Form.Item name="url" label="作品网址（有的话）">
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="proof" label="凭什么这样说" rules={required} extra="例如：平台后台作品列表第一条；客服答复">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormWindow>
  )
}

function Past({ row, close }: { row: ListedRelease; close: () => void }) {
  const { data, error } = useEvents(row.id)
  return (
    <Modal open footer={null} title={`发布经过：${row.platform} ${row.account}`} onCancel={close}>
      <ErrorNote error={error} />
      <ol className="release-list">
        {data?.map((one, at) => (
          // events are append-only: their place is their name
          <li key={at}>
            <span className="line">
              <b>{one.what}</b>
              <span>
                {one.to_title}　{moment(one.at)}　{one.by_name}
              </span>
            </span>
            {(one.message || one.code) && <p>{one.message || one.code}</p>}
          </li>
        ))}
      </ol>
    </Modal>
  )
}

export function ReleaseDoings({ row }: { row: ListedRelease }) {
  const [doing, setDoing] = useState<Doing>()
  const may = useMay(['operations', 'director'])
  const mayPost = useMay(['operations', 'director', 'editor'])
  const hand = useCommand<typeof handOver>('publishing.hand-over', '已转人工发布')
  const close = () => setDoing(undefined)
  const button = (title: string, act: () => void) => (
    <Button size="small" type="link" style={{ padding: 0 }} onClick={act}>
      {title}
    </Button>
  )
  const waits = row.state === 'prepared'
  return (
    <span className="doings">
      {row.state === 'by_hand' && mayPost && <Link to={`${paths.releases}/${row.id}`}>去发布</Link>}
      {may && (waits || row.state === 'cancelled') && button('改时间', () => setDoing('move'))}
      {may && (waits || row.state === 'by_hand' || row.state === 'failed') && button('取消', () => setDoing('cancel'))}
      {may && row.state === 'unknown' && button('核对', () => setDoing('settle'))}
      {may &&
        row.state === 'failed' &&
        button('转人工', () => void hand.run({ release_id: row.id }).catch(() => undefined))}
      {button('经过', () => setDoing('past'))}
      {doing === 'cancel' && <CancelForm row={row} close={close} />}
      {doing === 'move' && <MoveForm row={row} close={close} />}
      {doing === 'settle' && <SettleForm row={row} close={close} />}
      {doing === 'past' && <Past row={row} close={close} />}
    </span>
  )
}

/** A release as an item of a list. */
export function ReleaseItem({ row, now }: { row: ListedRelease; now: string }) {
  return (
    <li>
      <span className="line">
        <b>
          {row.platform} {row.account}
        </b>
        <ReleaseState row={row} />
      </span>
      <p>
        第 {row.edition_no} 次签发　{row.visible_at ? `${moment(row.visible_at)} 上线` : moment(row.due_at)}
        {detailOf(row, now) && `　${detailOf(row, now)}`}
      </p>
      <span className="line">
        {row.url ? (
          <a href={row.url} target="_blank" rel="noreferrer">
            看作品
          </a>
        ) : (
          <span />
        )}
        <ReleaseDoings row={row} />
      </span>
    </li>
  )
}
