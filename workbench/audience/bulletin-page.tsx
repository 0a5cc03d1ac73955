// 传播月报: a month on paper; every figure opens its trace, the same paper as Word and PDF.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Spin } from 'antd'
import dayjs from 'dayjs'
import type { bulletin } from '../../src/audience/bulletin/bulletin-query.ts'
import type { DocumentBlock, OfficialDocument, Run } from '../../src/kernel/document.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import { ErrorNote, FigureNumber, PageFrame } from '../ui/index.ts'
import './bulletin.css'

type Search = { year?: number; month?: number }

/** A figure's link says of which month it is: `/2026/2`. */
function RunOf({ run }: { run: Run }) {
  const [, year, month] = run.href?.split('/') ?? []
  if (!run.figure || !year || !month) return run.text
  return (
    <FigureNumber name={run.figure} year={Number(year)} month={Number(month)}>
      {run.text}
    </FigureNumber>
  )
}

const runs = (all: readonly Run[]) => all.map((run, n) => <RunOf key={n} run={run} />)

function Sheet({ block }: { block: Extract<DocumentBlock, { kind: 'table' }> }) {
  const side = (n: number) => (block.columns[n]?.align === 'right' ? 'num' : undefined)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={block.title}>
        <table>
          <caption>{block.title}</caption>
          <thead>
            <tr>
              {block.columns.map((column, n) => (
                <th key={column.title} scope="col" className={side(n)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, n) => (
                  <td key={n} className={side(n)}>
                    {runs(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {block.note && <p className="note">{block.note}</p>}
    </>
  )
}

function Block({ block }: { block: DocumentBlock }) {
  if (block.kind === 'paragraph') return <p>{runs(block.runs)}</p>
  if (block.kind === 'table') return <Sheet block={block} />
  if (block.kind === 'heading') return <h2>{runs(block.runs)}</h2>
  if (block.kind === 'page-break') return <hr />
  return (
    <div className="signature">
      <p>{block.unit}</p>
      <p>{block.date}</p>
    </div>
  )
}

function Paper({ document }: { document: OfficialDocument }) {
  return (
    <article className="report bulletin">
      <h1>
        {document.title.map(line => (
          <span key={line}>{line}</span>
        ))}
      </h1>
      {document.blocks.map((block, n) => (
        <Block key={n} block={block} />
      ))}
    </article>
  )
}

export function BulletinPage() {
  const { data: me } = useMe()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  // in the first days of a month the one before is what people look at
  const usual = dayjs(me?.today).subtract(7, 'day')
  const year = search.year ?? usual.year()
  const month = search.month ?? usual.month() + 1
  const { data, error, refetch } = useQuery({
    queryKey: ['audience.bulletin', year, month],
    enabled: me !== undefined,
    queryFn: () => ask<ReturnType<typeof bulletin>>('audience.bulletin', { year, month }),
  })
  const choose = (value: dayjs.Dayjs | null) => {
    if (value) void navigate({ to: '.', search: { year: value.year(), month: value.month() + 1 } as never })
  }
  const file = (format: string) => `/api/audience/bulletin-file?year=${year}&month=${month}&format=${format}`
  return (
    <PageFrame
      title="传播月报"
      about="由登记的数据自动成文。带红色点线的数都能点开看来历。"
      actions={
        <>
          <DatePicker
            picker="month"
            aria-label="月份"
            allowClear={false}
            value={dayjs(`${year}-${String(month).padStart(2, '0')}-01`)}
            maxDate={dayjs(me?.today)}
            onChange={choose}
          />
          <Button href={file('docx')}>下载 Word</Button>
          <Button href={file('pdf')}>下载 PDF</Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && <Paper document={data.document as OfficialDocument} />}
    </PageFrame>
  )
}
