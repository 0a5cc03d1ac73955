// One rule: its text, its versions, who has read it; here a person confirms having read it.
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, Spin } from 'antd'
import { useState } from 'react'
import type { confirmRead } from '../../src/supervision/rules/confirm-read.ts'
import type { repealRule } from '../../src/supervision/rules/publish-rule.ts'
import { useMay, useMe } from '../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FileLink,
  moment,
  PageFrame,
  ReasonField,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import { example, type FullRule, subject, useRule } from './data.ts'
import { PublishRule } from './publish-rule.tsx'
import './supervision.css'

function ConfirmRead({ rule }: { rule: FullRule }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof confirmRead>('supervision.confirm-read', '已确认学习')
  const own = rule.readers.find(reader => reader.person_id === me?.id)
  const version_no = rule.versions[0]?.version_no ?? 1
  if (!own || rule.repealed_on) return null
  if (own.read_at)
    return (
      <p className="soft">
        您已于 {moment(own.read_at)} 确认学习第 {version_no} 版。
      </p>
    )
  return (
    <p>
      <ErrorNote error={error} />
      <Button
        type="primary"
        loading={busy}
        onClick={() => void run({ rule_id: rule.id, version_no }).catch(() => undefined)}
      >
        我已学习第 {version_no} 版
      </Button>
    </p>
  )
}

function Repeal({ rule }: { rule: FullRule }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof repealRule>('supervision.repeal-rule', '已废止')
  return (
    <section className="part form">
      <h2>废止</h2>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ on_date: me?.today }}
        onFinish={(fields: { on_date: string; reason: string }) =>
          void run({ rule_id: rule.id, ...fields }).catch(() => undefined)
        }
      >
        <div className="pair">
          <Form.Item name="on_date" label="废止日期" rules={[{ required: true, message: '请填日期' }]}>
            <Input type="date" />
          </Form.Item>
          <ReasonField />
        </div>
        <ErrorNote error={error} />
        <Button htmlType="submit" loading={busy} danger>
          废止这项制度
        </Button>
      </Form>
    </section>
  )
}

function Text({ rule }: { rule: FullRule }) {
  const [shown, setShown] = useState<number>()
  const version = rule.versions.find(one => one.version_no === shown) ?? rule.versions[0]
  if (!version) return null
  return (
    <section className="part">
      <h2>
        第 {version.version_no} 版<span className="unit">{version.effective_from} 起施行</span>
      </h2>
      {version.note && <p className="soft">修改说明：{version.note}</p>}
      {version.file_id && version.file_name && (
        <p>
          制度文件：
          <FileLink file_id={version.file_id} name={version.file_name} />
        </p>
      )}
      {version.body && <div className="rule-text">{version.body}</div>}
      {rule.versions.length > 1 && (
        <p className="rule-versions">
          {rule.versions.map(one => (
            <button
              key={one.version_no}
              type="button"
              className="link"
              aria-pressed={one === version}
              onClick={() => setShown(one.version_no)}
            >
              第 {one.version_no} 版（{one.read_count} 人已学习）
            </button>
          ))}
        </p>
      )}
    </section>
  )
}

type Reader = FullRule['readers'][number]

function Readers({ rule }: { rule: FullRule }) {
  const stateOf = (row: Reader) => (row.read_at ? '已学习' : '未学习')
  if (rule.repealed_on) return null
  return (
    <section className="part">
      <h2>
        学习情况<span className="unit">{rule.versions[0]?.read_by} 前学习</span>
      </h2>
      <DataTable<Reader>
        name={`${rule.title}学习情况`}
        rowKey="person_id"
        sticky={false}
        dataSource={rule.readers}
        pagination={false}
        csv={{
          header: ['姓名', '科室', '状态', '学习时间'],
          row: row => [row.person, row.section, stateOf(row), row.read_at ? moment(row.read_at) : ''],
        }}
        card={row => (
          <>
            <div className="card-head">
              {row.person}
              <span>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{row.section}</span>
              <span>{row.read_at ? moment(row.read_at) : ''}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('姓名', row => row.person),
          choiceColumn('科室', rule.readers, row => row.section),
          choiceColumn('状态', rule.readers, stateOf),
          textColumn('学习时间', row => (row.read_at ? moment(row.read_at) : '')),
        ]}
      />
    </section>
  )
}

export function RulePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useRule(id)
  const keeper = useMay(['operations', 'director', 'admin'])
  const [writing, setWriting] = useState(false)
  if (!data)
    return (
      <PageFrame title="制度">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  const state = data.repealed_on ? `${data.repealed_on} 废止：${data.repeal_note}` : '现行'
  return (
    <PageFrame
      title={data.title}
      about={`${subject(data.kind)}　${state}${example(data)}`}
      actions={
        <>
          {keeper && !data.repealed_on && !writing && <Button onClick={() => setWriting(true)}>修订</Button>}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      {writing && (
        <section className="part">
          <h2>修订</h2>
          <PublishRule rule={data} done={() => setWriting(false)} />
        </section>
      )}
      <Text rule={data} />
      <ConfirmRead rule={data} />
      <Readers rule={data} />
      {writing && <Repeal rule={data} />}
    </PageFrame>
  )
}
