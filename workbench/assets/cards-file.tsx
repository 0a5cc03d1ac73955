// The list of cards read back from a workbook: every change and every fault is shown before anything is taken in.
import { Alert, Button, Modal, Upload } from 'antd'
import type { editCards, readCards } from '../../src/assets/edit-cards.ts'
import { EDITABLE } from '../../src/assets/vocabulary.ts'
import { useFileReading } from '../app/use-file-reading.ts'
import { DataTable, ErrorNote, useCommand } from '../ui/index.ts'

type Change = { card_no: string; column: string; before: string; after: string }
type Read = { rows: never[]; changes: Change[]; unchanged_count: number; errors: { row: number; message: string }[] }

function Result({ read }: { read: Read }) {
  return (
    <>
      {read.errors.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有 ${read.errors.length} 行有问题，改好后重新选择文件`}
          description={read.errors.slice(0, 50).map(fault => (
            <div key={`${fault.row}-${fault.message}`}>
              第 {fault.row} 行：{fault.message}
            </div>
          ))}
        />
      )}
      <p role="status">
        将修改 {read.rows.length} 张卡片，{read.unchanged_count} 张没有变化。
      </p>
      {read.changes.length > 0 && (
        <DataTable<Change>
          name="将要修改的内容"
          rowKey={row => `${row.card_no}-${row.column}`}
          sticky={false}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={read.changes}
          columns={[
            { title: '卡片', dataIndex: 'card_no' },
            { title: '列', dataIndex: 'column' },
            { title: '原来', dataIndex: 'before' },
            { title: '改成', dataIndex: 'after' },
          ]}
        />
      )}
    </>
  )
}

export function CardsFile({ close }: { close: () => void }) {
  const { read: answer, unreadable, choose } = useFileReading<typeof readCards>('assets.read-cards')
  const read = answer as Read | undefined
  const { run, busy, error } = useCommand<typeof editCards>('assets.edit-cards', '卡片已修改')
  return (
    <Modal open width={760} title="从 Excel 修改卡片" footer={null} onCancel={close}>
      <p>
        先在列表上“导出”，改好后选择文件。只认这些列：{Object.values(EDITABLE).join('、')}
        ，以及车辆、房屋、土地、无形资产各自的列 。原值、折旧、使用人不在这里改。
      </p>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          void choose(file)
          return false
        }}
      >
        <Button>选择文件</Button>
      </Upload>
      <div style={{ marginTop: 12 }}>
        <ErrorNote error={unreadable ?? error} />
        {read && <Result read={read} />}
      </div>
      {read && read.errors.length === 0 && read.rows.length > 0 && (
        <Button
          type="primary"
          loading={busy}
          style={{ marginTop: 12 }}
          onClick={() => void run({ rows: read.rows }).then(close, () => undefined)}
        >
          修改 {read.rows.length} 张
        </Button>
      )}
    </Modal>
  )
}
