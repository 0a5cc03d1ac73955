// A line of the ledger on a telephone: what is left first, the rest below, sections on demand.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../app/paths.ts'
import { Money } from '../ui/index.ts'
import type { LedgerRow } from './data.ts'

/** A money column of the ledger; `group` names the entries it is the sum of. */
export type Group = { title: string; of: (row: LedgerRow) => string; group?: string }

/** An amount that opens the entries it is the sum of; nothing to open behind a zero or a difference. */
export function Entries({
  row,
  year,
  group,
  fen,
}: {
  row: LedgerRow
  year: number
  group?: string | undefined
  fen: string
}) {
  if (fen === '0') return <span className="amount soft">0.00</span>
  if (!group) return <Money fen={fen} />
  return (
    <Link className="figure" to={paths.movements} search={{ year, line: row.id, group } as never}>
      <Money fen={fen} />
    </Link>
  )
}

type Props = {
  row: LedgerRow
  year: number
  kind: string
  groups: readonly Group[]
}

export function LedgerCard({ row, year, kind, groups }: Props) {
  const [open, setOpen] = useState(false)
  const left = groups.at(-1)!
  return (
    <>
      <div className="card-head">
        <span>
          {row.line_no} {row.title}
        </span>
        <Money fen={left.of(row)} />
      </div>
      <div className="card-line">
        <span>{kind}</span>
        <span>{left.title}</span>
      </div>
      <dl className="card-facts">
        {groups.slice(0, -1).map(one => (
          <div key={one.title}>
            <dt>{one.title}</dt>
            <dd>
              <Entries row={row} year={year} group={one.group} fen={one.of(row)} />
            </dd>
          </div>
        ))}
      </dl>
      {row.sections.length > 0 && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起科室额度' : `科室额度（${row.sections.length}）`}
        </button>
      )}
      {open &&
        row.sections.map(section => (
          <div key={section.section} className="card-line">
            <span>{section.section}</span>
            <span>
              下达 <Money fen={section.allotted_fen} />
              ，可用 <Money fen={section.available_fen} />
            </span>
          </div>
        ))}
    </>
  )
}
