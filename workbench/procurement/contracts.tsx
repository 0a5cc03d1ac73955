// The register of procurement contracts of a year, with what is due: publication, filing, supplements.
import { Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { CONTRACT_COLUMNS } from '../../src/procurement/contracts/columns.ts'
import type { fileContract, publishContract } from '../../src/procurement/contracts/publish-contract.ts'
import type { supplementContract } from '../../src/procurement/contracts/sign-contract.ts'
import { FigureLine } from '../app/figure-line.tsx'
import { ImportList } from '../app/list-file.tsx'
import { useMay, useMe } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  fenOf,
  Money,
  MoneyInput,
  moneyColumn,
  PageFrame,
  sumFen,
  TotalsRow,
  textColumn,
  useCommand,
  useYear,
  YearPicker,
  yuan,
} from '../ui/index.ts'
import { type Contract, needed, useContracts } from './data.ts'
import { DecidingRules } from './deciding-rules.tsx'
import './procurement.css'

/** The first twelve come in again; the deadlines are worked out by the rules of the day. */
const EXPORT = {
  header: [...Object.values(CONTRACT_COLUMNS), '公告期限', '备案期限', '保存至'],
  row: (row: Contract) => [
    row.contract_no,
    row.title,
    row.line_no,
    row.supplier,
    row.method,
    row.signed_on,
    { fen: row.amount_fen },
    row.supplements_no,
    row.published_on,
    row.published_url,
    row.filed_on,
    row.filed_no,
    row.publish_due_on,
    row.file_due_on,
    row.keep_until,
  ],
}

/** When it is due, or when it was done; late is told in red. */
function Due({ due, done, confirmed }: { due: string | null; done: string | null; confirmed: boolean }) {
  const { data: me } = useMe()
  if (done)
    return (
      <span className={due && done > due ? 'due late' : 'due'}>
        {done}
        {due && done > due ? ' 迟' : ''}
      </span>
    )
  if (!due) return null
  const late = me !== undefined && me.today > due
  return (
    <span className={late ? 'due late' : 'due'}>
      {due} 前{late ? '，已逾期' : ''}
      {confirmed ? '' : '（节假日待核）'}
    </span>
  )
}

function NoteDay({ contract, what, close }: { contract: Contract; what: 'publish' | 'file'; close: () => void }) {
  const { data: me } = useMe()
  const publish = useCommand<typeof publishContract>('procurement.publish-contract', '已登记公告')
  const file = useCommand<typeof fileContract>('procurement.file-contract', '已登记备案')
  const submit = ({ day, words = '' }: { day: string; words?: string }) =>
    what === 'publish'
      ? publish.run({ contract_id: contract.id, published_on: day, url: words })
      : file.run({ contract_id: contract.id, filed_on: day, filed_no: words })
  return (
    <FormWindow<{ day: string; words?: string }>
      title={`${what === 'publish' ? '合同公告' : '合同备案'}：${contract.contract_no}`}
      ok="登记"
      busy={publish.busy || file.busy}
      error={publish.error ?? file.error}
      initial={{ day: me?.today }}
      submit={submit}
      close={close}
    >
      <Form.Item name="day" label="日期" rules={needed('请填日期')}>
        <Input type="date" min={contract.signed_on} max={me?.today} />
      </Form.Item>
      <Form.Item name="words" label={what === 'publish' ? '公告网址（可不填）' : '备案号（可不填）'}>
        <Input maxLength={what === 'publish' ? 300 : 80} />
      </Form.Item>
    </FormWindow>
  )
}

