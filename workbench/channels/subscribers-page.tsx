// 手机报订户: who gets the SMS paper, by which consent; in with consent, out at a word, never shown whole.
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, type FormInstance, Input, Select, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { accounts } from '../../src/channels/accounts/account-queries.ts'
import type {
  addSubscribers,
  exportSubscribers,
  removeSubscriber,
  subscribers,
  unsubscribe,
} from '../../src/channels/accounts/subscribers.ts'
import { ask } from '../app/api.ts'
import { OnlyFor, useMay } from '../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormModal,
  moment,
  PageFrame,
  ReasonField,
  required,
  saveWorkbook,
  textColumn,
  useCommand,
} from '../ui/index.ts'

type Row = Awaited<ReturnType<typeof ask<typeof subscribers>>>['rows'][number]
const KEEPERS = ['operations', 'director'] as const
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** Telephones out of whatever was pasted, each once. */
const phonesIn = (text: string): string[] => [...new Set(text.match(PHONE) ?? [])]

type Adding = { text: string; consent: string; consented_on: Dayjs }

function AddFields({ form }: { form: FormInstance<Adding> }) {
  return (
    <>
      <Form.Item
        name="text"
        label="手机号"
        extra={
          <Upload
            accept=".txt,.csv"
            showUploadList={false}
            beforeUpload={file => {
              void file.text().then(text => form.setFieldsValue({ text }))
              return false
            }}
          >
            <Button type="link" size="small" style={{ padding: 0 }}>
              从文本或 CSV 文件读入
            </Button>
          </Upload>
        }
        rules={[
          {
            validator: async (_rule, text: string = '') => {
              const count = phonesIn(text).length
              if (count === 0) throw new Error('没有看到 11 位手机号')
              if (count > 5000) throw new Error('一次最多 5000 个，请分几次登记')
            },
          },
        ]}
      >
        <Input.TextArea rows={5} placeholder="一行一个，或从表格里整列粘贴；已经在册的不会重复" />
      </Form.Item>
      <div className="pair">
        <Form.Item name="consent" label="怎样同意的" rules={required}>
          <Input maxLength={200} placeholder="例如：社区活动现场签名表" />
        </Form.Item>
        <Form.Item name="consented_on" label="哪天同意的" rules={required}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
      </div>
    </>
  )
}

function Add({ accountId }: { accountId: string }) {
  const command = useCommand<typeof addSubscribers>('channels.add-subscribers', '已登记')
  const submit = ({ text, consent, consented_on }: Adding) =>
    command.run({
      account_id: accountId,
      phones: phonesIn(text),
      consent,
      consented_on: consented_on.format('YYYY-MM-DD'),
    })
  return (
    <FormModal<Adding>
      button="登记订户"
      ok="登记"
      primary
      command={command}
      initial={{ consented_on: dayjs() }}
      submit={submit}
    >
      {form => <AddFields form={form} />}
    </FormModal>
  )
}

function Leave({ accountId }: { accountId: string }) {
  const command = useCommand<typeof unsubscribe>('channels.unsubscribe', '已退订')
  return (
    <FormModal<{ phone: string; reason: string }>
      button="登记退订"
      command={command}
      initial={{ reason: '回复 TD' }}
      submit={fields => command.run({ account_id: accountId, ...fields })}
    >
      <Form.Item
        name="phone"
        label="手机号"
        rules={[{ required: true, pattern: /^1[3-9]\d{9}$/, message: '请填 11 位手机号' }]}
      >
        <Input maxLength={11} inputMode="numeric" />
      </Form.Item>
      <ReasonField label="怎样提出的" />
    </FormModal>
  )
}

function Export({ accountId }: { accountId: string }) {
  const command = useCommand<typeof exportSubscribers>('channels.export-subscribers', '已导出，操作日志里有记录')
  const submit = async ({ reason }: { reason: string }) => {
    const { rows } = await command.run({ account_id: accountId, reason })
    const header = ['手机号', '怎样同意的', '同意日期']
    const lines = rows.map(row => [row.phone, row.consent, row.consented_on])
    await saveWorkbook('手机报订户', [{ name: '手机报订户', header, rows: lines }])
  }
  return (
    <FormModal<{ reason: string }> button="导出完整号码" ok="导出" command={command} submit={submit}>
      <p>表格里是完整的手机号，请妥善保管，用完删除。谁在什么时候为什么导出，会记入操作日志。</p>
      <ReasonField label="用来做什么" />
    </FormModal>
  )
}

