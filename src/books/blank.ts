// The blank workbook of a year's books, with what may stand in each column.
import { z } from 'zod'
import { query } from '../platform/index.ts'
import { BASIC_FACTS, BASICS, type Column, SHEETS } from './sheets.ts'

const Blank = z.array(z.object({ name: z.string(), header: z.array(z.string()), rows: z.array(z.array(z.string())) }))

/** How a column is filled in, in words. */
function wayOf({ kind, optional, hint }: Column): string {
  const must = `${optional ? '可空' : '必填'}${hint ? `，${hint}` : ''}`
  if (kind === 'money') return `${must}，元，最多两位小数`
  if (kind === 'day') return `${must}，日期，如 2022-03-05`
  if (kind === 'count') return `${must}，整数`
  if (kind === 'mark') return '填“是”或留空'
  if (kind === 'text') return must
  const choices = Object.values('list' in kind ? kind.list : kind.words).join('、')
  return 'list' in kind ? `${must}，可填几项，用顿号隔开：${choices}` : `${must}，填其中一项：${choices}`
}

export const blank = query({
  name: 'books.blank',
  title: '空白账套',
  access: 'signed-in',
  input: z.strictObject({}),
  output: Blank,
  async read() {
    const basics = { name: BASICS.name, header: [...BASICS.columns], rows: BASIC_FACTS.map(fact => [fact.title, '']) }
    const sheets = SHEETS.map(({ name, columns }) => ({ name, header: columns.map(({ title }) => title), rows: [] }))
    const ways = [
      ...BASIC_FACTS.map(fact => [BASICS.name, fact.title, wayOf(fact)]),
      ...SHEETS.flatMap(({ name, columns }) => columns.map(column => [name, column.title, wayOf(column)])),
    ]
    return [basics, ...sheets, { name: '填写说明', header: ['表', '列', '怎么填'], rows: ways }]
  },
})
