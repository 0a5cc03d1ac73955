// Forms book into an open year only: this loads what they need, or says why nothing can be booked.
import { Link } from '@tanstack/react-router'
import { Alert, Spin } from 'antd'
import type { ReactNode } from 'react'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, useYear, useYears } from '../ui/index.ts'
import { type LedgerRow, useLedger } from './data.ts'

type Props = { children: (year: number, lines: LedgerRow[]) => ReactNode }

export function OpenYear(props: Props) {
  return (
    <NeedsYear>
      <Open {...props} />
    </NeedsYear>
  )
}

function Open({ children }: Props) {
  const { year, closed, choose } = useYear()
  const { data: years } = useYears()
  const { data: lines, error, refetch } = useLedger(year)
  const open = years?.find(row => !row.closed)
  if (closed)
    return (
      <Alert
        type="info"
        showIcon
        title={`${year}年度的账已经关闭，不能再记`}
        description={
          open ? (
            <button type="button" className="link" onClick={() => choose(open.year)}>
              换到{open.year}年度
            </button>
          ) : (
            <>
              先到<Link to={paths.plan}>预算批复与关账</Link>把新年度的预算入账。
            </>
          )
        }
      />
    )
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (year === undefined || !lines) return <Spin />
  return children(year, lines)
}
