// The list of cards read back from a workbook: every change and every fault is shown before anything is taken in.
import { EDITABLE } from '../../src/assets/vocabulary.ts'
import { ListFile } from '../app/list-file.tsx'

type Change = { card_no: string; column: string; before: string; after: string }

export function CardsFile({ close }: { close: () => void }) {
  return (
    <ListFile<Change>
      title="从 Excel 修改卡片"
      reading="assets.read-cards"
      command="assets.edit-cards"
      done="卡片已修改"
      counter="张卡片"
      verb="修改"
      about={`只认这些列：${Object.values(EDITABLE).join('、')}，以及车辆、房屋、土地、无形资产各自的列。原值、折旧、使用人不在这里改。`}
      close={close}
      rowKey={row => `${row.card_no}-${row.column}`}
      columns={[
        { title: '卡片', dataIndex: 'card_no' },
        { title: '列', dataIndex: 'column' },
        { title: '原来', dataIndex: 'before' },
        { title: '改成', dataIndex: 'after' },
      ]}
    />
  )
}
