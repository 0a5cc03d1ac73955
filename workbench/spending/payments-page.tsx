// Paying: what is approved and waits, sent to the bank in one batch; and the batches with what became of them.
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { makeBatch } from '../../src/spending/payment/batches.ts'
import { DOCUMENTS, KINDS, PAY_BY } from '../../src/spending/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  textColumn,
  useCommand,
  useYear,
  YearPicker,
  yuan,
} from '../ui/index.ts'
import { CarryOver, waitsForCarrying } from './carry-claims.tsx'
import { type Batch, type Payable, useBatches, usePayables, useReliefs, useRules, word } from './data.ts'
import './spending.css'

/** Why a claim cannot be sent now; undefined when it can. */
function barred(row: Payable, today?: string): string | undefined {
  if (waitsForCarrying(row, today)) return '等会计办理跨年结转'
  if (row.barred) return '您申请或审批过，由另一位出纳付款'
  if (row.missing.length > 0) return `缺${row.missing.map(one => word(DOCUMENTS, one)).join('、')}`
  if (row.offset_open) return '等会计先冲销借款'
  return row.payee_count === 0 ? '没有收款人' : undefined
}

const claimLink = (row: Payable) => <Link to={`${paths.claims}/${row.claim_id}` as string}>{row.title}</Link>

const cardOf = (today: string | undefined) => (row: Payable) => {
  return (
    <>
      <div className="card-head">
        {claimLink(row)}
        <Money fen={row.unpaid_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.claim_no}　{row.payees}
        </span>
        <span className={barred(row, today) ? 'bad' : 'ok'}>{barred(row, today) ?? '可付'}</span>
      </div>
    </>
  )
}

function Send({ chosen, done }: { chosen: readonly Payable[]; done: () => void }) {
  const { data: rules } = useRules()
  const { data: me } = useMe()
  const navigate = useNavigate()
  const [layout, setLayout] = useState<string>()
  const { run, busy, error } = useCommand<typeof makeBatch>('spending.make-batch', '批次已提交，款项在途', {
    keep: true,
  })
  const layouts = rules?.layouts ?? []
  const layout_id = layout ?? layouts[0]?.id
  const send = () =>
    void run({ claim_ids: chosen.map(row => row.claim_id), layout_id: layout_id!, on_date: me!.today }).then(
      ({ batch_id }) => {
        done()
        void navigate({ to: `${paths.payments}/${batch_id}` as string })
      },
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={error} />
      <div className="claim-acts">
        <Select
          aria-label="银行文件格式"
          value={layout_id ?? null}
          onChange={setLayout}
          options={layouts.map(one => ({ value: one.id, label: one.name }))}
          style={{ minWidth: 180 }}
        />
        <Button type="primary" loading={busy} disabled={chosen.length === 0 || !layout_id} onClick={send}>
          {chosen.length === 0
            ? '先选要付的单据'
            : `付款 ${chosen.length} 张，共 ${yuan(sumFen(chosen.map(row => row.unpaid_fen)))} 元`}
        </Button>
      </div>
    </>
  )
}

const exportOf = (today: string | undefined) => ({
  header: ['单据号', '类别', '事由', '申请人', '收款人', '支付方式', '待付金额', '说明'],
  row: (row: Payable) => [
    row.claim_no,
    word(KINDS, row.kind),
    row.title,
    row.applicant,
    row.payees,
    word(PAY_BY, row.pay_by),
    { fen: row.unpaid_fen },
    barred(row, today) ?? '',
  ],
})

const columns = (rows: Payable[], today: string | undefined) => [
  textColumn<Payable>('单据号', row => row.claim_no),
  choiceColumn<Payable>('类别', rows, row => word(KINDS, row.kind)),
  textColumn<Payable>('事由', row => row.title, { render: (_value, row) => claimLink(row) }),
  choiceColumn<Payable>('申请人', rows, row => row.applicant),
  textColumn<Payable>('收款人', row => row.payees),
  choiceColumn<Payable>('支付方式', rows, row => word(PAY_BY, row.pay_by)),
  textColumn<Payable>('能不能付', row => barred(row, today) ?? '可付', {
    render: (_value, row) => <span className={barred(row, today) ? 'bad' : 'ok'}>{barred(row, today) ?? '可付'}</span>,
  }),
  moneyColumn<Payable>('待付（元）', row => row.unpaid_fen),
]

