// One stocktake: progress, the list to count by, and every difference with its conclusion.
import { Link, useParams } from '@tanstack/react-router'
import { App, Button, Form, Input, Spin, Upload } from 'antd'
import { useState } from 'react'
import type { concludeStocktake } from '../../src/assets/stocktake/conclude-finding.ts'
import type { countCards } from '../../src/assets/stocktake/count-cards.ts'
import type { readCountSheet } from '../../src/assets/stocktake/read-count-sheet.ts'
import { perform, readFile } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  moment,
  moneyColumn,
  PageFrame,
  RowFaults,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import { type FullStocktake, needed, useStocktake } from './data.ts'
import { Differences } from './differences.tsx'

type Item = FullStocktake['items'][number]
const HOW: Record<string, string> = { camera: '摄像头', scanner: '扫码枪', workbook: 'Excel', hand: '手工' }
const BATCH = 500

/** A counted workbook: read, then sent as scans in batches; the same file again counts nothing twice. */
function useCountFile(id: string, refetch: () => void) {
  const { message } = App.useApp()
  const [error, setError] = useState<unknown>()
  const [faults, setFaults] = useState<{ row: number; message: string }[]>([])
  const choose = async (file: File) => {
    try {
      const { scans, errors } = await readFile<typeof readCountSheet>('assets.read-count-sheet', file)
      setFaults(errors)
      const scanned_at = new Date().toISOString()
      for (let at = 0; at < scans.length; at += BATCH) {
        const part = scans
          .slice(at, at + BATCH)
          .map(({ scan_id, code, place }) => ({ scan_id, code, place, scanned_at }))
        await perform<typeof countCards>('assets.count-cards', {
          stocktake_id: id,
          scans: part.map(scan => ({ ...scan, how: 'workbook' as const })),
        })
      }
      setError(undefined)
      message.success(`读入 ${scans.length} 件`)
      refetch()
    } catch (failed) {
      setError(failed)
    }
  }
  return { choose, error, faults }
}

function Conclude({ data, close }: { data: FullStocktake; close: () => void }) {
  const { run, busy, error } = useCommand<typeof concludeStocktake>('assets.conclude-stocktake', '盘点已有结论')
  const missing = data.item_count - data.found_count
  const words =
    missing === 0 ? '账实相符。' : `应盘 ${data.item_count} 件，实盘 ${data.found_count} 件，差异已逐项下结论。`
  return (
    <FormWindow<{ conclusion: string }>
      title="盘点结论"
      ok="下结论"
      busy={busy}
      error={error}
      initial={{ conclusion: words }}
      submit={({ conclusion }) => run({ stocktake_id: data.id, conclusion })}
      close={close}
    >
      <Form.Item name="conclusion" label="结论" rules={needed('请写结论')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormWindow>
  )
}

const result = (row: Item) => (row.found_at ? '在' : '')

const EXPORT = {
  header: [
    '卡片编号',
    '标签码',
    '名称',
    '原值',
    '存放地点',
    '使用人',
    '使用科室',
    '盘点结果',
    '实际位置',
    '盘点人',
    '结论单',
    '结论',
  ],
  row: (row: Item) => [
    row.card_no,
    row.tag_no,
    row.name,
    { fen: row.original_fen },
    row.place,
    row.holder,
    row.section,
    result(row),
    row.found_place,
    row.found_by,
    row.conclusion_no,
    row.reason,
  ],
}

function OnPhone({ row }: { row: Item }) {
  return (
    <>
      <div className="card-head">
        <span>
          {row.card_no} {row.name}
        </span>
        <span className={row.found_at ? 'ok' : 'bad'}>{row.found_at ? '在' : '未盘到'}</span>
      </div>
      <div className="card-line">
        <span>{[row.place, row.holder].filter(Boolean).join('　')}</span>
        <span>{row.found_place}</span>
      </div>
    </>
  )
}

function ItemTable({ data }: { data: FullStocktake }) {
  return (
    <DataTable<Item>
      name={`盘点表 ${data.stocktake_no}`}
      rowKey="card_id"
      dataSource={data.items}
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      words={row => `${row.card_no} ${row.tag_no ?? ''} ${row.name} ${row.place} ${row.holder}`}
      csv={EXPORT}
      card={row => <OnPhone row={row} />}
      columns={[
        textColumn('卡片编号', row => row.card_no, {
          render: (_value, row) => <Link to={`${paths.cards}/${row.card_id}` as string}>{row.card_no}</Link>,
        }),
        choiceColumn('名称', data.items, row => row.name),
        choiceColumn('存放地点', data.items, row => row.place),
        choiceColumn('使用人', data.items, row => row.holder),
        moneyColumn('原值（元）', row => row.original_fen),
        choiceColumn('结果', data.items, row => (row.found_at ? '在' : '未盘到')),
        textColumn('实际位置', row => row.found_place),
        textColumn('盘点', row =>
          row.found_at ? `${row.found_by} ${moment(row.found_at)} ${HOW[row.found_how ?? ''] ?? ''}` : '',
        ),
      ]}
    />
  )
}

type ButtonsProps = { id: string; may: boolean; choose: (file: File) => Promise<void>; conclude: () => void }

function Buttons({ id, may, choose, conclude }: ButtonsProps) {
  return (
    <>
      <Link to={`${paths.stocktakes}/${id}/scan` as string}>
        <Button type="primary">扫码盘点</Button>
      </Link>
      {may && (
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={file => {
            void choose(file)
            return false
          }}
        >
          <Button>读入盘点表</Button>
        </Upload>
      )}
      {may && <Button onClick={conclude}>下结论</Button>}
    </>
  )
}

export function StocktakePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useStocktake(id)
  const may = useMay(['operations', 'finance'])
  const [concluding, setConcluding] = useState(false)
  const { choose, error: failed, faults } = useCountFile(id, () => void refetch())
  if (!data)
    return (
      <PageFrame title="盘点表">
        <ErrorNote error={error} retry={() => void refetch()} />
        {!error && <Spin />}
      </PageFrame>
    )
  const open = !data.concluded_at
  return (
    <PageFrame
      title={data.title}
      about={`${data.stocktake_no}　${data.section ?? '全单位'}　应盘 ${data.item_count} 件，实盘 ${data.found_count} 件${
        open ? '' : `　结论：${data.conclusion}（${data.concluded_by}）`
      }${data.is_example ? '　示例' : ''}`}
      actions={open && <Buttons id={id} may={may} choose={choose} conclude={() => setConcluding(true)} />}
    >
      <ErrorNote error={failed} />
      <RowFaults faults={faults} partly={`盘点表里有 ${faults.length} 处读不懂，这些行没有计入`} />
      <Differences data={data} may={may && open} />
      <section className="part">
        <h2>
          盘点表<span className="unit">导出后在“盘点结果”列填“在”，再读入</span>
        </h2>
        <ItemTable data={data} />
      </section>
      {concluding && <Conclude data={data} close={() => setConcluding(false)} />}
    </PageFrame>
  )
}
