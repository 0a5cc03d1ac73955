// Shapes of sentences and tables beyond the simple ones: what they confirm, what one changed digit in them raises, and what
// they must not be blamed for. All sentences and amounts are invented.
import { describe, expect, test } from 'vitest'
import type { DocumentText, TextBlock } from '../kernel/index.ts'
import { checkText } from './check.ts'

function documentOf(text: string, ...tables: string[][][]): DocumentText {
  const paragraphs = text.split('\n').map((line, i) => ({ kind: 'paragraph' as const, text: line, line: i + 1 }))
  let line = paragraphs.length + 1
  const blocks: TextBlock[] = [...paragraphs]
  for (const rows of tables) {
    blocks.push({ kind: 'table', rows, line })
    line += rows.length
  }
  return { format: 'docx', text, blocks, marks: [] }
}
const check = (text: string, ...tables: string[][][]) => checkText(documentOf(text, ...tables))
const judged = (text: string) => check(text).relations.map(({ kind, status, stated }) => `${kind} ${stated} ${status}`)
const found = (text: string, ...tables: string[][][]) =>
  check(text, ...tables).findings.map(({ rule, line }) => `${rule} ${line}`)

describe('lists whose items repeat the measures of the whole', () => {
  const list =
    '全年采购计划金额共计95.40万元，实际采购金额共计88.13万元，其中货物类采购计划金额60.30万元，实际采购金额55.12万元；服务类采购计划金额35.10万元，实际采购金额33.01万元。'

  test('every measure adds up by itself', () => {
    expect(judged(list)).toEqual(expect.arrayContaining(['sum 95.40 ok', 'sum 88.13 ok']))
    expect(found(list)).toEqual([])
  })

  test('a measure that is off is told where another bears the list out', () => {
    expect(found(list.replace('35.10', '35.70'))).toEqual(['sum-mismatch 1'])
  })

  test('the changes of the items add up to the change of the whole, unchanged items counting nothing', () => {
    const text =
      '“三公”经费预算185.30万元，比上年减少22.15万元，其中：因公出国（境）费40.00万元，与上年持平；公务接待费25.30万元，减少1.25万元；公务用车购置及运行费120.00万元，减少20.90万元。'
    expect(judged(text)).toEqual(expect.arrayContaining(['sum 185.30 ok', 'sum 22.15 ok']))
    expect(found(text.replace('20.90', '20.40'))).toEqual(['sum-mismatch 1'])
  })

  test('a list that names its whole is compared with the amount stated before', () => {
    const text =
      '“三公”经费支出预算为50.00万元，支出决算为38.47万元。\n“三公”经费支出决算中，因公出国（境）费支出决算0万元，占0%；公务接待费支出决算3.14万元，占8.16%；公务用车购置及运行维护费支出决算35.33万元，占91.84%。'
    expect(judged(text)).toContain('sum 38.47 ok')
    expect(found(text)).toEqual([])
  })

  test('a list behind several amounts may divide the one that stands farther off', () => {
    const text =
      '资产总额33.5万亿元，负债总额9.9万亿元，净资产23.6万亿元。其中，行政单位资产10.1万亿元，事业单位资产23.4万亿元。'
    expect(judged(text)).toEqual(expect.arrayContaining(['sum 33.5 ok', 'sum 33.5 ok']))
    expect(found(text)).toEqual([])
    expect(found(text.replace('9.9', '9.4'))).toEqual(['sum-mismatch 1'])
  })
})

