// 稿源订阅: feeds of other media that are read by themselves; what they bring stands among the tips.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Popconfirm } from 'antd'
import type { addFeed, feeds, stopFeed } from '../../../src/newsroom/feeds/feeds.ts'
import { ask } from '../../app/api.ts'
import { useMay } from '../../app/me.tsx'
import { paths } from '../../app/paths.ts'
import {
  DataTable,
  ErrorNote,
  FormModal,
  moment,
  PageFrame,
  ReasonField,
  required,
  textColumn,
  useCommand,
} from '../../ui/index.ts'

type Feed = Awaited<ReturnType<typeof ask<typeof feeds>>>[number]
type Fields = { url: string; title: string; unit: string; reason?: string; every_minutes: number }

function Add() {
  const command = useCommand<typeof addFeed>('newsroom.add-feed', '已订阅，马上开始读')
  return (
    <FormModal<Fields>
      button="订阅"
      title="订阅稿源"
      primary
      command={command}
      initial={{ every_minutes: 60 }}
      submit={fields => command.run(fields)}
    >
      <Form.Item name="url" label="地址" extra="RSS、Atom 或 JSON Feed" rules={required}>
        <Input maxLength={500} placeholder="https://" />
      </Form.Item>
      <div className="pair">
        <Form.Item name="title" label="名称" rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="unit" label="单位" extra="按稿源名单核对" rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="every_minutes" label="隔几分钟读一次">
          <InputNumber min={10} max={1440} />
        </Form.Item>
        <ReasonField label="不在名单里的理由" optional />
      </div>
    </FormModal>
  )
}

function Stop({ row }: { row: Feed }) {
  const { run, busy, error } = useCommand<typeof stopFeed>('newsroom.stop-feed', '已停订')
  return (
    <>
      <ErrorNote error={error} />
      <Popconfirm
        title={`停订“${row.title}”？已收的线索还在。`}
        okText="停订"
        onConfirm={() => void run({ feed_id: row.id }).catch(() => undefined)}
      >
        <Button size="small" loading={busy}>
          停订
        </Button>
      </Popconfirm>
    </>
  )
}

const readAt = (row: Feed) => (row.read_at ? moment(row.read_at) : '还没有读')
const SHEET = {
  header: ['名称', '单位', '地址', '收了几条', '上次读', '结果', '理由'],
  row: (row: Feed) => [row.title, row.unit, row.url, row.entry_count, readAt(row), row.outcome, row.reason],
}
const outcome = (row: Feed) => <span className={row.failed_count > 0 ? 'bad' : ''}>{row.outcome}</span>

export function FeedsPage() {
  const mayAdd = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.feeds'],
    queryFn: () => ask<typeof feeds>('newsroom.feeds'),
  })
  return (
    <PageFrame
      title="稿源订阅"
      about={
        <>
          订阅的内容自动成为<Link to={paths.tips}>线索</Link>，每条只收一次；转载时仍按稿源名单核对。
        </>
      }
      actions={mayAdd && <Add />}
    >
      <ErrorNote error={error} />
      <DataTable<Feed>
        name="稿源订阅"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有订阅。点右上角“订阅”，填上级媒体或部门网站的 RSS 地址。"
        csv={SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              {outcome(row)}
            </div>
            <div className="card-line">
              <span>
                {row.unit}　收了 {row.entry_count} 条
              </span>
              <span>{readAt(row)}</span>
            </div>
            {mayAdd && <Stop row={row} />}
          </>
        )}
        columns={[
          textColumn('名称', row => row.title),
          textColumn('单位', row => row.unit),
          { title: '收了几条', className: 'num', render: (_value, row) => row.entry_count },
          textColumn('上次读', readAt),
          textColumn('结果', row => row.outcome, { render: (_value, row) => outcome(row) }),
          ...(mayAdd ? [{ title: '办理', render: (_value: unknown, row: Feed) => <Stop row={row} /> }] : []),
        ]}
      />
    </PageFrame>
  )
}
