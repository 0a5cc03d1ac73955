// How many pages a second the checker reads on one core, and whether its memory stays flat. Run: npm run bench:check
// Options: --pages N (pages in all, default 3000). A page is 1,000 characters. Exits 1 where the claim of 100 pages a second fails.
import { parseArgs } from 'node:util'
import type { DocumentText } from '../src/kernel/index.ts'
import { checkText } from '../src/proofing/check.ts'

const CLAIM = 100
const PAGE = 1000
const DOCUMENTS = 1000
const { values } = parseArgs({ options: { pages: { type: 'string', default: '3000' } } })
const pages = Number(values.pages)
if (!Number.isInteger(pages) || pages < 100) throw new Error('--pages takes a whole number of at least 100')

let seed = 20221231
const below = (limit: number): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed % limit
}
const wan = (cents: number): string => (cents / 100).toFixed(2)
const percent = (part: number, whole: number): string => ((part / whole) * 100).toFixed(2)

/** Sentences as reports write them, with figures that agree; every twentieth figure is off by one digit. */
function paragraph(n: number): string {
  const budget = 10000 + below(900000)
  const actual = Math.floor((budget * (70 + below(29))) / 100)
  const basic = Math.floor(actual / 3)
  const change = 1 + below(Math.floor(actual / 2))
  const slip = n % 20 === 0 ? 1000 : 0
  return [
    `${n}、本单位年初预算安排${wan(budget)}万元，实际支出${wan(actual)}万元，完成年初预算的${percent(actual, budget)}%，结余${wan(budget - actual)}万元。与上年相比，实际支出增加${wan(change)}万元，增长${percent(change, actual - change)}%。`,
    `支出合计${wan(actual + slip)}万元，其中：基本支出${wan(basic)}万元，占${percent(basic, actual)}%；项目支出${wan(actual - basic)}万元，占${percent(actual - basic, actual)}%。`,
    `内设3个部门：综合部、采编部、技术部。各项工作按照年度计划推进，资金使用符合财务制度规定，重大事项经集体研究决定，接受群众和社会监督。`,
    `项目\t合计\t基本支出\t项目支出\n宣传\t${wan(actual)}\t${wan(basic)}\t${wan(actual - basic)}\n运维\t${wan(budget)}\t${wan(basic)}\t${wan(budget - basic)}\n合计\t${wan(actual + budget)}\t${wan(2 * basic)}\t${wan(actual + budget - 2 * basic)}`,
  ].join('\n')
}

function documentOf(characters: number): DocumentText {
  let text = '某区融媒体中心2022年度部门整体支出绩效评价报告\n'
  for (let n = 1; text.length < characters; n++) text += `${paragraph(n)}\n`
  const blocks = text.split('\n').map((line, i) => ({ kind: 'paragraph' as const, text: line, line: i + 1 }))
  return { format: 'txt', text, blocks, marks: [] }
}

function rate(document: DocumentText, times: number): { perSecond: number; relations: number } {
  let relations = 0
  const start = performance.now()
  for (let i = 0; i < times; i++) relations += checkText(document).relations.length
  return { perSecond: (document.text.length * times) / PAGE / ((performance.now() - start) / 1000), relations }
}

const short = documentOf(10 * PAGE)
const long = documentOf(Math.min(pages, 1000) * PAGE)
rate(short, 20)
const many = rate(short, Math.ceil(pages / 10))
const one = rate(long, 1)

const page = documentOf(3 * PAGE)
const heap = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1048576
}
for (let i = 0; i < 100; i++) checkText(page)
const before = heap()
for (let i = 0; i < DOCUMENTS; i++) checkText(page)
const growth = heap() - before

const slowest = Math.min(many.perSecond, one.perSecond)
const linear = many.perSecond / one.perSecond
console.log(
  `documents of 10 pages:   ${many.perSecond.toFixed(0)} pages a second and core, ${many.relations} relations judged`,
)
console.log(
  `one document of ${Math.round(long.text.length / PAGE)} pages: ${one.perSecond.toFixed(0)} pages a second and core, ${one.relations} relations judged`,
)
console.log(`time per page, long against short: ${linear.toFixed(2)} times`)
console.log(
  `heap after ${DOCUMENTS} documents of 3 pages: ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MiB${globalThis.gc ? '' : ' (without --expose-gc)'}`,
)
console.log(`repeat: npm run bench:check -- --pages ${pages}`)
const holds = slowest >= CLAIM && linear < 5 && growth < 64
console.log(`${holds ? 'holds' : 'FAILS'}: pages per second / ${CLAIM} = ${(slowest / CLAIM).toFixed(1)}`)
process.exitCode = holds ? 0 : 1
