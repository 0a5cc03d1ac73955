// 决算公开: publishing the tables of a closed year, whether residents see them now, and taking them back.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type {
  publishedAccountsQuery,
  publishFinalAccounts,
  withdrawFinalAccounts,
} from '../../src/disclosure/publish-final-accounts.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, moment, useCommand } from '../ui/index.ts'
import type { Accounts } from './final-accounts.tsx'

export function Publish({ data }: { data: Accounts }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, busy, error } = useCommand<typeof publishFinalAccounts>(
    'disclosure.publish-final-accounts',
    '决算已公开',
    {
      keep: true,
    },
  )
  const off = data.ties.some(tie => !tie.holds)
  const { year } = data
  const as = data.as === 'reported' ? ('reported' as const) : ('classified' as const)
  const take = () =>
    run({ year, as, accept_reason: reason.trim() || null }).then(
      () => setOpen(false),
      () => undefined,
    )
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        公开
      </Button>
      <Modal
        open={open}
        title={`公开${year}年度部门决算`}
        okText="公开"
        okButtonProps={{ disabled: off && reason.trim() === '' }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => void take()}
      >
        <ErrorNote error={error} />
        <p>公开后，居民在“信息公开”里可以看到全部表和公开数据。重新公开会替换上一次的。</p>
        {off && (
          <>
            <p className="bad">有勾稽不符的，要写明原因才能公开，原因一并公开。</p>
            <Input.TextArea
              aria-label="不符的原因"
              placeholder="不符的原因"
              maxLength={400}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </>
        )}
      </Modal>
    </>
  )
}

function Withdraw({ year, close }: { year: number; close: () => void }) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useCommand<typeof withdrawFinalAccounts>(
    'disclosure.withdraw-final-accounts',
    '公开的决算已撤下',
  )
  return (
    <Modal
      open
      title={`撤下${year}年度部门决算`}
      okText="撤下"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void run({ year, reason }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <p>撤下后居民看不到这一年的决算。账不变，可以再公开。</p>
      <Input.TextArea
        aria-label="撤下的原因"
        placeholder="撤下的原因"
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </Modal>
  )
}

/** Whether the public sees the year's tables; and why not yet, with what comes first. */
export function PublishedLine({ year, closed }: { year: number; closed: boolean }) {
  const leads = useMay(['director'])
  const [taking, setTaking] = useState(false)
  const { data } = useQuery({
    queryKey: ['disclosure.published-accounts'],
    queryFn: () => ask<typeof publishedAccountsQuery>('disclosure.published-accounts'),
  })
  const published = data?.find(row => row.year === year)
  if (!data) return null
  if (!published)
    return (
      <p className="no-print">
        {closed ? (
          '还没有公开。由综合运行或主任公开。'
        ) : (
          <>
            年度关账后才能公开。先到<Link to={paths.closing}>年度关账</Link>。
          </>
        )}
      </p>
    )
  return (
    <p className="no-print">
      <span className="ok">已公开</span>（{moment(published.published_at)}）{'　'}
      <a href={`/disclosure/${year}/final-accounts`}>看公开页</a>
      {leads && '　'}
      {leads && (
        <button type="button" className="link" onClick={() => setTaking(true)}>
          撤下
        </button>
      )}
      {taking && <Withdraw year={year} close={() => setTaking(false)} />}
    </p>
  )
}