function Remove({ row }: { row: Row }) {
  const command = useCommand<typeof removeSubscriber>('channels.remove-subscriber', '已退订')
  if (row.left_at) return null
  return (
    <FormModal<{ reason: string }>
      button="退订"
      title={`退订 ${row.phone_mask}`}
      small
      plain
      command={command}
      submit={({ reason }) => command.run({ subscriber_id: row.id, reason })}
    >
      <ReasonField />
    </FormModal>
  )
}

const stateOf = (row: Row) => (row.left_at ? '已退订' : '在册')
const about = (row: Row) => (row.left_at ? `${moment(row.left_at)} ${row.left_reason ?? ''}` : '')

const card = (row: Row) => (
  <>
    <div className="card-head">
      {row.phone_mask}
      <Remove row={row} />
    </div>
    <div className="card-line">
      <span>
        {row.consented_on} {row.consent}
      </span>
      <span>{stateOf(row)}</span>
    </div>
  </>
)

const sheet = {
  header: ['手机号（隐去中间四位）', '怎样同意的', '同意日期', '谁登记的', '状态', '退订'],
  row: (row: Row) => [row.phone_mask, row.consent, row.consented_on, row.added_by, stateOf(row), about(row)],
}

function List({ accountId }: { accountId: string }) {
  const mayExport = useMay(['director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['channels.subscribers', accountId],
    queryFn: () => ask<typeof subscribers>('channels.subscribers', { account_id: accountId }),
  })
  return (
    <>
      <div className="plan-head">
        <Add accountId={accountId} />
        <Leave accountId={accountId} />
        {mayExport && <Export accountId={accountId} />}
      </div>
      <ErrorNote error={error} />
      {data && (
        <p className="soft">
          在册 {data.here_count} 户，退订 {data.left_count} 户。
          {data.here_count + data.left_count > data.rows.length && `下面列出最近的 ${data.rows.length} 户。`}
        </p>
      )}
      <DataTable<Row>
        name="手机报订户"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有订户。先取得本人同意，再登记手机号。"
        words={row => `${row.phone_mask} ${row.consent}`}
        csv={sheet}
        card={card}
        columns={[
          textColumn('手机号', row => row.phone_mask),
          textColumn('怎样同意的', row => row.consent),
          textColumn('同意日期', row => row.consented_on),
          textColumn('谁登记的', row => row.added_by),
          choiceColumn('状态', data?.rows, stateOf),
          textColumn('退订', about),
          { title: '操作', render: (_value, row) => <Remove row={row} /> },
        ]}
      />
    </>
  )
}

export function SubscribersPage() {
  const { data, error } = useQuery({
    queryKey: ['channels.accounts'],
    queryFn: () => ask<typeof accounts>('channels.accounts'),
  })
  const papers = data?.filter(row => row.kind === 'sms' && row.state !== 'closed') ?? []
  const [chosen, choose] = useState<string>()
  const accountId = chosen ?? papers[0]?.id
  return (
    <PageFrame
      title="手机报订户"
      about="没有本人同意不登记；说一声就退订，退订以后一条也不再发。号码加密存放，页面上只显示头尾。"
      actions={
        papers.length > 1 && (
          <Select
            aria-label="哪一份手机报"
            value={accountId ?? null}
            onChange={value => choose(value ?? undefined)}
            options={papers.map(row => ({ value: row.id, label: `${row.platform} ${row.name}` }))}
          />
        )
      }
    >
      <ErrorNote error={error} />
      <OnlyFor roles={[...KEEPERS]}>
        {data && papers.length === 0 && (
          <p className="soft">还没有手机报账号。请先在“渠道账号”登记一个用短信稿的账号。</p>
        )}
        {accountId && <List key={accountId} accountId={accountId} />}
      </OnlyFor>
    </PageFrame>
  )
}
