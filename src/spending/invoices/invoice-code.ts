// What the QR code printed on an invoice says: version, kind, code, number, amount, day and check digits, by commas.
import { isDay } from '../../kernel/index.ts'

/** Kinds of 数电票 (31 special, 32 ordinary): their code gives the amount with tax; the older kinds' gives it without. */
const WITH_TAX = new Set(['31', '32'])
const [KIND, CODE, NUMBER, AMOUNT, DAY] = [1, 2, 3, 4, 5]

/** The fields under the names of a printed invoice; empty when the code is no invoice's. */
export function foundInCode(code: string): Map<string, string> {
  const parts = code.split(',').map(part => part.trim())
  const at = (n: number) => parts[n] ?? ''
  const found = new Map<string, string>()
  const day = at(DAY).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  if (parts[0] !== '01' || !/^(\d{8}|\d{20})$/.test(at(NUMBER)) || !isDay(day)) return found
  found.set('发票号码', at(NUMBER))
  found.set('开票日期', day)
  if (/^\d{10,12}$/.test(at(CODE))) found.set('发票代码', at(CODE))
  if (WITH_TAX.has(at(KIND)) && /^\d+(\.\d{1,2})?$/.test(at(AMOUNT))) found.set('价税合计', at(AMOUNT))
  return found
}
