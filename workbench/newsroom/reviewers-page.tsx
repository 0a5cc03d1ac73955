// Who reviews, with reliefs (AB 角), who is away, and whether everybody who writes has a legal chain on a day.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { reviewers } from '../../src/newsroom/review/reviewer-queries.ts'
import type { endAbsence, nameReviewers, noteAbsence } from '../../src/newsroom/review/reviewers.ts'
import { STEPS } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { usePersons } from '../people/data.ts'
import { DataTable, ErrorNote, FormWindow, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import './newsroom.css'
import { ReviewRules } from './review-rules.tsx'

type Answer = Awaited<ReturnType<typeof ask<typeof reviewers>>>
type Shift = Answer['writers'][number]
const REVIEWS = ['review1', 'review2', 'review3'] as const
type Review = (typeof REVIEWS)[number]
type Chosen = Record<`${Review}${'A' | 'B'}`, string[]>

function chosenOf(answer: Answer): Chosen {
  const of = (step: string, place: string) =>
    answer.reviewers.filter(one => one.step === step && one.place === place).map(one => one.person_id)
  return Object.fromEntries(
    REVIEWS.flatMap(step => (['A', 'B'] as const).map(place => [`${step}${place}`, of(step, place)])),
  ) as Chosen
}

function Naming({ answer, close }: { answer: Answer; close: () => void }) {
  const { data: persons } = usePersons()
  const { run, busy, error } = useCommand<typeof nameReviewers>('newsroom.name-reviewers', '审稿人已设定')
  const people = persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name })) ?? []
  const save = (chosen: Chosen) => {
    const list = REVIEWS.flatMap(step =>
      (['A', 'B'] as const).flatMap(place => chosen[`${step}${place}`].map(person_id => ({ step, person_id, place }))),
    )
    return run({ reviewers: list })
  }
  return (
    <FormWindow<Chosen>
      title="设定审稿人"
      ok="保存"
      busy={busy}
      error={error}
      initial={chosenOf(answer)}
      submit={save}
      close={close}
    >
      {REVIEWS.map(step => (
        <div className="pair" key={step}>
          <Form.Item name={`${step}A`} label={`${STEPS[step]} A 角`}>
            <Select mode="multiple" options={people} />
          </Form.Item>
          <Form.Item name={`${step}B`} label={`${STEPS[step]} B 角（A 不在或要回避时）`}>
            <Select mode="multiple" options={people} />
          </Form.Item>
        </div>
      ))}
    </FormWindow>
  )
}

function Away({ close }: { close: () => void }) {
  const { data: persons } = usePersons()
  const { run, busy, error } = useCommand<typeof noteAbsence>('newsroom.note-absence', '已登记')
  const required = [{ required: true, message: '要填写' }]
  return (
    <FormWindow<{ person_id: string; days: [Dayjs, Dayjs]; reason?: string }>
      title="登记不在岗"
      ok="登记"
      busy={busy}
      error={error}
      submit={({ person_id, days, reason = '' }) =>
        run({
          person_id,
          from_day: days[0].format('YYYY-MM-DD'),
          to_day: days[1].format('YYYY-MM-DD'),
          reason,
        })
      }
      close={close}
    >
      <Form.Item name="person_id" label="谁" rules={required}>
        <Select options={persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name })) ?? []} />
      </Form.Item>
      <Form.Item name="days" label="哪几天" rules={required}>
        <DatePicker.RangePicker />
      </Form.Item>
      <Form.Item name="reason" label="事由">
        <Input maxLength={100} placeholder="出差、休假" />
      </Form.Item>
    </FormWindow>
  )
}

