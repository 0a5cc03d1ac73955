// A counted workbook (盘点表) read back: the rows marked 在 become scans; the same file read twice gives the same scans.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fileReading } from '../../platform/index.ts'
import { cellText, readWorkbook } from '../../platform/workbooks/index.ts'

const Scan = z.object({ scan_id: z.string(), code: z.string(), place: z.string(), row: z.number() })
const FOUND = /^(在|有|是|√|✓|1|y|yes|已盘)$/i

/** A UUID that depends on the file's words alone, so that the same count sent twice counts once. */
function scanIdOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Read a counted list: columns 卡片编号 and 盘点结果, 实际位置 if there is one. Nothing is kept. */
export const readCountSheet = fileReading({
  name: 'assets.read-count-sheet',
  title: '读取盘点表',
  access: ['operations', 'finance'],
  output: z.object({ scans: z.array(Scan), errors: z.array(z.object({ row: z.number(), message: z.string() })) }),
  async read(tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = (title: string) => head.findIndex(cell => cellText(cell) === title)
    const [code, result, place] = [at('卡片编号'), at('盘点结果'), at('实际位置')]
    if (code < 0 || result < 0) return { scans: [], errors: [{ row: 1, message: '要有“卡片编号”和“盘点结果”两列' }] }
    const known = new Set((await tx<{ card_no: string }[]>`select card_no from assets.cards`).map(card => card.card_no))
    const errors: { row: number; message: string }[] = []
    const scans: z.infer<typeof Scan>[] = []
    body.forEach((cells, n) => {
      const card = cellText(cells[code])
      if (!card || !FOUND.test(cellText(cells[result]))) return
      if (!known.has(card)) errors.push({ row: n + 2, message: `没有编号为“${card}”的卡片` })
      else {
        const where = cellText(cells[place])
        scans.push({ scan_id: scanIdOf(`${name}|${n}|${card}|${where}`), code: card, place: where, row: n + 2 })
      }
    })
    return { scans, errors }
  },
})
