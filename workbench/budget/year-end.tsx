// 年末结转与收回: what is left of every line, and what the approving document makes of it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { carryOver, recall, yearEnd } from '../../src/budget/year-end/clear-year.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import type { KeptFile } from '../app/upload.ts'
import {
  DataTable,
  ErrorNote,
  FilesField,
  FormWindow,
  fenOf,
  Money,
  MoneyInput,
  moneyColumn,
  PageFrame,
  textColumn,
  useCommand,
  useYear,
  YearPicker,
  yuan,
} from '../ui/index.ts'

type Row = Awaited<ReturnType<typeof ask<typeof yearEnd>>>[number]
type Fields = { way: 'carry' | 'recall'; amount: string; doc_no: string; files?: KeptFile[] }

const plain = (fen: string) => yuan(fen).replaceAll(',', '')
const open = (row: Row) => row.free_fen !== '0' || row.committed_fen !== '0'

const Way = ({ year }: { year: number }) => (
  <Form.Item name="way" label="怎样处理">
    <Radio.Group
      options={[
        { value: 'carry', label: `结转到 ${year + 1} 年` },
        { value: 'recall', label: '财政收回' },
      ]}
    />
  </Form.Item>
)

const Document = () => (
  <>
    <Form.Item name="doc_no" label="批准文号" rules={[{ required: true, whitespace: true, message: '请填批准文号' }]}>
      <Input maxLength={80} autoComplete="off" />
    </Form.Item>
    <Form.Item name="files" label="批准文件（可后补）">
      <FilesField kinds={['document', 'image']} />
    </Form.Item>
  </>
)

function Clear({ row, year, close }: { row: Row; year: number; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const way = Form.useWatch('way', form)
  const carry = useCommand<typeof carryOver>('budget.carry-over', '已结转', { keep: true })
  const back = useCommand<typeof recall>('budget.recall', '已收回', { keep: true })
  const take = ({ amount, doc_no, files = [], way: chosen }: Fields) => {
    const given = { year, line_no: row.line_no, doc_no, file_ids: files.map(file => file.file_id) }
    const sent =
      chosen === 'carry'
        ? carry.run({ ...given, balance_fen: fenOf(amount)! })
        : back.run({ ...given, amount_fen: fenOf(amount)! })
    return sent
  }
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      const fen = fenOf(value ?? '')
      if (fen === undefined || (way === 'recall' && fen === '0')) throw new Error('请填金额，最多两位小数')
      if (BigInt(fen) > BigInt(row.free_fen)) throw new Error(`未用余额只有 ${yuan(row.free_fen)} 元`)
    },
  }
  return (
    <FormWindow<Fields>
      title={`${row.line_no} ${row.title}`}
      ok={way === 'recall' ? '收回' : '结转'}
      form={form}
      busy={carry.busy || back.busy}
      error={carry.error ?? back.error}
      initial={{ way: 'carry', amount: plain(row.free_fen) }}
      submit={take}
      close={close}
    >
      <Way year={year} />
      <Form.Item
        name="amount"
        label="未用余额中的金额"
        rules={[rule]}
        extra={
          way === 'carry' &&
          row.committed_fen !== '0' &&
          `合同占用的 ${yuan(row.committed_fen)} 元一并结转，原合同接着付款。`
        }
      >
        <MoneyInput />
      </Form.Item>
      <Document />
    </FormWindow>
  )
}

const SHEET = {
  header: ['行号', '名称', '全年预算', '已支出', '占用', '合同占用', '在途', '未用余额', '已结转', '已收回'],
  row: (row: Row) => [
    row.line_no,
    row.title,
    ...[row.plan_fen, row.spent_fen, row.reserved_fen, row.committed_fen, row.in_transit_fen].map(fen => ({ fen })),
    ...[row.free_fen, row.carried_fen, row.recalled_fen].map(fen => ({ fen })),
  ],
}

function OnPhone({ row, act }: { row: Row; act: React.ReactNode }) {
  return (
    <>
      <div className="card-head">
        <span>
          {row.line_no} {row.title}
        </span>
        <Money fen={row.free_fen} />
      </div>
      <div className="card-line">
        <span>
          已支出 <Money fen={row.spent_fen} />
        </span>
        <span>未用余额</span>
      </div>
      <div className="card-line">
        <span>
          结转 <Money fen={row.carried_fen} />
          ，收回 <Money fen={row.recalled_fen} />
        </span>
        {act}
      </div>
    </>
  )
}

export function YearEndPage() {
  const { year, closed } = useYear()
  const finance = useMay(['finance'])
  const [clearing, setClearing] = useState<Row>()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['budget.year-end', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof yearEnd>('budget.year-end', { year }),
  })
  const act = (row: Row) =>
    finance && !closed && open(row) ? (
      <button type="button" className="link" onClick={() => setClearing(row)}>
        结转或收回
      </button>
    ) : null
  return (
    <PageFrame
      title="年末结转与收回"
      about={
        <>
          单位：元。每个指标年末要么用完，要么按批准文件结转或收回，办清了才能<Link to={paths.closing}>关账</Link>。
        </>
      }
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Row>
          name={`${year}年末结转与收回`}
          rowKey="line_no"
          loading={isPending}
          dataSource={data}
          pagination={false}
          empty="这一年没有支出指标"
          words={row => `${row.line_no} ${row.title}`}
          csv={SHEET}
          card={row => <OnPhone row={row} act={act(row)} />}
          columns={[
            textColumn('行号', row => row.line_no),
            textColumn('名称', row => row.title),
            moneyColumn('全年预算', row => row.plan_fen),
            moneyColumn('已支出', row => row.spent_fen),
            moneyColumn('占用和在途', row => String(BigInt(row.reserved_fen) + BigInt(row.in_transit_fen))),
            moneyColumn('合同占用', row => row.committed_fen),
            moneyColumn('未用余额', row => row.free_fen),
            moneyColumn('已结转', row => row.carried_fen),
            moneyColumn('已收回', row => row.recalled_fen),
            { title: '办理', render: (_value, row) => act(row) },
          ]}
        />
        {clearing && year !== undefined && <Clear row={clearing} year={year} close={() => setClearing(undefined)} />}
      </NeedsYear>
    </PageFrame>
  )
}