function Supplement({ contract, close }: { contract: Contract; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof supplementContract>(
    'procurement.supplement-contract',
    '补充合同已登记',
  )
  const left = BigInt(contract.supplement_max_fen) - BigInt(contract.supplement_fen)
  return (
    <FormWindow<{ contract_no: string; amount: string; signed_on: string }>
      title={`补充合同：${contract.contract_no}`}
      ok="登记"
      busy={busy}
      error={error}
      initial={{ signed_on: me?.today }}
      submit={({ amount, ...rest }) => run({ ...rest, contract_id: contract.id, amount_fen: fenOf(amount) ?? '0' })}
      close={close}
    >
      <p className="soft">
        补充合同累计不得超过 {yuan(contract.supplement_max_fen)} 元，还可以补充 {yuan(left)} 元。依据：
      </p>
      <DecidingRules rules={contract.rules.filter(rule => rule.kind === 'supplement-permille')} />
      <Form.Item name="contract_no" label="补充合同号" rules={needed('请填合同号')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="amount" label="金额" rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Form.Item name="signed_on" label="签订日期" rules={needed('请填日期')}>
        <Input type="date" max={me?.today} />
      </Form.Item>
    </FormWindow>
  )
}

type Shown = { contract: Contract; what: 'publish' | 'file' | 'supplement' }

function Actions({ row, show }: { row: Contract; show: (shown: Shown) => void }) {
  const offers = [
    !row.cancelled && row.publish_due_on && !row.published_on && (['publish', '公告'] as const),
    !row.cancelled && row.file_due_on && !row.filed_on && (['file', '备案'] as const),
    !row.cancelled && row.requisition_id && !row.supplements_id && (['supplement', '补充'] as const),
  ].filter(offer => typeof offer === 'object' && offer !== null)
  return (
    <span className="links">
      {offers.map(([what, words]) => (
        <button key={what} type="button" className="link" onClick={() => show({ contract: row, what })}>
          {words}
        </button>
      ))}
    </span>
  )
}

const titleOf = (row: Contract) => (
  <>
    {row.requisition_id ? (
      <Link to={`${paths.requisitions}/${row.requisition_id}` as string}>{row.title}</Link>
    ) : (
      row.title
    )}
    {row.cancelled && <span className="soft">（采购已取消）</span>}
  </>
)

function OnPhone({ row, actions }: { row: Contract; actions: React.ReactNode }) {
  return (
    <>
      <div className="card-head">
        {titleOf(row)}
        <Money fen={row.amount_fen} />
      </div>
      <div className="card-line">
        <span>{row.contract_no}</span>
        <span>{row.signed_on}</span>
      </div>
      <div className="card-line">
        <span>{row.supplier}</span>
        <span>{row.method}</span>
      </div>
      {row.publish_due_on && (
        <div className="card-line">
          <span>
            公告 <Due due={row.publish_due_on} done={row.published_on} confirmed={row.calendar_confirmed} />
          </span>
          <span>
            备案 <Due due={row.file_due_on} done={row.filed_on} confirmed={row.calendar_confirmed} />
          </span>
        </div>
      )}
      {actions}
    </>
  )
}

const columnsOf = (
  data: readonly Contract[] | undefined,
  actions: ((row: Contract) => React.ReactNode) | undefined,
) => [
  textColumn<Contract>('合同号', row => row.contract_no),
  textColumn<Contract>('名称', row => row.title, { render: (_value, row) => titleOf(row) }),
  choiceColumn<Contract>('指标', data, row => row.line_no),
  choiceColumn<Contract>('供应商', data, row => row.supplier),
  choiceColumn<Contract>('采购方式', data, row => row.method),
  textColumn<Contract>('签订日期', row => row.signed_on, {
    render: (_value, row) => <Due due={row.sign_due_on} done={row.signed_on} confirmed />,
  }),
  moneyColumn<Contract>('金额（元）', row => row.amount_fen),
  textColumn<Contract>('公告', row => row.published_on ?? row.publish_due_on, {
    render: (_value, row) => (
      <Due due={row.publish_due_on} done={row.published_on} confirmed={row.calendar_confirmed} />
    ),
  }),
  textColumn<Contract>('备案', row => row.filed_on ?? row.file_due_on, {
    render: (_value, row) => <Due due={row.file_due_on} done={row.filed_on} confirmed={row.calendar_confirmed} />,
  }),
  textColumn<Contract>('档案保存至', row => row.keep_until),
  ...(actions ? [{ title: '办理', render: (_value: unknown, row: Contract) => actions(row) }] : []),
]

function Totals({ rows, rest }: { rows: readonly Contract[]; rest: number }) {
  if (rows.length === 0) return null
  return <TotalsRow count={`${rows.length} 份`} lead={6} sums={[sumFen(rows.map(row => row.amount_fen))]} rest={rest} />
}

/** By contract and by payment: two rates that are never mixed. */
const RATES = ['procurement.contracted', 'procurement.execution-rate', 'procurement.paid', 'procurement.payment-rate']

export function ContractsPage() {
  const { year } = useYear()
  const { data, error, isPending, refetch } = useContracts(year)
  const buys = useMay(['operations'])
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const actions = buys ? (row: Contract) => <Actions row={row} show={setShown} /> : undefined
  const example = data?.some(row => row.is_example) ? '有示例数据。' : ''
  return (
    <PageFrame
      title="采购合同"
      about={data && data.length > 0 && `${year}年签订 ${data.length} 份。${example}`}
      actions={
        <>
          {buys && (
            <ImportList
              title="导入采购合同"
              reading="procurement.read-contracts"
              command="procurement.import-contracts"
              counter="份"
              about="合同号没有登记过的新增；已经登记的只补公告和备案，其余不能用表格改。"
            />
          )}
          <Link to={paths.requisitions}>
            <Button>从申请单登记合同</Button>
          </Link>
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        {year !== undefined && <FigureLine year={year} names={RATES} />}
        <DataTable<Contract>
          name={`${year}年采购合同`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={false}
          empty={`${year ?? '这一'}年没有采购合同。在采购申请单上登记合同`}
          words={row => `${row.contract_no} ${row.title} ${row.line_no} ${row.supplier} ${row.method}`}
          csv={EXPORT}
          card={row => <OnPhone row={row} actions={actions?.(row)} />}
          columns={columnsOf(data, actions)}
          summary={rows => <Totals rows={rows} rest={actions ? 4 : 3} />}
        />
      </NeedsYear>
      {shown?.what === 'supplement' && <Supplement contract={shown.contract} close={close} />}
      {shown && shown.what !== 'supplement' && <NoteDay contract={shown.contract} what={shown.what} close={close} />}
    </PageFrame>
  )
}
