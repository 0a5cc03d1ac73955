// 稿源名单: whose news may be reposted. Lists are taken in by pasting the units of a version.
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { importSources, sources } from '../../src/newsroom/review/sources.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormWindow, filterBy, PageFrame, required, textColumn, useCommand } from '../ui/index.ts'

type Source = Awaited<ReturnType<typeof ask<typeof sources>>>[number]
const STATUS: Record<string, string> = { active: '在列', frozen: '暂停', removed: '移出' }
const statusOf = (row: Source) => STATUS[row.status] ?? row.status
const STATUS_OF = new Map<string, 'active' | 'frozen' | 'removed'>([
  ['暂停', 'frozen'],
  ['移出', 'removed'],
])

/** A line a unit: 单位，类别，网站，状态; what is missing stays empty. */
function readLines(text: string) {
  return text
    .split('\n')
    .map(line => line.split(/[\t,，]/).map(part => part.trim()))
    .filter(([unit]) => unit)
    .map(([unit = '', category = '', site = '', status = '']) => ({
      unit,
      category,
      site,
      status: STATUS_OF.get(status) ?? ('active' as const),
    }))
}

type Fields = { list_version: string; listed_from: Dayjs; lines: string }
function Import() {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof importSources>('newsroom.import-sources', '名单已导入')
  const take = ({ list_version, listed_from, lines }: Fields) =>
    run({ list_version, listed_from: listed_from.format('YYYY-MM-DD'), sources: readLines(lines) })
  return (
    <>
      <Button onClick={() => setOpen(true)}>导入名单</Button>
      <FormWindow<Fields>
        title="导入稿源名单"
        ok="导入"
        open={open}
        busy={busy}
        error={error}
        initial={{ listed_from: dayjs() }}
        submit={take}
        close={() => setOpen(false)}
      >
        <div className="pair">
          <Form.Item name="list_version" label="名单版本" rules={required}>
            <Input maxLength={60} placeholder="2025年6月版" />
          </Form.Item>
          <Form.Item name="listed_from" label="从哪天起" rules={required}>
            <DatePicker />
          </Form.Item>
        </div>
        <Form.Item
          name="lines"
          label="单位，一行一个"
          extra="可从表格复制：单位、类别、网站、状态（暂停或移出）"
          rules={required}
        >
          <Input.TextArea rows={8} />
        </Form.Item>
      </FormWindow>
    </>
  )
}

const sourcesPageSheet = {
  header: ['单位', '类别', '网站', '状态', '名单版本', '从', '到'],
  row: (row: Source) => [
    row.unit,
    row.category,
    row.site,
    statusOf(row),
    row.list_version,
    row.listed_from,
    row.listed_to,
  ],
}

function sourcesPageCard(row: Source) {
  return (
    <>
      <div className="card-head">
        {row.unit}
        <span>{statusOf(row)}</span>
      </div>
      <div className="card-line">
        <span>{row.category}</span>
        <span>{row.list_version}</span>
      </div>
    </>
  )
}

export function SourcesPage() {
  const mayImport = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.sources'],
    queryFn: () => ask<typeof sources>('newsroom.sources'),
  })
  return (
    <PageFrame
      title="稿源名单"
      about="转载稿按送审当天有效的名单核对。名单外的本地单位权威发布，要写明理由。"
      actions={mayImport && <Import />}
    >
      <ErrorNote error={error} />
      <DataTable<Source>
        name="稿源名单"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有名单。请按主管部门最新公布的名单导入，没有名单时转载稿都要写明理由。"
        words={row => `${row.unit} ${row.site}`}
        csv={sourcesPageSheet}
        card={sourcesPageCard}
        columns={[
          textColumn('单位', row => row.unit),
          textColumn(
            '类别',
            row => row.category,
            filterBy(data, row => row.category),
          ),
          textColumn('网站', row => row.site),
          textColumn('状态', statusOf, filterBy(data, statusOf)),
          textColumn(
            '名单版本',
            row => row.list_version,
            filterBy(data, row => row.list_version),
          ),
          textColumn('从', row => row.listed_from),
        ]}
      />
    </PageFrame>
  )
}
