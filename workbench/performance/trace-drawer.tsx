// The trace of a figure over any page: value, formula, inputs that open in turn, and the rows that add up to it.
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Drawer, Spin } from 'antd'
import type { ReactNode } from 'react'
import type { figure } from '../../src/disclosure/figure-queries.ts'
import { ask } from '../app/api.ts'
import { ErrorNote } from '../ui/index.ts'
import { asLabel } from './data.ts'
import { formulaParts } from './formula-parts.ts'
import './trace.css'
import { TraceRows } from './trace-rows.tsx'

export type Figure = Awaited<ReturnType<typeof ask<ReturnType<typeof figure>>>>
type Wanted = { name: string; year: number | undefined; as: string | undefined; month?: number | null | undefined }

const figureQuery = ({ name, year, as, month }: Wanted) => ({
  queryKey: ['disclosure.figure', name, year, as, month],
  queryFn: () => ask<ReturnType<typeof figure>>('disclosure.figure', { name, year, as, month: month ?? undefined }),
})

/** What the address says: the figure, and those it was opened from, oldest first. */
function useOpened() {
  const search = useSearch({ strict: false }) as {
    figure?: string
    figure_year?: number
    figure_as?: string
    figure_month?: number
    figure_from?: string
  }
  const { figure: name = '', figure_year: year, figure_as: as, figure_month: month, figure_from = '' } = search
  return { wanted: { name, year, as, month }, from: figure_from.split(',').filter(Boolean) }
}

/** Opens a figure of the same period inside the drawer. */
function Inside({ name, from, children }: { name: string; from: readonly string[]; children: ReactNode }) {
  return (
    <Link
      to="."
      className="figure"
      search={
        ((before: Record<string, unknown>) => ({
          ...before,
          figure: name,
          figure_from: from.join(',') || undefined,
        })) as never
      }
    >
      {children}
    </Link>
  )
}

function Crumbs({ wanted, from, title }: { wanted: Wanted; from: readonly string[]; title: string }) {
  const earlier = useQueries({ queries: from.map(name => figureQuery({ ...wanted, name })) })
  if (from.length === 0) return null
  return (
    <nav className="crumbs" aria-label="从哪个数来">
      {from.map((name, n) => (
        <span key={name}>
          <Inside name={name} from={from.slice(0, n)}>
            {earlier[n]?.data?.title ?? name}
          </Inside>
          {' › '}
        </span>
      ))}
      <span aria-current="page">{title}</span>
    </nav>
  )
}

function FormulaOf({ shown, from }: { shown: Figure; from: readonly string[] }) {
  if (!shown.formula) return null
  const next = [...from, shown.name]
  return (
    <section>
      <h3>怎么算出来的</h3>
      <p className="formula">
        {formulaParts(shown.formula, shown.inputs).map((part, n) =>
          typeof part === 'string' ? (
            <span key={n} className="sign">
              {part}
            </span>
          ) : (
            <span key={n} className="input">
              {part.title}
              <Inside name={part.name} from={next}>
                {part.display}
              </Inside>
            </span>
          ),
        )}
        <span className="sign"> ＝ </span>
        <strong>{shown.display}</strong>
      </p>
    </section>
  )
}

function Trace({ shown, from }: { shown: Figure; from: readonly string[] }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => message.success('链接已复制'),
      () => message.info('浏览器不让复制，请从地址栏复制链接'),
    )
  return (
    <div className="trace-of">
      <Crumbs wanted={shown} from={from} title={shown.title} />
      <p className="value">{shown.display}</p>
      <dl>
        <div>
          <dt>{shown.month ? '月份' : '年度'}</dt>
          <dd>{shown.month ? `${shown.year}年${shown.month}月` : `${shown.year}年度`}</dd>
        </div>
        <div>
          <dt>口径</dt>
          <dd>
            {shown.basis}　{asLabel(shown.as)}
          </dd>
        </div>
        <div>
          <dt>准确值</dt>
          <dd className="exact">{shown.value === null ? '不适用' : `${shown.value}${shown.unit}`}</dd>
        </div>
      </dl>
      {shown.value === null && <p className="soft">账簿里没有可数的记录，或者算式的分母为零，所以不适用。</p>}
      <FormulaOf shown={shown} from={from} />
      {shown.kind === 'source' && <TraceRows key={shown.rows} shown={shown} />}
      <p className="foot">
        <Button size="small" onClick={() => void copy()}>
          复制链接
        </Button>
        {!shown.month && <a href={`/figures/${shown.name}?year=${shown.year}&as=${shown.as}`}>公开页面上的这个数</a>}
        <span className="soft">{shown.name}</span>
      </p>
    </div>
  )
}

export default function TraceDrawer() {
  const { wanted, from } = useOpened()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(figureQuery(wanted))
  const cleared = {
    figure: undefined,
    figure_year: undefined,
    figure_as: undefined,
    figure_month: undefined,
    figure_from: undefined,
  }
  const close = () =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...cleared }) as never })
  return (
    <Drawer
      open={wanted.name !== ''}
      onClose={close}
      title={data?.title ?? '指标数'}
      size={720}
      styles={{ wrapper: { maxWidth: '100vw' }, body: { padding: '16px 24px 48px' } }}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && <Trace shown={data} from={from} />}
    </Drawer>
  )
}
