// One batch: its file for the bank, and what became of each payment.
import { Link, useParams } from '@tanstack/react-router'
import { App, Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { bankFileOfBatch } from '../../src/spending/payment/bank-file.ts'
import type { settlePayments } from '../../src/spending/payment/settle.ts'
import { PAYMENT_STATES } from '../../src/spending/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  download,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  textColumn,
  useCommand,
  yuan,
} from '../ui/index.ts'
import { type BatchPayment, useBatchPayments, word } from './data.ts'
import './spending.css'

type Outcome = 'confirm' | 'fail' | 'bounce'
const OUTCOMES: Record<Outcome, string> = { confirm: '登记到账', fail: '登记失败', bounce: '登记退票' }

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))

const inBankFile = (row: BatchPayment) => row.account_no !== '' && !row.is_tax && row.pay_by !== 'cash'

/** What the bank's file holds, what does not go there, and whether the bank was heard of already. */
function aboutBatch(rows: readonly BatchPayment[]): string {
  const told = (some: readonly BatchPayment[]) =>
    `${some.length} 笔 ${yuan(sumFen(some.map(row => row.amount_fen)))} 元`
  const [there, beside] = [rows.filter(inBankFile), rows.filter(row => !inBankFile(row))]
  const sent = rows.filter(row => row.state === 'sent').length
  return [
    there.length > 0 && `银行文件 ${told(there)}。`,
    beside.length > 0 && `不进银行文件（现金、代扣税款）${told(beside)}。`,
    sent > 0 ? `${sent} 笔在途，等银行回单。` : '没有在途的款项。',
    sent < rows.length && '已登记过结果：再下载的文件与当初送出的相同，不要重复提交银行。',
  ]
    .filter(Boolean)
    .join('')
}

function BankFile({ id }: { id: string }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const file = await ask<typeof bankFileOfBatch>('spending.bank-file', { batch_id: id })
      download(file.file_name, new Blob([bytesOf(file.content_base64)]))
    } catch {
      message.error('没有导出成功，请检查网络后再试。')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void save()}>
      下载银行文件
    </Button>
  )
}

type Asked = { outcome: Outcome; ids: string[] }

function Settle({ asked, close }: { asked: Asked; close: () => void }) {
  const { data: me } = useMe()
  const [reason, setReason] = useState('')
  const [day, setDay] = useState<string>()
  const { run, busy, error } = useCommand<typeof settlePayments>('spending.settle-payments', '已登记', { keep: true })
  const wants = asked.outcome !== 'confirm'
  const settle = () =>
    void run({
      payment_ids: asked.ids,
      outcome: asked.outcome,
      on_date: day ?? me!.today,
      reason: reason.trim(),
    }).then(close, () => undefined)
  return (
    <Modal
      open
      title={`${OUTCOMES[asked.outcome]} ${asked.ids.length} 笔`}
      okText={OUTCOMES[asked.outcome]}
      onCancel={close}
      confirmLoading={busy}
      okButtonProps={{ disabled: wants && reason.trim() === '' }}
      onOk={settle}
    >
      <ErrorNote error={error} />
      <p>
        银行回单日期{' '}
        <Input
          type="date"
          aria-label="银行回单日期"
          value={day ?? me?.today ?? ''}
          onChange={event => setDay(event.target.value)}
          style={{ width: 180 }}
        />
      </p>
      {wants && (
        <Input
          aria-label="原因"
          placeholder="银行给出的原因"
          maxLength={200}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      )}
      <p className="soft">
        {wants ? '款项退回单据，可以重新付款，额度继续占用。' : '到账后记为支出，同时生成财务会计和预算会计凭证。'}
      </p>
    </Modal>
  )
}

const claimLink = (row: BatchPayment) => <Link to={`${paths.claims}/${row.claim_id}` as string}>{row.claim_no}</Link>
const stateText = (row: BatchPayment) =>
  `${word(PAYMENT_STATES, row.state)}${row.settled_on ? ` ${row.settled_on}` : ''}${row.reason ? `：${row.reason}` : ''}`

function Voucher({ row }: { row: BatchPayment }) {
  return row.voucher_id ? <Link to={`${paths.voucher}/${row.voucher_id}` as string}>凭证</Link> : null
}

function RowActions({ row, ask: choose }: { row: BatchPayment; ask: (asked: Asked) => void }) {
  const outcomes: Outcome[] = row.state === 'sent' ? ['confirm', 'fail'] : row.state === 'paid' ? ['bounce'] : []
  return (
    <span className="links">
      {outcomes.map(outcome => (
        <button
          type="button"
          className="link"
          key={outcome}
          aria-label={`${OUTCOMES[outcome]} ${row.payee}`}
          onClick={() => choose({ outcome, ids: [row.id] })}
        >
          {OUTCOMES[outcome].slice(2)}
        </button>
      ))}
      <Voucher row={row} />
    </span>
  )
}

const EXPORT = {
  header: ['单据号', '事由', '收款人', '账号', '开户行', '状态', '金额'],
  row: (row: BatchPayment) => [
    row.claim_no,
    row.title,
    row.payee,
    row.account_no,
    row.bank,
    stateText(row),
    { fen: row.amount_fen },
  ],
}

const columns = (rows: BatchPayment[] | undefined, acts: (row: BatchPayment) => ReactNode) => [
  textColumn<BatchPayment>('单据号', row => row.claim_no, { render: (_value, row) => claimLink(row) }),
  textColumn<BatchPayment>('事由', row => row.title),
  choiceColumn<BatchPayment>('收款人', rows, row => row.payee),
  textColumn<BatchPayment>('账号', row => row.account_no),
  textColumn<BatchPayment>('开户行', row => row.bank),
  choiceColumn<BatchPayment>('状态', rows, stateText),
  moneyColumn<BatchPayment>('金额（元）', row => row.amount_fen),
  { title: '办理', render: (_value: unknown, row: BatchPayment) => acts(row) },
]

export function BatchPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, isPending, refetch } = useBatchPayments(id)
  const [asked, setAsked] = useState<Asked>()
  const finance = useMay(['finance'])
  const sent = data?.filter(row => row.state === 'sent').map(row => row.id) ?? []
  const acts = (row: BatchPayment) => (finance ? <RowActions row={row} ask={setAsked} /> : <Voucher row={row} />)
  return (
    <PageFrame
      title={`付款批次${data?.[0] ? ` ${data[0].batch_no}` : ''}`}
      about={data && aboutBatch(data)}
      actions={
        <>
          {data?.some(inBankFile) && <BankFile id={id} />}
          {finance && sent.length > 0 && (
            <Button type="primary" onClick={() => setAsked({ outcome: 'confirm', ids: sent })}>
              在途 {sent.length} 笔全部到账
            </Button>
          )}
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<BatchPayment>
        name="付款明细"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={EXPORT}
        card={row => (
          <>
            <div className="card-head">
              {row.payee}
              <Money fen={row.amount_fen} />
            </div>
            <div className="card-line">
              <span>
                {claimLink(row)}　{stateText(row)}
              </span>
              {acts(row)}
            </div>
          </>
        )}
        columns={columns(data, acts)}
      />
      {asked && <Settle asked={asked} close={() => setAsked(undefined)} />}
    </PageFrame>
  )
}