function Absences({ answer }: { answer: Answer }) {
  const { run, busy, error } = useCommand<typeof endAbsence>('newsroom.end-absence', '已销假')
  if (answer.absences.length === 0) return null
  return (
    <section className="part">
      <h2>不在岗</h2>
      <ErrorNote error={error} />
      <ul className="side-list">
        {answer.absences.map(one => (
          <li key={one.id}>
            <b>{one.person}</b>
            <span>
              {one.from_day} 至 {one.to_day}　{one.reason}
            </span>
            <Button size="small" loading={busy} onClick={() => void run({ absence_id: one.id }).catch(() => undefined)}>
              销假
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const stepPeople = (answer: Answer, step: Review) =>
  answer.reviewers
    .filter(one => one.step === step)
    .map(one => `${one.person}${one.place === 'B' ? '（B）' : ''}`)
    .join('、') || '还没有设定'
const personOf = (row: Shift, step: Review) => row.chain.find(one => one.step === step)?.person ?? '—'

function card(row: Shift) {
  return (
    <>
      <div className="card-head">
        {row.person}
        <span className={row.problem ? 'bad' : 'ok'}>{row.problem ?? '能审成'}</span>
      </div>
      <div className="card-line">{REVIEWS.map(step => `${STEPS[step]} ${personOf(row, step)}`).join('　')}</div>
    </>
  )
}

function Shifts({ data }: { data: Answer }) {
  const stuck = data.writers.filter(one => !one.away && one.problem)
  return (
    <>
      {stuck.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${data.day}，${stuck.map(one => one.person).join('、')}写的稿件审不成`}
          description={`原因：${[...new Set(stuck.map(one => one.problem))].join('；')}。请设定 B 角，或调整值班。`}
        />
      )}
      <dl className="facts wide">
        {REVIEWS.map(step => (
          <div key={step}>
            <dt>{STEPS[step]}</dt>
            <dd>{stepPeople(data, step)}</dd>
          </div>
        ))}
      </dl>
      <DataTable<Shift>
        name={`${data.day}值班检查`}
        rowKey="person_id"
        dataSource={data.writers}
        pagination={false}
        empty="还没有写稿的人。请在“人员与角色”里设定采编角色。"
        csv={{
          header: ['谁写稿', '初审', '复审', '终审', '问题'],
          row: row => [row.person, ...REVIEWS.map(step => personOf(row, step)), row.problem],
        }}
        card={card}
        columns={[
          textColumn('谁写稿', row => `${row.person}${row.away ? '（不在岗）' : ''}`),
          ...REVIEWS.map(step => textColumn<Shift>(STEPS[step], row => personOf(row, step))),
          textColumn('能不能审成', row => row.problem ?? '能', {
            render: (_value, row) => <span className={row.problem ? 'bad' : 'ok'}>{row.problem ?? '能'}</span>,
          }),
        ]}
      />
    </>
  )
}

export function ReviewersPage() {
  const [day, setDay] = useState<Dayjs>()
  const [open, setOpen] = useState<'naming' | 'away'>()
  const mayName = useMay(['director', 'admin'])
  const asked = day?.format('YYYY-MM-DD')
  const { data, error } = useQuery({
    queryKey: ['newsroom.reviewers', asked],
    queryFn: () => ask<typeof reviewers>('newsroom.reviewers', { day: asked }),
  })
  return (
    <PageFrame
      title="审稿人与值班"
      about="每篇稿件要由三个人审，谁也不能审自己写的，也不能审两关。这里按人算出这一天审不审得成。"
      actions={
        <>
          <DatePicker
            aria-label="哪一天"
            allowClear={false}
            value={day ?? (data ? dayjs(data.day) : null)}
            onChange={chosen => setDay(chosen ?? undefined)}
          />
          <Button onClick={() => setOpen('away')}>登记不在岗</Button>
          {mayName && <Button onClick={() => setOpen('naming')}>设定审稿人</Button>}
        </>
      }
    >
      <ErrorNote error={error} />
      {data && (
        <>
          <Shifts data={data} />
          <Absences answer={data} />
          <ReviewRules />
        </>
      )}
      {open === 'naming' && data && <Naming answer={data} close={() => setOpen(undefined)} />}
      {open === 'away' && <Away close={() => setOpen(undefined)} />}
    </PageFrame>
  )
}
