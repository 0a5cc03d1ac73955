// One person who is to leave or move: what stands in the way, the documents, and the end of it.
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import type { completeDeparture } from '../../src/handover/complete-departure.ts'
import { useMay, useMe } from '../app/me.tsx'
import { type Person, usePersons, useSectionList } from '../people/data.ts'
import { ErrorNote, PageFrame, ReasonField, useCommand } from '../ui/index.ts'
import { useVetoes } from './data.ts'
import { MakeDocument } from './make-document.tsx'
import { VetoList } from './veto-list.tsx'

type Fields = { on_date: string; reason?: string; to_section?: string; to_post?: string }

function Complete({ person, blocked }: { person: Person; blocked: boolean }) {
  const { data: me } = useMe()
  const { data: sections } = useSectionList()
  const [kind, setKind] = useState<'leaves' | 'moves'>('leaves')
  const { run, busy, error } = useCommand<ReturnType<typeof completeDeparture>>('handover.complete-departure', '已办结')
  const submit = ({ on_date, reason = '', to_section = '', to_post = '' }: Fields) => {
    const base = { person_id: person.id, on_date, reason }
    void run(kind === 'leaves' ? { kind, ...base } : { kind, ...base, to_section, to_post }).catch(() => undefined)
  }
  return (
    <section className="part form">
      <h2>办结</h2>
      <Segmented
        value={kind}
        onChange={setKind}
        options={[
          { value: 'leaves', label: '离岗' },
          { value: 'moves', label: '调到别的科室' },
        ]}
        style={{ marginBottom: 12 }}
      />
      <Form layout="vertical" requiredMark={false} initialValues={{ on_date: me?.today }} onFinish={submit}>
        <div className="pair">
          <Form.Item name="on_date" label="日期" rules={[{ required: true, message: '请填日期' }]}>
            <Input type="date" max={me?.today} />
          </Form.Item>
          {kind === 'moves' && (
            <Form.Item name="to_section" label="调入科室" rules={[{ required: true, message: '请选科室' }]}>
              <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
            </Form.Item>
          )}
          {kind === 'moves' && (
            <Form.Item name="to_post" label="新岗位（可不填）">
              <Input maxLength={40} />
            </Form.Item>
          )}
        </div>
        <ReasonField label="原因（可不填）" optional />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} disabled={blocked}>
          {kind === 'leaves' ? '办结离岗' : '办结调动'}
        </Button>
        {blocked && <span className="soft">　上面的事办清后才能办结</span>}
        {!blocked && kind === 'leaves' && <span className="soft">　办结后本人不能再登录</span>}
      </Form>
    </section>
  )
}

export function LeavingPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: persons } = usePersons()
  const { data: vetoes, error, refetch } = useVetoes({ person_id: id })
  const { data: me } = useMe()
  const office = useMay(['operations', 'admin'])
  const may = useMay(['operations', 'admin', 'director'])
  const person = persons?.find(one => one.id === id)
  if (!person || !vetoes)
    return (
      <PageFrame title="离岗移交">
        <ErrorNote error={error} retry={() => void refetch()} />
        <Spin />
      </PageFrame>
    )
  const here = person.left_on === null
  return (
    <PageFrame
      title={`${person.name}的离岗移交`}
      about={`${[person.section, person.post].filter(Boolean).join('　')}${here ? '' : `　${person.left_on} 已离岗`}`}
    >
      <section className="part">
        <h2>办结前要办清的事</h2>
        <VetoList vetoes={vetoes} clear="没有未了的事，可以办结离岗或调动。" />
      </section>
      {here && (office || me?.id === person.id) && <MakeDocument person={person} />}
      {here && may && <Complete person={person} blocked={vetoes.length > 0} />}
    </PageFrame>
  )
}
