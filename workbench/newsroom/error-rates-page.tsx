// 差错率: errors per 10,000 characters of a period, by writer, and every error that was found.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DatePicker, Spin } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { errorRates } from '../../src/newsroom/review/error-rates.ts'
import { ERROR_CLASSES, STEPS } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, moment, PageFrame, textColumn } from '../ui/index.ts'
import './newsroom.css'

type Answer = Awaited<ReturnType<typeof ask<typeof errorRates>>>
type Writer = Answer['writers'][number]
type Found = Answer['errors'][number]

const classOf = (row: Found) => ERROR_CLASSES[row.class as keyof typeof ERROR_CLASSES] ?? row.class
const stepOf = (row: Found) =>
  row.found_at_step === 'released'
    ? '发出后'
    : row.found_at_step === 'proof'
      ? '加校'
      : STEPS[row.found_at_step as 'review1']
const rate = (text: string | null) => text ?? '不适用'

function Keys({ data }: { data: Answer }) {
  const { all, printed_max } = data
  const over = all.released_rate !== null && Number(all.released_rate) > printed_max
  const keys: [string, string, boolean][] = [
    ['签发字数', all.char_count, false],
    ['审校中查出（处）', String(Number(all.found_count) - Number(all.released_count)), false],
    ['发出后查出（处）', all.released_count, Number(all.released_count) > 0],
    [`见稿差错率（每万字，上限 ${printed_max}）`, rate(all.released_rate), over],
  ]
  return (
    <ul className="keys">
      {keys.map(([label, value, bad]) => (
        <li key={label}>
          <span className="label">{label}</span>
          <span className={`value ${bad ? 'bad' : ''}`}>{value}</span>
        </li>
      ))}
    </ul>
  )
}

const WRITER_SHEET = {
  header: ['作者', '篇数', '字数', '查出差错', '其中发出后', '每万字', '见稿每万字'],
  row: (row: Writer) => [
    row.writer,
    row.story_count,
    row.char_count,
    row.found_count,
    row.released_count,
    rate(row.rate),
    rate(row.released_rate),
  ],
}
const number = (title: string, of: (row: Writer) => string | number) => ({
  title,
  className: 'num',
  render: (_value: unknown, row: Writer) => of(row),
})

function Writers({ data }: { data: Answer }) {
  return (
    <section className="part">
      <h2>按作者</h2>
      <DataTable<Writer>
        name="差错率（按作者）"
        rowKey="writer"
        dataSource={data.writers}
        pagination={false}
        empty="这段时间没有签发的稿件，也没有登记差错。"
        csv={WRITER_SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.writer}
              <span>{rate(row.rate)}</span>
            </div>
            <div className="card-line">
              <span>
                {row.story_count} 篇　{row.char_count} 字
              </span>
              <span>
                {row.found_count} 处，发出后 {row.released_count} 处
              </span>
            </div>
          </>
        )}
        columns={[
          textColumn('作者', row => row.writer),
          number('篇数', row => row.story_count),
          number('字数', row => row.char_count),
          number('查出差错', row => row.found_count),
          number('其中发出后', row => row.released_count),
          number('每万字', row => rate(row.rate)),
          number('见稿每万字', row => rate(row.released_rate)),
        ]}
      />
    </section>
  )
}

const FOUND_SHEET = {
  header: ['稿件', '差错', '应为', '类别', '在哪一关', '作者', '谁查出', '时间'],
  row: (row: Found) => [
    row.headline,
    row.excerpt,
    row.correction,
    classOf(row),
    stepOf(row),
    row.writer,
    row.found_by,
    moment(row.found_at),
  ],
}

function Errors({ data }: { data: Answer }) {
  return (
    <section className="part">
      <h2>差错台账</h2>
      <DataTable<Found>
        name="差错台账"
        rowKey="id"
        dataSource={data.errors}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="这段时间没有登记差错。审稿时在“查出差错”里登记，发出后的在稿件的“审稿”里登记。"
        words={row => `${row.headline} ${row.excerpt} ${row.writer}`}
        csv={FOUND_SHEET}
        card={row => (
          <>
            <div className="card-head">
              <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>
              <span>{classOf(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {row.excerpt} → {row.correction}
              </span>
              <span>{stepOf(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('稿件', row => row.headline, {
            render: (_value, row) => <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>,
          }),
          textColumn('差错', row => row.excerpt),
          textColumn('应为', row => row.correction),
          choiceColumn('类别', data.errors, classOf),
          choiceColumn('在哪一关', data.errors, stepOf),
          choiceColumn('作者', data.errors, row => row.writer),
          textColumn('谁查出', row => row.found_by),
          textColumn('时间', row => moment(row.found_at)),
        ]}
      />
    </section>
  )
}

export function ErrorRatesPage() {
  const { data: me } = useMe()
  const [chosen, setChosen] = useState<[Dayjs, Dayjs]>()
  const today = dayjs(me?.today)
  const [from, to] = (chosen ?? [today.startOf('year'), today]).map(day => day.format('YYYY-MM-DD')) as [string, string]
  const { data, error, refetch } = useQuery({
    queryKey: ['newsroom.error-rates', from, to],
    enabled: me !== undefined,
    queryFn: () => ask<typeof errorRates>('newsroom.error-rates', { from, to }),
  })
  return (
    <PageFrame
      title="差错率"
      about="每一万字的差错，审校中查出的和发出后查出的分开算。"
      actions={
        <DatePicker.RangePicker
          value={chosen ?? [today.startOf('year'), today]}
          allowClear={false}
          aria-label="时间范围"
          onChange={days => days?.[0] && days[1] && setChosen([days[0], days[1]])}
        />
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <>
          <Keys data={data} />
          <Writers data={data} />
          <Errors data={data} />
          <p className="soft">依据：{data.source}</p>
        </>
      )}
    </PageFrame>
  )
}
