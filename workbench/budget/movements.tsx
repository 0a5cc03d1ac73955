// Entries of the ledger: filtered by the address, each opens its voucher, receipts and payments can be reversed.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import type { movements } from '../../src/budget/ledger.ts'
import type { reverseMovement } from '../../src/budget/reverse-movement.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { useMe } from '../app/shell.tsx'
import { DataTable, ErrorNote, PageFrame, useCommand, useYear, YearPicker, yuan } from '../ui/index.ts'
import { type MovementRow, useLedger } from './data.ts'

const PAGE = 50
const GROUPS = [
  { value: 'opening', label: '年初预算' },
  { value: 'adjusted', label: '调整' },
  { value: 'allotted', label: '下达' },
  { value: 'reserved', label: '占用' },
  { value: 'executed', label: '收支' },
]

type Search = { line?: string | number; group?: string; month?: number; search?: string; page?: number }

function Reverse({ row, close }: { row: MovementRow; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof reverseMovement>('budget.reverse-movement', '已红冲')
  const [reason, setReason] = useState('')
  const day = me && row.on_date.startsWith(me.today.slice(0, 4)) ? me.today : `${row.on_date.slice(0, 4)}-12-31`
  return (
    <Modal
      open
      title="红冲"
      onCancel={close}
      okText="红冲"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void run({ movement_id: row.id, on_date: day, reason }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <p>
        {row.on_date}　{row.summary}　{yuan(row.amount_fen)} 元
      </p>
      <p style={{ color: 'var(--soft)' }}>原记录保留，另记一笔相反的记录并冲回凭证，日期 {day}。</p>
      <Input.TextArea
        aria-label="红冲原因"
        placeholder="红冲原因"
        value={reason}
        onChange={event => setReason(event.target.value)}
        maxLength={200}
      />
    </Modal>
  )
}

export function MovementsPage() {
  const { year } = useYear()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const change = (next: Search) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, page: undefined, ...next }) as never,
    })
  const { data: lines } = useLedger(year)
  const { data: me } = useMe()
  const [reversing, setReversing] = useState<MovementRow>()
  const page = search.page ?? 1
  const line = search.line === undefined ? undefined : String(search.line)
  const asked = {
    year,
    line_id: line,
    group: search.group,
    month: search.month,
    search: search.search,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  }
  const { data, error, isPending } = useQuery({
    queryKey: ['budget.movements', asked],
    enabled: year !== undefined,
    queryFn: () => ask<typeof movements>('budget.movements', asked),
  })
  const filters = (
    <>
      <Select
        aria-label="指标"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="全部指标"
        value={line}
        onChange={value => change({ line: value })}
        options={lines?.map(row => ({ value: row.id, label: `${row.line_no} ${row.title}` }))}
        style={{ width: 200 }}
      />
      <Select
        aria-label="种类"
        allowClear
        placeholder="全部种类"
        value={search.group}
        onChange={value => change({ group: value })}
        options={GROUPS}
        style={{ width: 112 }}
      />
      <Select
        aria-label="月份"
        allowClear
        placeholder="全年"
        value={search.month}
        onChange={value => change({ month: value })}
        options={Array.from({ length: 12 }, (_, n) => ({ value: n + 1, label: `${n + 1}月` }))}
        style={{ width: 88 }}
      />
      <Input.Search
        aria-label="查找"
        allowClear
        placeholder="摘要、对方、文号"
        defaultValue={search.search}
        onSearch={value => change({ search: value || undefined })}
        style={{ width: 200 }}
      />
      <YearPicker />
    </>
  )
  return (
    <PageFrame
      title="台账明细"
      about={data && `共 ${data.total_count} 条，合计 ${yuan(data.total_fen)} 元`}
      actions={filters}
    >
      <ErrorNote error={error} />
      <DataTable<MovementRow>
        name={`${year}年度台账明细`}
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        empty="没有符合条件的记录，换个条件试试"
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total_count ?? 0,
          onChange: value => change({ page: value }),
          showSizeChanger: false,
        }}
        csv={{
          header: ['日期', '种类', '指标', '摘要', '对方', '科室', '金额（元）', '文号'],
          row: row => [
            row.on_date,
            row.kind_title,
            `${row.line_no} ${row.line_title}`,
            row.summary,
            row.counterparty,
            row.section,
            yuan(row.amount_fen),
            row.doc_no,
          ],
        }}
        columns={[
          { title: '日期', dataIndex: 'on_date' },
          { title: '种类', dataIndex: 'kind_title' },
          { title: '指标', render: (_v, row) => `${row.line_no} ${row.line_title}` },
          {
            title: '摘要',
            render: (_v, row) => (
              <>
                {row.summary}
                {row.reversed && (
                  <Tag color="error" style={{ marginLeft: 6 }}>
                    已红冲
                  </Tag>
                )}
              </>
            ),
          },
          { title: '科室', dataIndex: 'section' },
          { title: '对方', dataIndex: 'counterparty' },
          { title: '金额（元）', className: 'num', render: (_v, row) => yuan(row.amount_fen) },
          {
            title: '凭证',
            render: (_v, row) =>
              row.voucher_id && <Link to={`${paths.voucher}/${row.voucher_id}` as string}>凭证</Link>,
          },
          {
            title: '',
            render: (_v, row) =>
              me?.roles.includes('finance') &&
              ['spend', 'income'].includes(row.kind) &&
              !row.reversed &&
              !row.reverses_id && (
                <button type="button" className="link" onClick={() => setReversing(row)}>
                  红冲
                </button>
              ),
          },
        ]}
      />
      {reversing && <Reverse row={reversing} close={() => setReversing(undefined)} />}
    </PageFrame>
  )
}
