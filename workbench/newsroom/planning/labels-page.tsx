// 栏目与标签: sections, segments and themes that stories are filed under and later counted by.
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Popconfirm, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { addLabel, endLabel, labels } from '../../../src/newsroom/planning/labels.ts'
import { LABEL_KINDS, type LabelKind } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import { ask } from '../../app/api.ts'
import { useMay } from '../../app/me.tsx'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormModal,
  PageFrame,
  required,
  textColumn,
  useCommand,
} from '../../ui/index.ts'
import { options } from '../data.ts'

type Label = Awaited<ReturnType<typeof ask<typeof labels>>>[number]
const kindOf = (row: Label) => LABEL_KINDS[row.kind as LabelKind] ?? row.kind

function Add() {
  const command = useCommand<typeof addLabel>('newsroom.add-label', '已新增')
  return (
    <FormModal<{ kind: LabelKind; name: string; source?: string; from?: Dayjs | null }>
      button="新增"
      title="新增栏目、分众或主题"
      primary
      command={command}
      initial={{ kind: 'theme' }}
      submit={({ from, ...fields }) =>
        command.run({ ...fields, ...(from ? { effective_from: from.format('YYYY-MM-DD') } : {}) })
      }
    >
      <div className="pair">
        <Form.Item name="kind" label="类别" rules={required}>
          <Select options={options(LABEL_KINDS)} />
        </Form.Item>
        <Form.Item name="name" label="名称" rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="source" label="依据">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="from" label="从哪天起" extra="不填就是今天">
          <DatePicker />
        </Form.Item>
      </div>
    </FormModal>
  )
}

function End({ row }: { row: Label }) {
  const { run, busy, error } = useCommand<typeof endLabel>('newsroom.end-label', '已停用')
  if (row.effective_to) return null
  const { kind, name } = row
  return (
    <>
      <ErrorNote error={error} />
      <Popconfirm
        title={`停用“${name}”？已归在下面的稿件不变。`}
        okText="停用"
        onConfirm={() => void run({ kind: kind as LabelKind, name }).catch(() => undefined)}
      >
        <Button size="small" loading={busy}>
          停用
        </Button>
      </Popconfirm>
    </>
  )
}

const SHEET = {
  header: ['类别', '名称', '稿件数', '依据', '从', '到'],
  row: (row: Label) => [kindOf(row), row.name, row.story_count, row.source, row.effective_from, row.effective_to],
}

export function LabelsPage() {
  const mayKeep = useMay(['director', 'operations'])
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.labels'],
    queryFn: () => ask<typeof labels>('newsroom.labels'),
  })
  return (
    <PageFrame
      title="栏目与标签"
      about="栏目、分众、主题都会计入年度指标。停用只管以后，已发的稿件照旧计数。"
      actions={mayKeep && <Add />}
    >
      <ErrorNote error={error} />
      <DataTable<Label>
        name="栏目与标签"
        rowKey={row => `${row.kind}${row.name}${row.effective_from}`}
        loading={isPending}
        dataSource={data}
        pagination={false}
        words={row => `${kindOf(row)} ${row.name} ${row.source}`}
        csv={SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.name}
              <span>{kindOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{row.source}</span>
              <span>{row.effective_to ? `停用于 ${row.effective_to}` : `${row.story_count} 篇`}</span>
            </div>
            {mayKeep && <End row={row} />}
          </>
        )}
        columns={[
          choiceColumn('类别', data, kindOf),
          textColumn('名称', row => row.name),
          { title: '稿件数', className: 'num', render: (_value, row) => row.story_count },
          textColumn('依据', row => row.source),
          textColumn('从', row => row.effective_from),
          textColumn('到', row => row.effective_to),
          ...(mayKeep ? [{ title: '办理', render: (_value: unknown, row: Label) => <End row={row} /> }] : []),
        ]}
      />
    </PageFrame>
  )
}