describe('shares whose whole has no exact name', () => {
  test('two shares that fit one amount make it the whole of a third', () => {
    const text =
      '全市财政支出完成412.60亿元。教育支出81.27亿元，占财政支出总量的19.7%。卫生支出66.02亿元，占财政支出总量的16.0%。社会保障支出44.31亿元，占财政支出总量的16.0%。'
    const { relations, findings } = check(text)
    expect(relations.filter(one => one.kind === 'share').map(one => one.status)).toEqual(['ok', 'ok', 'fail'])
    expect(findings.map(one => one.rule)).toEqual(['share-mismatch'])
  })

  test('shares that add to 100 are shares of the sum of their parts', () => {
    const items = [
      '（一）教育支出类科目580,610.50元，占支出总预算82.27%。',
      '（二）社会保障支出类科目83,300.20元，占支出总预算11.80%。',
      '（三）住房保障支出类科目41,828.90元，占支出总预算5.93%。',
    ].join('\n')
    expect(judged(items)).toEqual(['share 82.27 ok', 'share 11.80 ok', 'share 5.93 ok'])
  })

  test('a part of a whole budget is a share, not a rate of execution', () => {
    const text =
      '政府采购预算64297元，其中：政府集中采购预算33790元，占政府采购预算的52.55%；分散采购30507元，占政府采购预算的47.45%。'
    expect(judged(text)).toEqual(expect.arrayContaining(['share 52.55 ok', 'share 47.45 ok']))
    expect(found(text.replace('52.55', '57.55'))).toEqual(['share-mismatch 1'])
  })
})

describe('the same quantity in several places', () => {
  test('a repeated amount is confirmed', () => {
    expect(judged('机关运行经费支出46.23万元。\n综上，机关运行经费支出46.23万元。')).toEqual(['equality 46.23 ok'])
  })

  test('a long amount that differs in one digit from its like is told', () => {
    const text = '一般公共预算拨款支出7034418.94元。\n其中一般公共预算安排的拨款支出7034718.94元。'
    expect(found(text)).toEqual(['value-conflict 2'])
  })
})

describe('tables', () => {
  const ledger = [
    ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    ['20701', '文化和旅游', '449.52', '300.11', '149.41'],
    ['2070108', '文化活动', '160.75', '160.75', ''],
    ['2070109', '群众文化', '288.77', '139.36', '149.41'],
  ]
  const sides = [
    ['收入', '决算数', '支出', '决算数'],
    ['一、财政拨款收入', '290.05', '一、文化支出', '260.15'],
    ['二、其他收入', '6.20', '二、住房保障支出', '36.10'],
    ['本年收入合计', '296.25', '本年支出合计', '296.25'],
    ['年初结转和结余', '4.91', '年末结转和结余', '4.91'],
    ['总计', '301.16', '总计', '301.16'],
  ]

  test('the amounts of the text are confirmed by the rows of the same name', () => {
    const result = check('文化活动（项）160.75万元。\n单位：万元', ledger)
    expect(result.relations.some(one => one.kind === 'equality' && one.stated === '160.75')).toBe(true)
  })

  test('a text that differs in one digit from the row of its name is told', () => {
    expect(found('群众文化（项）288.47万元。\n单位：万元', ledger, ledger)).toEqual(['value-conflict 1'])
  })

  test('both sides of a table of income and spending end in the same total', () => {
    const { relations, findings } = check('', sides)
    expect(relations.filter(one => one.kind === 'equality').map(one => one.status)).toEqual(['ok'])
    expect(findings).toEqual([])
    const wrong = sides.with(5, ['总计', '301.16', '总计', '307.16'])
    expect(found('', wrong)).toContain('income-expenditure 7')
  })

  test('a row that shows one changed digit against the same row elsewhere is told', () => {
    const wrong = ledger.with(2, ['2070108', '文化活动', '', '165.75', ''])
    const right = ledger.with(2, ['2070108', '文化活动', '', '160.75', ''])
    expect(found('', right, right, wrong).filter(each => each.startsWith('value-conflict'))).toEqual([
      'value-conflict 12',
    ])
  })

  test('a number that a page left in one cell with the words of the next is read', () => {
    const merged = sides.with(1, ['一、财政拨款收入', '290.05一、文化支出', '', '260.15'])
    expect(check('', merged).relations.filter(one => one.kind === 'sum').length).toBe(
      check('', sides).relations.filter(one => one.kind === 'sum').length,
    )
  })
})
