// Payees out of a workbook, for labour fees of many: 户名、身份证号、开户行、账号、金额、个税. Long numbers must be text in the file:
// what a spreadsheet rounded is refused, not guessed.
import { z } from 'zod'
import { type Fen, yuanExact } from '../../kernel/index.ts'
import { fileReading } from '../../platform/index.ts'
import { type CellValue, cellText, parseMoneyCell, readWorkbook } from '../../platform/workbooks/index.ts'
import { noPayeesInFile } from '../refusals.ts'
import { isIdentityNo } from './fields.ts'

const PAYEE_COLUMNS = ['户名', '身份证号', '开户行', '账号', '金额', '个税'] as const
type Column = (typeof PAYEE_COLUMNS)[number]
const ROWS_MAX = 500
/** a double holds fifteen digits: a longer number in a number cell has lost its end */
const DIGITS_SAFE = 15

const Row = z.object({
  name: z.string(),
  id_no: z.string(),
  bank: z.string(),
  account_no: z.string(),
  gross: z.string(),
  tax: z.string(),
})
type Read = z.output<typeof Row>

/** Text of a long number; undefined when the cell is a number that cannot have kept its digits. */
function longNumber(cell: CellValue): string | undefined {
  if (typeof cell === 'number' && String(Math.trunc(cell)).length > DIGITS_SAFE) return undefined
  const text = cellText(cell).replace(/\s/g, '').toUpperCase()
  return /^\d+(\.\d+)?E\+?\d+$/.test(text) ? undefined : text
}

function money(cell: CellValue): Fen | undefined {
  if (cellText(cell) === '') return 0n
  try {
    return parseMoneyCell(cell)
  } catch {
    return undefined
  }
}

function readRow(of: (column: Column) => CellValue, at: number, errors: string[]): Read | undefined {
  const name = cellText(of('户名')).trim()
  const id_no = longNumber(of('身份证号'))
  const account_no = longNumber(of('账号'))
  const gross = money(of('金额'))
  const tax = money(of('个税'))
  const wrong = [
    name === '' && '没有户名',
    id_no === undefined && '身份证号是数字格式，后几位已经丢失，请把这一列设为文本重新填写',
    id_no !== undefined && id_no !== '' && !isIdentityNo(id_no) && '身份证号不对，末位校验码不符',
    account_no === undefined && '账号是数字格式，后几位已经丢失，请把这一列设为文本重新填写',
    account_no !== undefined && !/^[\d-]*$/.test(account_no) && '账号只能是数字',
    (gross === undefined || gross <= 0n) && '金额不对',
    (tax === undefined || tax < 0n) && '个税不对',
  ].filter(Boolean)
  if (wrong.length > 0) {
    errors.push(`第 ${at} 行：${wrong.join('；')}`)
    return undefined
  }
  const bank = cellText(of('开户行')).trim()
  return {
    name,
    id_no: id_no!,
    bank,
    account_no: account_no!,
    gross: yuanExact(gross!),
    tax: tax === 0n ? '' : yuanExact(tax!),
  }
}

/** Reads payees; every row that is wrong is told, and nothing is taken then. */
export const readPayees = fileReading({
  name: 'spending.read-payees',
  title: '读入收款人',
  access: 'signed-in',
  output: z.object({ payees: z.array(Row), errors: z.array(z.string()) }),
  async read(_tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [header = [], ...rows] = sheet?.rows ?? []
    const titles = header.map(cell => cellText(cell).trim())
    const place = (column: Column) => titles.findIndex(title => title.startsWith(column))
    if (place('户名') < 0 || place('金额') < 0) throw noPayeesInFile({ name })
    const errors: string[] = (sheet?.formulas ?? []).map(cell => `${cell} 是公式，请改成填好的值`)
    if (rows.length > ROWS_MAX) errors.push(`一次最多读入 ${ROWS_MAX} 行`)
    const payees: Read[] = []
    for (const [at, row] of rows.slice(0, ROWS_MAX).entries()) {
      if (row.every(cell => cellText(cell) === '')) continue
      const read = readRow(column => (place(column) < 0 ? null : (row[place(column)] ?? null)), at + 2, errors)
      if (read) payees.push(read)
    }
    return errors.length > 0 ? { payees: [], errors } : { payees, errors }
  },
})
