// A printed document (单据): title, number, facts in a grid, a table of items, and the lines where people sign.
import type { ReactNode } from 'react'
import './slip.css'

export type SlipFact = { title: string; value: ReactNode; wide?: boolean }
export type SlipTable = {
  header: readonly string[]
  rows: readonly (readonly ReactNode[])[]
  money?: readonly number[]
}

/** `signers` are the posts that sign below; `no` stands at the right above the grid. */
export function Slip({
  title,
  unit,
  no,
  day,
  facts,
  table,
  note,
  signers,
}: {
  title: string
  unit?: string | undefined
  no?: string | undefined
  day?: string | undefined
  facts: readonly SlipFact[]
  table?: SlipTable | undefined
  note?: ReactNode
  signers: readonly { post: string; name?: string | null | undefined }[]
}) {
  return (
    <article className="slip">
      <h2>
        {unit && <span className="slip-unit">{unit}</span>}
        {title}
      </h2>
      <p className="slip-head">
        <span>{day && `日期：${day}`}</span>
        <span>{no && `编号：${no}`}</span>
      </p>
      <dl className="slip-facts">
        {facts.map(fact => (
          <div key={fact.title} className={fact.wide ? 'wide' : ''}>
            <dt>{fact.title}</dt>
            <dd>{fact.value || '　'}</dd>
          </div>
        ))}
      </dl>
      {table && <SlipRows table={table} title={title} />}
      {note && <p className="slip-note">{note}</p>}
      <p className="slip-signers">
        {signers.map(signer => (
          <span key={signer.post}>
            {signer.post}：{signer.name ?? '　　　　　'}
          </span>
        ))}
      </p>
    </article>
  )
}

function SlipRows({ table: { header, rows, money = [] }, title }: { table: SlipTable; title: string }) {
  const kind = (at: number) => (money.includes(at) ? 'num' : '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="slip-scroll" tabIndex={0} aria-label={`${title}明细`}>
      <table>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={cell} className={kind(at)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, at) => (
                <td key={at} className={kind(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
