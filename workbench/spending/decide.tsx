// What can be done with a claim now: decide it, take it back, cancel it, book its loan, record a refund. Then the next item.
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { decideClaim } from '../../src/spending/approval/decide-claim.ts'
import type { cancelClaim, withdrawClaim } from '../../src/spending/claims/submit-claim.ts'
import type { refundClaim } from '../../src/spending/payment/refund.ts'
import type { settleLoan } from '../../src/spending/payment/settle.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { useTodos } from '../inbox/data.ts'
import { ErrorNote, FormWindow, fenOf, MoneyInput, ReasonField, useCommand, yuan } from '../ui/index.ts'
import type { FullClaim } from './data.ts'

/** The next thing that waits for me elsewhere. */
function Next({ claim }: { claim: FullClaim }) {
  const { data: todos = [] } = useTodos()
  const next = todos.find(todo => todo.path !== `${paths.claims}/${claim.id}`)
  return (
    <p className="done" role="status">
      已办理。
      {next ? <Link to={next.path as string}>下一件：{next.title}</Link> : <Link to={paths.inbox}>没有别的待办了</Link>}
    </p>
  )
}

export function Decide({ claim }: { claim: FullClaim }) {
  const [opinion, setOpinion] = useState('')
  const [done, setDone] = useState(false)
  const { run, busy, error } = useCommand<typeof decideClaim>('spending.decide-claim', undefined, { keep: true })
  if (done) return <Next claim={claim} />
  if (!claim.mine || claim.open_step === null) return null
  const step = claim.steps.find(one => one.n === claim.open_step)!
  const decide = (decision: 'approve' | 'return' | 'reject') =>
    void run({ claim_id: claim.id, round: claim.round, step_n: step.n, decision, opinion: opinion.trim() }).then(
      () => setDone(true),
      () => undefined,
    )
  const silent = opinion.trim() === ''
  return (
    <div className="decide-box">
      <b>{step.title}：由您办理</b>
      <ErrorNote error={error} />
      <Input.TextArea
        aria-label="审批意见"
        placeholder="意见；退回和不予报销要写明原因"
        value={opinion}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        onChange={event => setOpinion(event.target.value)}
      />
      <div className="choices">
        <Button type="primary" loading={busy} onClick={() => decide('approve')}>
          同意
        </Button>
        <Button loading={busy} disabled={silent} onClick={() => decide('return')}>
          退回
        </Button>
        <Button danger loading={busy} disabled={silent} onClick={() => decide('reject')}>
          不予报销
        </Button>
      </div>
    </div>
  )
}

function Cancel({ claim, close }: { claim: FullClaim; close: () => void }) {
  const { run, busy, error } = useCommand<typeof cancelClaim>('spending.cancel-claim', '已作废')
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title="作废这张单据"
      okText="作废"
      onCancel={close}
      confirmLoading={busy}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      onOk={() => void run({ claim_id: claim.id, reason: reason.trim() }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <p className="soft">占用的额度退回科室，发票可以重新报销。作废后不能恢复。</p>
      <Input
        aria-label="作废原因"
        placeholder="原因"
        maxLength={200}
        onChange={event => setReason(event.target.value)}
      />
    </Modal>
  )
}

function Refund({ claim, close }: { claim: FullClaim; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof refundClaim>('spending.refund-claim', '已登记退款，额度退回科室')
  const submit = ({ amount, reason }: { amount: string; reason: string }) =>
    run({ claim_id: claim.id, amount_fen: fenOf(amount) ?? '0', on_date: me!.today, reason })
  return (
    <FormWindow<{ amount: string; reason: string }>
      title="登记退款"
      ok="登记"
      busy={busy}
      error={error}
      submit={submit}
      close={close}
    >
      <Form.Item name="amount" label="退回金额" rules={[{ required: true, message: '请填金额' }]}>
        <MoneyInput />
      </Form.Item>
      <ReasonField />
    </FormWindow>
  )
}

/** 冲销借款, where it still has to be booked. */
function Offset({ claim }: { claim: FullClaim }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof settleLoan>('spending.settle-loan', '借款已冲销')
  if (claim.state !== 'approved' || claim.offset_fen === '0' || claim.offset_voucher_id) return null
  return (
    <>
      <ErrorNote error={error} />
      <Button
        loading={busy}
        onClick={() => void run({ claim_id: claim.id, on_date: me!.today }).catch(() => undefined)}
      >
        冲销借款 {yuan(claim.offset_fen)} 元
      </Button>
    </>
  )
}

export function Actions({ claim }: { claim: FullClaim }) {
  const finance = useMay(['finance'])
  const [open, setOpen] = useState<'cancel' | 'refund'>()
  const withdraw = useCommand<typeof withdrawClaim>('spending.withdraw-claim', '已撤回，可以修改后再提交')
  const cancels = (claim.own && ['draft', 'returned'].includes(claim.state)) || (finance && claim.state === 'approved')
  const close = () => setOpen(undefined)
  return (
    <>
      <ErrorNote error={withdraw.error} />
      {claim.own && claim.state === 'approving' && (
        <Button
          loading={withdraw.busy}
          onClick={() => void withdraw.run({ claim_id: claim.id }).catch(() => undefined)}
        >
          撤回
        </Button>
      )}
      {finance && <Offset claim={claim} />}
      {finance && claim.state === 'paid' && claim.kind !== 'loan' && (
        <Button onClick={() => setOpen('refund')}>登记退款</Button>
      )}
      {cancels && <Button onClick={() => setOpen('cancel')}>作废</Button>}
      {claim.claim_no && (
        <Link className="as-button" to={`${paths.claims}/${claim.id}/print` as string}>
          打印单据
        </Link>
      )}
      {open === 'cancel' && <Cancel claim={claim} close={close} />}
      {open === 'refund' && <Refund claim={claim} close={close} />}
    </>
  )
}
