// The journal of every command with the state of its chain, and the security log.
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { journal, journalChain, securityLog } from '../../src/people/journal-queries.ts'
import { ask } from '../app/api.ts'
import { DataTable, ErrorNote, moment, PageFrame } from '../ui/index.ts'

const PAGE = 50
type JournalRow = Awaited<ReturnType<typeof ask<typeof journal>>>['rows'][number]
type SecurityRow = Awaited<ReturnType<typeof ask<typeof securityLog>>>['rows'][number]

function Journal() {
  const [page, setPage] = useState(1)
  const { data, error, isPending } = useQuery({
    queryKey: ['people.journal', page],
    queryFn: () => ask<typeof journal>('people.journal', { offset: (page - 1) * PAGE, limit: PAGE }),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<JournalRow>
        name="操作日志"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total_count ?? 0,
          onChange: setPage,
          showSizeChanger: false,
        }}
        expandable={{
          expandedRowRender: row => (
            <pre style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{`输入 ${row.input}\n结果 ${row.output}`}</pre>
          ),
        }}
        columns={[
          { title: '时间', render: (_v, row) => moment(row.at) },
          { title: '谁', dataIndex: 'actor_name' },
          { title: '操作', dataIndex: 'command' },
          { title: '封存号', render: (_v, row) => row.seal_no ?? '待封存' },
        ]}
      />
    </>
  )
}

function Security() {
  const [page, setPage] = useState(1)
  const { data, error, isPending } = useQuery({
    queryKey: ['people.security-log', page],
    queryFn: () => ask<typeof securityLog>('people.security-log', { offset: (page - 1) * PAGE, limit: PAGE }),
  })
  const kinds: Record<string, string> = {
    'sign-in': '登录',
    'sign-in-failed': '登录失败',
    forbidden: '没有权限',
    refused: '被拒绝',
  }
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<SecurityRow>
        name="安全日志"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total_count ?? 0,
          onChange: setPage,
          showSizeChanger: false,
        }}
        columns={[
          { title: '时间', render: (_v, row) => moment(row.at) },
          { title: '情况', render: (_v, row) => kinds[row.kind] ?? row.kind },
          { title: '谁', dataIndex: 'actor' },
          { title: '来自', dataIndex: 'address' },
          { title: '对象', dataIndex: 'subject' },
          { title: '说明', dataIndex: 'detail' },
        ]}
      />
    </>
  )
}

export function JournalPage() {
  const [shown, setShown] = useState('journal')
  const { data } = useQuery({
    queryKey: ['people.journal-chain'],
    queryFn: () => ask<typeof journalChain>('people.journal-chain'),
  })
  const about =
    data &&
    `已封存 ${data.sealed_count} 条，待封存 ${data.unsealed_count} 条，链首 ${data.head?.slice(0, 16) ?? '无'}…。完整核验用命令 bin/beita verify。`
  return (
    <PageFrame
      title="操作日志"
      about={about}
      actions={
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: 'journal', label: '操作' },
            { value: 'security', label: '安全' },
          ]}
        />
      }
    >
      {shown === 'journal' ? <Journal /> : <Security />}
    </PageFrame>
  )
}
