// The journal of every command with the state of its chain, and the security log. Filters live in the address.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import type { journal, journalChain } from '../../src/people/journal-queries.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { OnlyFor, useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, moment, PageFrame, pages } from '../ui/index.ts'
import { usePermissions, usePersons } from './data.ts'
import { SecurityLog } from './security-log.tsx'

const PAGE = 50
type Row = Awaited<ReturnType<typeof ask<typeof journal>>>['rows'][number]
export type JournalSearch = { log?: string; command?: string; actor?: string; page?: number }

export function useJournalSearch() {
  const search = useSearch({ strict: false }) as JournalSearch
  const navigate = useNavigate()
  const change = (next: JournalSearch) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, page: undefined, ...next }) as never,
    })
  return { search, change }
}

/** The Chinese title of a command; what the declarations do not know keeps its name. */
export function useTitles(): (name: string) => string {
  const { data } = usePermissions()
  const titles = new Map(data?.map(row => [row.name, row.title]))
  return name => titles.get(name) ?? name
}

function Details({ row }: { row: Row }) {
  const pretty = (text: string) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 1)
    } catch {
      return text
    }
  }
  return (
    <pre className="json">
      <b>编号　</b>
      {row.id}
      {'\n'}
      <b>输入　</b>
      {pretty(row.input)}
      {'\n'}
      <b>结果　</b>
      {pretty(row.output)}
    </pre>
  )
}

function Filters() {
  const { search, change } = useJournalSearch()
  const { data: persons } = usePersons()
  const { data: permissions } = usePermissions()
  const commands = permissions?.filter(row => row.kind === 'command') ?? []
  return (
    <>
      <Select
        aria-label="操作"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="全部操作"
        value={search.command}
        onChange={value => change({ command: value })}
        options={commands.map(row => ({ value: row.name, label: row.title }))}
        style={{ width: 176 }}
      />
      <Select
        aria-label="人员"
        allowClear
        showSearch
        placeholder="全部人员"
        value={search.actor}
        onChange={value => change({ actor: value })}
        options={[...new Set(persons?.map(row => row.name))].map(value => ({ value, label: value }))}
        style={{ width: 136 }}
      />
    </>
  )
}

function OnPhone({ row, title }: { row: Row; title: string }) {
  return (
    <details>
      <summary>
        {title}
        <span className="soft">{`　${row.actor_name}　${moment(row.at)}`}</span>
      </summary>
      <Details row={row} />
    </details>
  )
}

function Journal() {
  const { search, change } = useJournalSearch()
  const page = search.page ?? 1
  const titleOf = useTitles()
  const filter = { command: search.command, actor: search.actor }
  const asked = { ...filter, offset: (page - 1) * PAGE, limit: PAGE }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people.journal', asked],
    placeholderData: before => before,
    queryFn: () => ask<typeof journal>('people.journal', asked),
  })
  return (
    <>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name="操作日志"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        empty="没有符合条件的操作，换个条件试试"
        tools={<Filters />}
        everything={() => everyRow(at => ask<typeof journal>('people.journal', { ...filter, ...at }))}
        csv={{
          header: ['时间', '谁', '操作', '编号', '封存号', '输入', '结果'],
          row: row => [
            moment(row.at),
            row.actor_name,
            titleOf(row.command),
            row.id,
            row.seal_no,
            row.input,
            row.output,
          ],
        }}
        pagination={pages(page, PAGE, data?.total_count, value => change({ page: value }))}
        expandable={{ expandedRowRender: row => <Details row={row} /> }}
        card={row => <OnPhone row={row} title={titleOf(row.command)} />}
        columns={[
          { title: '时间', render: (_value, row) => moment(row.at) },
          { title: '谁', dataIndex: 'actor_name' },
          { title: '操作', render: (_value, row) => titleOf(row.command) },
          { title: '名称', render: (_value, row) => <span className="soft">{row.command}</span> },
          { title: '封存号', className: 'num', render: (_value, row) => row.seal_no ?? '待封存' },
        ]}
      />
    </>
  )
}

function ChainState() {
  const { data } = useQuery({
    queryKey: ['people.journal-chain'],
    refetchInterval: 10_000,
    queryFn: () => ask<typeof journalChain>('people.journal-chain'),
  })
  if (!data) return null
  return (
    <>
      已封存 {data.sealed_count} 条，
      {data.unsealed_count === 0 ? '没有待封存的' : `待封存 ${data.unsealed_count} 条`}；链首{' '}
      <code>{data.head?.slice(0, 16) ?? '无'}</code>。逐条核验用命令 <code>bin/beita verify</code>。
    </>
  )
}

export function JournalPage() {
  const { search, change } = useJournalSearch()
  const watches = useMay(['admin', 'auditor'])
  const log = search.log ?? 'commands'
  return (
    <PageFrame
      title="操作日志"
      about={watches && <ChainState />}
      actions={
        <Segmented
          value={log}
          onChange={value => change({ log: value, command: undefined, actor: undefined } as JournalSearch)}
          options={[
            { value: 'commands', label: '操作' },
            { value: 'security', label: '登录与拒绝' },
          ]}
        />
      }
    >
      <OnlyFor roles={['admin', 'auditor']}>{log === 'security' ? <SecurityLog /> : <Journal />}</OnlyFor>
    </PageFrame>
  )
}
