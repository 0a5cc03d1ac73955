// The files that were taken in, and for one of them what became of each item, as a list that can be exported.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import type { importedItems, imports } from '../../src/newsroom/import/import-queries.ts'
import { IMPORT_KINDS, type ImportKind } from '../../src/newsroom/import/item.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, filterBy, moment, textColumn } from '../ui/index.ts'

type Import = Awaited<ReturnType<typeof ask<typeof imports>>>[number]
type Item = Awaited<ReturnType<typeof ask<typeof importedItems>>>['rows'][number]
const OUTCOMES: Record<string, string> = { imported: '已导入', skipped: '跳过', failed: '失败' }
const outcomeOf = (row: Item) => OUTCOMES[row.outcome] ?? row.outcome
const whyOf = (row: Item) => [row.reason, ...row.notes].filter(Boolean).join('；')

const itemSheet = {
  header: ['序号', '标题', '结果', '原因和说明', '首发日期', '作者', '原地址', '稿件编号'],
  row: (row: Item) => [
    row.item_no,
    row.headline,
    outcomeOf(row),
    whyOf(row),
    row.published_at ? moment(row.published_at).slice(0, 10) : '',
    row.author,
    row.address,
    row.story_id ?? '',
  ],
}

function itemCard(row: Item) {
  return (
    <>
      <div className="card-head">
        {row.headline || '（无标题）'}
        <span>{outcomeOf(row)}</span>
      </div>
      <div className="card-line">{whyOf(row)}</div>
    </>
  )
}

function Items({ of }: { of: Import }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.imported-items', of.id],
    queryFn: () => everyRow(at => ask<typeof importedItems>('newsroom.imported-items', { import_id: of.id, ...at })),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Item>
        name={`导入结果-${of.file_name}`}
        rowKey="item_no"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        words={row => `${row.headline} ${whyOf(row)}`}
        csv={itemSheet}
        card={itemCard}
        columns={[
          { title: '序号', className: 'num', render: (_value: unknown, row: Item) => row.item_no },
          textColumn<Item>('标题', row => row.headline, {
            render: (_value, row) =>
              row.story_id ? <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link> : row.headline,
          }),
          textColumn<Item>('结果', outcomeOf, filterBy(data, outcomeOf)),
          textColumn<Item>('原因和说明', whyOf),
        ]}
      />
    </>
  )
}

const stateOf = (row: Import) =>
  row.finished_at
    ? '已完成'
    : `已处理 ${row.imported + row.skipped + row.failed} / ${row.item_count}，中断了再导入一次会接着做`

export function ImportList() {
  const [open, setOpen] = useState<Import>()
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.imports'],
    queryFn: () => ask<typeof imports>('newsroom.imports'),
    // while one is running, it is watched
    refetchInterval: query => (query.state.data?.some(row => row.finished_at === null) ? 2_000 : false),
  })
  if (data?.length === 0) return null
  const show = (row: Import) => (
    <button type="button" className="link" onClick={() => setOpen(row)}>
      {row.file_name}
    </button>
  )
  const kindOf = (row: Import) => IMPORT_KINDS[row.kind as ImportKind] ?? row.kind
  const counts = (row: Import) => `导入 ${row.imported}，跳过 ${row.skipped}，失败 ${row.failed}`
  return (
    <section>
      <h2>导入记录</h2>
      <ErrorNote error={error} />
      <DataTable<Import>
        name="导入记录"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['文件', '种类', '开始', '经办', '情况', '篇数'],
          row: row => [row.file_name, kindOf(row), moment(row.started_at), row.started_by, stateOf(row), counts(row)],
        }}
        card={row => (
          <>
            <div className="card-head">{show(row)}</div>
            <div className="card-line">
              <span>{counts(row)}</span>
              <span>{moment(row.started_at)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn<Import>('文件', row => row.file_name, { render: (_value, row) => show(row) }),
          textColumn<Import>('种类', kindOf),
          textColumn<Import>('开始', row => moment(row.started_at)),
          textColumn<Import>('经办', row => row.started_by),
          textColumn<Import>('情况', stateOf),
          textColumn<Import>('篇数', counts),
        ]}
      />
      <Drawer
        open={open !== undefined}
        title={open && `导入结果：${open.file_name}`}
        size={960}
        onClose={() => setOpen(undefined)}
        destroyOnHidden
      >
        {open && <Items of={open} />}
      </Drawer>
    </section>
  )
}