/** Whether I am a cashier, or stand in for one. */
function usePays(): boolean {
  const cashier = useMay(['cashier'])
  const { data: me } = useMe()
  const { data: reliefs = [] } = useReliefs()
  const standsIn = reliefs.some(
    row =>
      row.role === 'cashier' && row.relief_person_id === me?.id && row.from_day <= me.today && me.today <= row.to_day,
  )
  return cashier || standsIn
}

function ToPay() {
  const { data, error, isPending, refetch } = usePayables()
  const [keys, setKeys] = useState<string[]>([])
  const pays = usePays()
  const rows = data ?? []
  const today = useMe().data?.today
  const able = rows.filter(row => !barred(row, today))
  const chosen = able.filter(row => keys.includes(row.claim_id))
  return (
    <section className="part">
      <h2>待付款</h2>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Payable>
        name="待付款单据"
        rowKey="claim_id"
        loading={isPending}
        dataSource={rows}
        pagination={false}
        empty="没有等着付款的单据。"
        tools={
          able.length > 0 && (
            <Button size="small" onClick={() => setKeys(able.map(row => row.claim_id))}>
              全选可付的 {able.length} 张
            </Button>
          )
        }
        csv={exportOf(today)}
        card={cardOf(today)}
        rowSelection={{
          selectedRowKeys: chosen.map(row => row.claim_id),
          onChange: selected => setKeys(selected.map(String)),
          getCheckboxProps: row =>
            ({
              disabled: barred(row, today) !== undefined,
              'aria-label': `选中 ${row.title}`,
            }) as never,
          getTitleCheckboxProps: () => ({ 'aria-label': '全选' }) as never,
        }}
        columns={columns(rows, today)}
      />
      <CarryOver rows={rows} />
      {pays && rows.length > 0 && <Send chosen={chosen} done={() => setKeys([])} />}
    </section>
  )
}

const batchLink = (row: Batch) => <Link to={`${paths.payments}/${row.id}` as string}>{row.batch_no}</Link>
const batchState = (row: Batch) =>
  row.sent_count > 0
    ? `${row.sent_count} 笔在途`
    : row.failed_count > 0
      ? `${row.failed_count} 笔失败或退票`
      : '全部到账'

function Batches() {
  const looks = useMay(['cashier', 'finance', 'director', 'auditor'])
  const pays = usePays()
  const sees = looks || pays
  const { year } = useYear()
  const { data, error, isPending } = useBatches(year, sees)
  if (!sees) return null
  return (
    <section className="part">
      <h2>付款批次</h2>
      <ErrorNote error={error} />
      <DataTable<Batch>
        name={`${year}年付款批次`}
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有付款批次。"
        csv={{
          header: ['批次', '日期', '经办', '文件格式', '笔数', '状态', '金额'],
          row: row => [
            row.batch_no,
            row.on_date,
            row.made_by,
            row.layout,
            row.payment_count,
            batchState(row),
            { fen: row.total_fen },
          ],
        }}
        card={row => (
          <>
            <div className="card-head">
              {batchLink(row)}
              <Money fen={row.total_fen} />
            </div>
            <div className="card-line">
              <span>
                {row.on_date}　{row.made_by}　{row.payment_count} 笔
              </span>
              <span>{batchState(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('批次', row => row.batch_no, { render: (_value, row) => batchLink(row) }),
          textColumn('日期', row => row.on_date),
          choiceColumn('经办', data, row => row.made_by),
          textColumn('笔数', row => String(row.payment_count)),
          choiceColumn('状态', data, batchState),
          moneyColumn('金额（元）', row => row.total_fen),
        ]}
      />
    </section>
  )
}

export function PaymentsPage() {
  return (
    <PageFrame
      title="付款"
      about="出纳把审批完成的单据合成批次，导出银行文件；会计按回单登记到账、失败或退票。申请和审批过的人不能付款。"
      actions={<YearPicker />}
    >
      <ToPay />
      <Batches />
    </PageFrame>
  )
}
