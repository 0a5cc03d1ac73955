// 线索: what residents, departments and others think is worth a story; merged where they tell the same.
import { Button, Form, Input, Select } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { TIP_ORIGINS, type TipOrigin } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import type { mergeTips, recordTip } from '../../../src/newsroom/planning/tips.ts'
import { useMay } from '../../app/me.tsx'
import type { KeptFile } from '../../app/upload.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FilesField,
  FormModal,
  moment,
  PageFrame,
  required,
  textColumn,
  useCommand,
} from '../../ui/index.ts'
import { options } from '../data.ts'
import '../newsroom.css'
import { type ListedTip, useTips } from './data.ts'
import { originOf, stateOf, TipDrawer } from './tip-drawer.tsx'

type Fields = {
  origin: TipOrigin
  title: string
  content?: string
  place?: string
  source_name?: string
  source_url?: string
  contact?: string
  files?: KeptFile[]
}

function Record() {
  const command = useCommand<typeof recordTip>('newsroom.record-tip', '线索已登记')
  return (
    <FormModal<Fields>
      button="登记线索"
      ok="登记"
      primary
      command={command}
      initial={{ origin: 'staff' }}
      submit={({ files = [], ...fields }) => command.run({ ...fields, file_ids: files.map(file => file.file_id) })}
    >
      <Form.Item name="title" label="一句话说清是什么事" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="content" label="详情">
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="origin" label="从哪里来" rules={required}>
          <Select options={options(TIP_ORIGINS)} />
        </Form.Item>
        <Form.Item name="source_name" label="单位或人">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="place" label="地点">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="contact" label="联系方式" extra="只有采编人员能看到">
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="source_url" label="网址">
        <Input maxLength={500} placeholder="https://" />
      </Form.Item>
      <Form.Item name="files" label="照片和附件">
        <FilesField kinds={['image', 'video', 'audio', 'document']} max={9} />
      </Form.Item>
    </FormModal>
  )
}

function Together({ chosen, clear }: { chosen: readonly ListedTip[]; clear: () => void }) {
  const merge = useCommand<typeof mergeTips>('newsroom.merge-tips', '已合并，打开留下的一条可以撤销')
  if (chosen.length < 2) return null
  const [into, ...rest] = [...chosen].sort((a, b) => a.received_at.localeCompare(b.received_at))
  return (
    <>
      <ErrorNote error={merge.error} />
      <Button
        size="small"
        loading={merge.busy}
        onClick={() =>
          void merge.run({ into_id: into!.id, tip_ids: rest.map(tip => tip.id) }).then(clear, () => undefined)
        }
      >
        把选中的 {chosen.length} 条并入最早的一条
      </Button>
    </>
  )
}

const SHEET = {
  header: ['线索', '来源', '单位或人', '地点', '状态', '收到', '登记人'],
  row: (row: ListedTip) => [
    row.title,
    originOf(row),
    row.source_name,
    row.place,
    stateOf(row),
    moment(row.received_at),
    row.recorded_by,
  ],
}

function TipCard({ row, title }: { row: ListedTip; title: ReactNode }) {
  return (
    <>
      <div className="card-head">
        {title}
        <span>{stateOf(row)}</span>
      </div>
      <div className="card-line">
        <span>
          {originOf(row)}　{row.source_name}
        </span>
        <span>{moment(row.received_at)}</span>
      </div>
    </>
  )
}

export function TipsPage() {
  const mayHandle = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = useTips()
  const [open, setOpen] = useState<string>()
  const [keys, setKeys] = useState<Key[]>([])
  const chosen = data?.filter(tip => keys.includes(tip.id)) ?? []
  const title = (row: ListedTip) => (
    <button type="button" className="link" disabled={!mayHandle} onClick={() => setOpen(row.id)}>
      {row.title}
      {row.merged_count > 0 && `（并入 ${row.merged_count} 条）`}
    </button>
  )
  return (
    <PageFrame
      title="线索"
      about="居民爆料、部门报送、上级媒体、订阅稿源都在这里。说同一件事的合并，值得做的立为选题。"
      actions={<Record />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<ListedTip>
        name="线索"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        tools={<Together chosen={chosen.filter(tip => tip.state === 'new')} clear={() => setKeys([])} />}
        empty="还没有线索。点右上角“登记线索”，或在“稿源订阅”里订阅上级媒体。"
        words={row => `${row.title} ${row.content} ${row.source_name} ${row.place}`}
        csv={SHEET}
        {...(mayHandle
          ? {
              rowSelection: {
                selectedRowKeys: keys,
                onChange: setKeys,
                columnTitle: <span className="sr">选择</span>,
                getCheckboxProps: (row: ListedTip) => ({ 'aria-label': `选择${row.title}` }) as object,
              },
            }
          : {})}
        card={row => <TipCard row={row} title={title(row)} />}
        columns={[
          textColumn('线索', row => row.title, { render: (_value, row) => title(row) }),
          choiceColumn('来源', data, originOf),
          textColumn('单位或人', row => row.source_name),
          textColumn('地点', row => row.place),
          choiceColumn('状态', data, stateOf),
          textColumn('收到', row => moment(row.received_at)),
        ]}
      />
      <TipDrawer id={open} close={() => setOpen(undefined)} />
    </PageFrame>
  )
}
