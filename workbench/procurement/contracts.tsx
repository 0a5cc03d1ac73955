// The register of procurement contracts of a year.
import { useQuery } from '@tanstack/react-query'
import type { contracts } from '../../src/procurement/contracts/contracts.ts'
import { ask } from '../app/api.ts'
import { NeedsYear } from '../app/needs-year.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  TotalsRow,
  textColumn,
  useYear,
  YearPicker,
} from '../ui/index.ts'

type Contract = Awaited<ReturnType<typeof ask<typeof contracts>>>[number]

const EXPORT = {
  header: ['合同号', '名称', '指标', '供应商', '采购方式', '签订日期', '金额'],
  row: (row: Contract) => [
    row.contract_no,
    row.title,
    row.line_no,
    row.supplier,
    row.method,
    row.signed_on,
    { fen: row.amount_fen },
  ],
}

function OnPhone({ row }: { row: Contract }) {
  return (
    <>
      <div className="card-head">
        {row.title}
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
    </>
  )
}

export function ContractsPage() {
  const { year } = useYear()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['procurement.contracts', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof contracts>('procurement.contracts', { year }),
  })
  return (
    <PageFrame
      title="采购合同"
      about={
        data &&
        data.length > 0 &&
        `${year}年签订 ${data.length} 份。${data.some(row => row.is_example) ? '示例数据。' : ''}`
      }
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Contract>
          name={`${year}年采购合同`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={false}
          empty={`${year ?? '这一'}年没有采购合同`}
          words={row => `${row.contract_no} ${row.title} ${row.line_no} ${row.supplier} ${row.method}`}
          csv={EXPORT}
          card={row => <OnPhone row={row} />}
          columns={[
            textColumn('合同号', row => row.contract_no),
            textColumn('名称', row => row.title),
            choiceColumn('指标', data, row => row.line_no),
            choiceColumn('供应商', data, row => row.supplier),
            choiceColumn('采购方式', data, row => row.method),
            textColumn('签订日期', row => row.signed_on),
            moneyColumn('金额（元）', row => row.amount_fen),
          ]}
          summary={shown =>
            shown.length > 0 && (
              <TotalsRow
                count={`${shown.length} 份`}
                lead={6}
                sums={[sumFen(shown.map(row => row.amount_fen))]}
                rest={0}
              />
            )
          }
        />
      </NeedsYear>
    </PageFrame>
  )
}
