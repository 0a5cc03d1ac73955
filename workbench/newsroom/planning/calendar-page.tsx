// 宣传日历: a month or a week of special days, topics, assignments, deadlines and absences.
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, InputNumber, Segmented, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { addDay } from '../../../src/newsroom/planning/days.ts'
import { DAY_KINDS, type DayKind } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import { useMay, useMe } from '../../app/me.tsx'
import { paths } from '../../app/paths.ts'
import { ErrorNote, FormModal, PageFrame, required, useCommand } from '../../ui/index.ts'
import { options } from '../data.ts'
import '../newsroom.css'
import { type Calendar, useCalendar } from './data.ts'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
const iso = (day: Dayjs) => day.format('YYYY-MM-DD')
/** The day and the hour of an instant in China, whatever the machine's zone. */
const china = (moment: string) => new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString()
/** Monday first. */
const monday = (day: Dayjs) => day.subtract((day.day() + 6) % 7, 'day')

type Entry = { key: string; kind: string; text: string; to?: string }

function entriesOf(data: Calendar, day: string): Entry[] {
  const at = (moment: string) => china(moment).slice(11, 16)
  const on = (moment: string | null) => moment !== null && china(moment).slice(0, 10) === day
  return [
    ...data.days
      .filter(one => one.on_date === day)
      .map(one => ({ key: `d${one.id}`, kind: one.is_solemn ? 'solemn' : 'special', text: one.title })),
    ...data.pitches
      .filter(one => one.planned_for === day)
      .map(one => ({ key: `p${one.id}`, kind: 'pitch', text: `选题：${one.title}`, to: paths.pitches })),
    ...data.assignments
      .filter(one => on(one.starts_at) || on(one.due_at))
      .map(one => ({
        key: `a${one.id}`,
        kind: one.overdue ? 'late' : 'assignment',
        text: `${on(one.starts_at) && one.starts_at ? `${at(one.starts_at)} ` : `${at(one.due_at)} 交稿 `}${one.title}（${one.people.map(person => person.name).join('、')}）`,
        to: paths.assignments,
      })),
    ...data.stories
      .filter(one => on(one.due_at))
      .map(one => ({
        key: `s${one.id}`,
        kind: 'story',
        text: `${at(one.due_at)} 截稿 ${one.title}`,
        to: `${paths.stories}/${one.id}`,
      })),
    ...data.instructions
      .filter(one => on(one.due_at))
      .map(one => ({
        key: `i${one.id}`,
        kind: 'late',
        text: `${at(one.due_at)} 指令 ${one.title}`,
        to: paths.instructions,
      })),
    ...data.absences
      .filter(one => one.from_day <= day && one.to_day >= day)
      .map(one => ({
        key: `o${one.person}${one.from_day}`,
        kind: 'out',
        text: `${one.person} ${one.reason || '不在岗'}`,
      })),
  ]
}

function DayCell({
  data,
  day,
  month,
  today,
}: {
  data: Calendar | undefined
  day: Dayjs
  month: number
  today: string
}) {
  const entries = data ? entriesOf(data, iso(day)) : []
  const outside = day.month() !== month
  const names = ['day', outside ? 'outside' : '', iso(day) === today ? 'today' : '', entries.length === 0 ? 'bare' : '']
  return (
    <li className={names.filter(Boolean).join(' ')}>
      <time dateTime={iso(day)}>
        {day.date() === 1 ? `${day.month() + 1}月1日` : day.date()}
        <span className="weekday">　星期{WEEKDAYS[(day.day() + 6) % 7]}</span>
      </time>
      <ul>
        {entries.map(one => (
          <li key={one.key} className={one.kind}>
            {one.to ? <Link to={one.to}>{one.text}</Link> : one.text}
          </li>
        ))}
      </ul>
    </li>
  )
}

type DayFields = {
  title: string
  kind: DayKind
  month_no: number
  day_no: number
  once?: boolean
  is_solemn?: boolean
  source?: string
}

function AddDay({ year }: { year: number }) {
  const command = useCommand<typeof addDay>('newsroom.add-day', '日历已加上')
  const submit = ({ once, is_solemn = false, ...fields }: DayFields) =>
    command.run({ ...fields, is_solemn, year: once ? year : null })
  return (
    <FormModal<DayFields>
      button="加一天"
      title="日历加一天"
      command={command}
      submit={submit}
      initial={{ kind: 'publicity' }}
    >
      <div className="pair">
        <Form.Item name="title" label="名称" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label="类别" rules={required}>
          <Select options={options(DAY_KINDS)} />
        </Form.Item>
        <Form.Item name="month_no" label="月" rules={required}>
          <InputNumber min={1} max={12} />
        </Form.Item>
        <Form.Item name="day_no" label="日" rules={required}>
          <InputNumber min={1} max={31} />
        </Form.Item>
      </div>
      <Form.Item name="once" valuePropName="checked" noStyle>
        <Checkbox>只有 {year} 年这一次</Checkbox>
      </Form.Item>
      <Form.Item name="is_solemn" valuePropName="checked">
        <Checkbox>当天用灰度页面，停娱乐内容</Checkbox>
      </Form.Item>
      <Form.Item name="source" label="依据">
        <Input maxLength={100} />
      </Form.Item>
    </FormModal>
  )
}

export function CalendarPage() {
  const { data: me } = useMe()
  const mayAdd = useMay(['director', 'operations', 'editor'])
  const [span, setSpan] = useState<'month' | 'week'>('month')
  const [chosen, setChosen] = useState<Dayjs>()
  const today = me?.today ?? iso(dayjs())
  const centre = chosen ?? dayjs(today)
  const from = monday(span === 'month' ? centre.startOf('month') : centre)
  const days = span === 'week' ? 7 : Math.ceil((centre.endOf('month').diff(from, 'day') + 1) / 7) * 7
  const shown = Array.from({ length: days }, (_none, n) => from.add(n, 'day'))
  const { data, error } = useCalendar(iso(from), iso(shown.at(-1)!))
  return (
    <PageFrame
      title="宣传日历"
      about={`${centre.format('YYYY年M月')}　纪念日、选题、任务、截稿、指令期限和不在岗的人。`}
      actions={
        <>
          <Segmented
            value={span}
            onChange={setSpan}
            options={[
              { value: 'month' as const, label: '月' },
              { value: 'week' as const, label: '周' },
            ]}
          />
          <Button onClick={() => setChosen(centre.subtract(1, span))}>上一{span === 'month' ? '月' : '周'}</Button>
          <Button onClick={() => setChosen(undefined)}>今天</Button>
          <Button onClick={() => setChosen(centre.add(1, span))}>下一{span === 'month' ? '月' : '周'}</Button>
          {mayAdd && <AddDay year={centre.year()} />}
        </>
      }
    >
      <ErrorNote error={error} />
      <div className="calendar">
        <div className="weekdays" aria-hidden>
          {WEEKDAYS.map(name => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <ol>
          {shown.map(day => (
            <DayCell key={iso(day)} data={data} day={day} month={centre.month()} today={today} />
          ))}
        </ol>
      </div>
    </PageFrame>
  )
}
