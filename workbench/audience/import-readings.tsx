// A console's export: what was read with every fault, accounts still to be chosen, then recorded at once.
import { Button, Modal, Select, Upload } from 'antd'
import { useState } from 'react'
import type { previewReadings } from '../../src/audience/counters/preview-readings.ts'
import type { recordReadings } from '../../src/audience/counters/record-readings.ts'
import { COLUMN_WORDS, METRICS, type Metric } from '../../src/audience/vocabulary.ts'
import type { readFile } from '../app/api.ts'
import { useFileReading } from '../app/use-file-reading.ts'
import { DataTable, ErrorNote, RowFaults, saveWorkbook, useCommand } from '../ui/index.ts'
import { count, nameOf, useAccounts } from './data.ts'

type Read = Awaited<ReturnType<typeof readFile<typeof previewReadings>>>
type Row = Read['rows'][number]

const TEMPLATE = [
  '账号',
  '标题',
  '发布日期',
  '链接',
  '是否头条',
  '阅读数',
  '点赞',
  '在看',
  '转发',
  '评论',
  '收藏',
  '播放',
]

export const saveTemplate = () =>
  saveWorkbook('传播数据模板', [
    { name: '传播数据', header: TEMPLATE, rows: [] },
    {
      name: '认识的列名',
      header: ['数据', '列名（任用一个）'],
      rows: Object.entries(COLUMN_WORDS).map(([key, words]) => [METRICS[key as Metric] ?? words[0]!, words.join('、')]),
    },
  ])

const valuesOf = (row: Row) =>
  Object.entries(row.values)
    .map(([metric, value]) => `${METRICS[metric as Metric]} ${count(value)}`)
    .join('，')

function Preview({ rows }: { rows: Row[] }) {
  return (
    <DataTable<Row>
      name="将要登记的数据"
      rowKey="row_no"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      sticky={false}
      dataSource={rows}
      empty="没有读到可以登记的数据"
      columns={[
        { title: '行', className: 'num', dataIndex: 'row_no' },
        { title: '账号', render: (_value, row) => row.account || '（下面选择）' },
        { title: '标题', render: (_value, row) => row.post?.title ?? '（账号整体）' },
        { title: '日期', render: (_value, row) => row.post?.published_on ?? row.on_day },
        { title: '数据', render: (_value, row) => valuesOf(row) },
      ]}
    />
  )
}

type Choice = { without: number; account: string | undefined; choose: (account: string) => void }

function AccountChoice({ without, account, choose }: Choice) {
  const { data: accounts } = useAccounts()
  return (
    <p>
      {without} 行没有写账号或账号没有登记，算到：
      <Select
        aria-label="账号"
        showSearch={{ optionFilterProp: 'label' }}
        value={account}
        onChange={choose}
        options={accounts?.map(row => ({ value: row.id, label: nameOf(row) })) ?? []}
        style={{ minWidth: 220, marginLeft: 8 }}
      />
    </p>
  )
}

export function ImportReadings() {
  const { read, unreadable, busy, choose, forget } = useFileReading<typeof previewReadings>('audience.preview-readings')
  const [account, setAccount] = useState<string>()
  const command = useCommand<typeof recordReadings>('audience.record-readings', '表格里的数据已登记')
  const open = read !== undefined || unreadable !== undefined
  const without = read?.rows.filter(row => row.account_id === null).length ?? 0
  const rows = read?.rows.filter(row => row.account_id !== null || account !== undefined) ?? []
  const record = () =>
    command
      .run({
        source: 'file',
        rows: rows.map(({ row_no: _no, account: _name, account_id, ...row }) => ({
          ...row,
          account_id: account_id ?? account!,
        })),
      })
      .then(forget, () => undefined)
  return (
    <>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          void choose(file)
          return false
        }}
      >
        <Button type="primary" loading={busy}>
          导入平台表格
        </Button>
      </Upload>
      <Modal
        open={open}
        width={880}
        title="平台导出的表格"
        okText={`登记 ${rows.length} 行`}
        okButtonProps={{ disabled: rows.length === 0 }}
        confirmLoading={command.busy}
        onOk={() => void record()}
        onCancel={() => {
          forget()
          command.clear()
        }}
      >
        <ErrorNote error={unreadable ?? command.error} />
        {read && (
          <RowFaults
            faults={read.faults.map(({ row_no, message }) => ({ row: row_no, message }))}
            partly={`有 ${read.faults.length} 处读不懂，这些行或格子不会登记`}
          />
        )}
        {without > 0 && <AccountChoice without={without} account={account} choose={setAccount} />}
        {read && <Preview rows={read.rows} />}
      </Modal>
    </>
  )
}
