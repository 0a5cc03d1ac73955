// 凭证档案: every voucher of a year with the claim, invoices and approvals behind it; the whole year as one archive.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { retention } from '../../src/spending/archive/archive.ts'
import { ask } from '../app/api.ts'
import { ImportList } from '../app/list-file.tsx'
import { OnlyFor, useMay, useMe } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  textColumn,
  useYear,
  YearPicker,
} from '../ui/index.ts'
import { type ArchiveRow, useArchive } from './data.ts'
import { type Kept as Kind, keptFor, RETENTION_SHEET } from './rule-sheets.ts'
import { NewRetention } from './table-forms.tsx'
import './spending.css'

const voucher = (row: ArchiveRow) => <Link to={`${paths.voucher}/${row.voucher_id}` as string}>{row.voucher_no}</Link>
const claim = (row: ArchiveRow) =>
  row.claim_id && <Link to={`${paths.claims}/${row.claim_id}` as string}>{row.claim_no}</Link>

const period = (row: Kind) => `${row.effective_from} 起${row.effective_to ? `，至 ${row.effective_to}` : ''}`

function Periods({ rows }: { rows: Kind[] }) {
  return (
    <DataTable<Kind>
      name="档案保管年限"
      rowKey={row => `${row.kind}${row.effective_from}`}
      dataSource={rows}
      pagination={false}
      csv={RETENTION_SHEET}
      card={row => (
        <>
          <div className="card-head">
            {row.title}
            <span>{keptFor(row)}</span>
          </div>
          <div className="card-line">
            {period(row)}　{row.source}
          </div>
        </>
      )}
      columns={[
        textColumn('档案', row => row.title),
        textColumn('保管年限', keptFor),
        textColumn('有效期', period),
        textColumn('依据', row => row.source),
        textColumn('核对', row => (row.confirmed ? '已核' : '待核')),
      ]}
    />
  )
}

/** How long each kind of papers is kept, now and before. */
function Kept() {
  const may = useMay(['finance', 'admin'])
  const { data: me } = useMe()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['spending.retention'],
    queryFn: () => ask<typeof retention>('spending.retention'),
  })
  if (!data || !me) return null
  const held = data.filter(one => one.effective_from <= me.today && (one.effective_to ?? me.today) >= me.today)
  const text = held.map(one => `${one.title}${one.years ? `保管 ${one.years} 年` : '永久保管'}`).join('；')
  return (
    <>
      <p className="soft">
        {text}。{held.some(one => !one.confirmed) && '年限待核，请对照现行《会计档案管理办法》。'}
      </p>
      <details className="part">
        <summary>保管年限的依据</summary>
        {may && (
          <div className="claim-acts">
            <Button onClick={() => setOpen(true)}>设定年限</Button>
            <ImportList
              title="导入档案保管年限"
              reading="spending.read-retention"
              command="spending.set-retention"
              counter="条"
              about="按档案和起用日期对应，同一天起的改动会替换原来的年限。"
            />
          </div>
        )}
        <Periods rows={data} />
      </details>
      {open && <NewRetention close={() => setOpen(false)} />}
    </>
  )
}

function Vouchers({ year }: { year: number | undefined }) {
  const { data, error, isPending, refetch } = useArchive(year)
  return (
    <>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<ArchiveRow>
        name={`${year}年凭证档案`}
        rowKey="voucher_id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        empty="这一年还没有凭证。"
        words={row => `${row.voucher_no} ${row.summary} ${row.claim_no} ${row.invoices} ${row.applicant}`}
        csv={{
          header: ['凭证号', '日期', '摘要', '金额', '单据号', '类别', '申请人', '发票号码', '审批', '附件', '保管到'],
          row: row => [
            row.voucher_no,
            row.on_date,
            row.summary,
            { fen: row.amount_fen },
            row.claim_no,
            row.kind,
            row.applicant,
            row.invoices,
            row.approvals,
            row.file_count,
            row.keep_until ?? '永久',
          ],
        }}
        card={row => (
          <>
            <div className="card-head">
              {voucher(row)}
              <Money fen={row.amount_fen} />
            </div>
            <div className="card-line">
              <span>{row.summary}</span>
              <span>{claim(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('凭证号', row => row.voucher_no, { render: (_value, row) => voucher(row) }),
          textColumn('日期', row => row.on_date),
          textColumn('摘要', row => row.summary),
          moneyColumn('金额（元）', row => row.amount_fen),
          textColumn('单据', row => row.claim_no, { render: (_value, row) => claim(row) }),
          choiceColumn('类别', data, row => row.kind),
          textColumn('发票号码', row => row.invoices),
          textColumn('审批', row => row.approvals),
          textColumn('附件', row => (row.file_count > 0 ? `${row.file_count} 份` : '')),
          textColumn('保管到', row => row.keep_until ?? '永久'),
        ]}
      />
    </>
  )
}

export function ArchivePage() {
  const { year } = useYear()
  return (
    <PageFrame
      title="凭证档案"
      about="每张凭证连同单据、发票、附件和审批，按年归档。"
      actions={
        <>
          <YearPicker />
          {year !== undefined && (
            <a className="as-button" href={`/api/spending/archive.zip?year=${year}`} download>
              下载全年档案（ZIP）
            </a>
          )}
        </>
      }
    >
      <OnlyFor roles={['finance', 'director', 'auditor']}>
        <NeedsYear>
          <Kept />
          <Vouchers year={year} />
        </NeedsYear>
      </OnlyFor>
    </PageFrame>
  )
}
