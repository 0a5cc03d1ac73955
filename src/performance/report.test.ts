import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { assetFigures } from '../assets/index.ts'
import { budgetCommands, budgetFigures, writePriorTotals } from '../budget/index.ts'
import type { OfficialDocument, Run } from '../kernel/index.ts'
import { ensureSection, peopleFigures } from '../people/index.ts'
import { ask, type Command, type FigureValue, figureSet, type Pool } from '../platform/index.ts'
import { procurementFigures } from '../procurement/index.ts'
import { assembleReport, defaultClassification } from './assemble.ts'
import { checkReport, documentText } from './check-report.ts'
import type { Content } from './content.ts'
import { writer, writtenRuns } from './prose.ts'
import { draft } from './queries.ts'
import { signOff } from './sign-off.ts'
import { missingTexts, owesReason, SLOTS } from './texts.ts'
import { writeText } from './write-text.ts'

const set = figureSet([peopleFigures, budgetFigures, procurementFigures, assetFigures])
const [write, sign] = [writeText(set), signOff(set)]
const year = 2026
const period = { year, as: 'classified' } as const
const words = (runs: Run[]) => runs.map(one => one.text).join('')
let pool: Pool

const figure = (name: string, num: bigint | null, unit: FigureValue['unit'] = '%'): FigureValue => ({
  name,
  title: name,
  unit,
  basis: '',
  value: num === null ? null : String(num),
  display: num === null ? '不适用' : `${num}${unit}`,
  table: String(num),
  formula: null,
  inputs: [],
  amount: num === null ? null : { num, den: 1n },
})

const budgetCommand = (name: string) => budgetCommands.find(one => one.name === name) as unknown as Command

async function spend(amount_fen: string): Promise<void> {
  await run(pool, budgetCommand('budget.record-expenditure'), {
    line_no: 'Z2',
    section: '综合科',
    amount_fen,
    on_date: '2026-03-02',
    summary: '购办公用品',
    counterparty: '某文具店',
    economic_code: '30201',
  })
}

const put = (slot: string, content: unknown, version = 0, more = {}) =>
  run(pool, write, { year, slot, content, version, ...more })
const assembled = () => pool.begin(tx => assembleReport(tx, set, period))
const textOf = (document: OfficialDocument) => documentText(document).text

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, '综合科'))
  await run(pool, budgetCommand('budget.adopt-budget'), {
    year,
    doc_no: '财预〔2026〕1号',
    adopted_on: '2026-01-20',
    income_fen: '100000000',
    expenditure_fen: '100000000',
    lines: [
      { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '100000000' },
      { line_no: 'Z2', side: 'expenditure', title: '日常公用', category: 'operating', opening_fen: '100000000' },
    ],
  })
  await run(pool, budgetCommand('budget.allot'), {
    line_no: 'Z2',
    section: '综合科',
    amount_fen: '100000000',
    on_date: '2026-03-02',
    summary: '下达',
  })
  await spend('55200000')
})

describe('writing a part of the report', () => {
  test('refuses typed digits, naming them', async () => {
    const typed = put('results', [[{ text: '全年发稿120篇，增长15.5%' }]])
    expect(await refusalOf(typed)).toBe('performance.typed-digits')
    await expect(put('results', [[{ text: '全年发稿120篇' }]])).rejects.toThrow('120篇')
  })

  test('refuses a part that is not there, and a chip of a figure that is not there', async () => {
    expect(await refusalOf(put('poem', [[{ text: '春眠不觉晓' }]]))).toBe('performance.unknown-slot')
    expect(await refusalOf(put('results', [[{ figure: 'budget.made-up' }]]))).toBe('platform.unknown-figure')
  })

  test('refuses to write over what somebody else saved meanwhile, and says who', async () => {
    const lin = { id: '2', name: '林会计', roles: ['finance'] }
    const both = await Promise.allSettled(
      ['甲', '乙'].map(text =>
        run(pool, write, { year, slot: 'results', content: [[{ text }]], version: 0 }, { actor: lin }),
      ),
    )
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(put('results', [[{ text: '丙' }]]))).toBe('performance.edited-meanwhile')
    await expect(put('results', [[{ text: '丙' }]])).rejects.toThrow('林会计')
    expect(await put('results', [[{ text: '丁' }]], 1)).toEqual({ version: 2 })
    expect(await refusalOf(put('problems', [[{ text: '戊' }]], 3))).toBe('performance.edited-meanwhile')
  })

  test('is for finance, operations and the director', async () => {
    const editor = run(pool, write, { year, slot: 'results', content: [], version: 2 }, { actor: staff('editor') })
    expect(await refusalOf(editor)).toBe('platform.forbidden')
  })
})

describe('a reason', () => {
  test('is owed under 90% and over 100%, and at neither border', () => {
    const owed = (value: string | null) => owesReason(new Map([['r', { ...figure('r', 0n), value }]]), 'r')
    expect(['89.9999999999', '90', '100', '100.0000000001', '0'].map(owed)).toEqual([true, false, false, true, true])
    expect([owed(null), owesReason(new Map(), 'r')]).toEqual([false, false])
  })

  test('is asked for by the figures, not by habit', () => {
    const figures = new Map([['budget.full-year-execution-rate', figure('x', 95n)]])
    const always = SLOTS.filter(slot => slot.required === 'always').map(slot => slot.title)
    expect(missingTexts(figures, new Map())).toEqual(always)
    figures.set('budget.full-year-execution-rate', figure('x', 55n))
    expect(missingTexts(figures, new Map())).toEqual(['预算执行偏离原因', ...always])
  })

  test('of blanks is no reason; a chip alone is one', () => {
    const figures = new Map([['budget.full-year-execution-rate', figure('x', 55n)]])
    const missing = (content: Content) => missingTexts(figures, new Map([['execution-reason', { content }]]))
    expect(missing([[{ text: ' 　' }], []])).toContain('预算执行偏离原因')
    expect(missing([[{ figure: 'budget.spent', format: 'prose' }]])).not.toContain('预算执行偏离原因')
  })
})

describe('a sentence', () => {
  const w = writer(
    new Map([
      ['up', figure('up', 5n)],
      ['down', figure('down', -5n)],
      ['level', figure('level', 0n)],
      ['none', figure('none', null)],
    ]),
    name => `/figures/${name}`,
  )

  test('takes its direction from the sign of the figure and shows the size without it', () => {
    const said = (name: string) => words(w.say`支出${w.direction(name, { up: '增长', down: '下降' })}${w.size(name)}。`)
    expect([said('up'), said('down')]).toEqual(['支出增长5%。', '支出下降5%。'])
    expect(w.direction('level', { up: '增长', down: '下降' })).toBe('持平')
    expect([w.defined('level'), w.defined('none')]).toEqual([true, false])
  })

  test('carries with every number the figure it shows and where its proof is', () => {
    expect(w.say`支出${w.f('up')}。`).toEqual([
      { text: '支出' },
      { text: '5%', figure: 'up', href: '/figures/up' },
      { text: '。' },
    ])
    expect(() => w.f('made-up')).toThrow('not declared')
  })

  test('written with a chip shows the figure as it stands, and says so when it is gone', () => {
    const content: Content = [[{ text: '共' }, { figure: 'up', format: 'table' }, { figure: 'gone', format: 'prose' }]]
    const [runs = []] = writtenRuns(content, new Map([['up', figure('up', 5n)]]), () => undefined)
    expect(words(runs)).toBe('共5〔指标数已不存在〕')
  })
})

describe('the report', () => {
  test('of a year without books is refused', async () => {
    expect(await refusalOf(pool.begin(tx => defaultClassification(tx, 2031)))).toBe('budget.no-such-year')
    expect(await refusalOf(ask(pool, draft(set), { actor: staff(), at: new Date() }, { year: '2031' }))).toBe(
      'budget.no-such-year',
    )
  })

  test('shows what the books hold, and follows them', async () => {
    const before = textOf((await assembled()).document)
    expect(before).toContain('年初预算安排100万元，本年实际支出55.2万元，完成年初预算的55.20%')
    await spend('800000')
    expect(textOf((await assembled()).document)).toContain('本年实际支出56万元，完成年初预算的56%')
  })

  test('names no direction where last year has no books', async () => {
    const text = textOf((await assembled()).document)
    expect(text).toContain('上年实际支出没有入账')
    expect(text).not.toMatch(/增加|减少|持平/)
  })

  test('says by the sign whether more or less was spent than last year, and what of it is known', async () => {
    const prior = { year: 2025, side: 'expenditure', source: '上年决算', is_example: false } as const
    const said = async (code: string, amount_fen: bigint) => {
      await pool.begin(tx => writePriorTotals(tx, [{ ...prior, code, title: code, amount_fen }]))
      return /(与上一年度相比，.*?。)/.exec(textOf((await assembled()).document))?.[1]
    }
    expect(await said('a', 0n)).toBe('与上一年度相比，实际支出增加56万元。')
    expect(await said('b', 40_000_000n)).toBe('与上一年度相比，实际支出增加16万元，增长40%。')
    expect(await said('c', 16_000_000n)).toBe('与上一年度相比，实际支出持平。')
    expect(await said('d', 14_000_000n)).toBe('与上一年度相比，实际支出减少14万元，下降20%。')
  })

  test('has every digit of its sentences from a figure, a year or a number of order', async () => {
    const { document } = await assembled()
    const loose = document.blocks
      .flatMap(block => (block.kind === 'paragraph' ? block.runs : []))
      .filter(one => one.figure === undefined)
      .map(one => one.text.replace(/^2026$|2026年|（\d）|12月31日/g, ''))
      .filter(text => /\d/.test(text))
    expect(loose).toEqual([])
  })

  test('as a draft tells what is missing, and of which parts', async () => {
    const answer = (await ask(pool, draft(set), { actor: staff('editor'), at: new Date() }, { year: '2026' })) as {
      as: string
      missing: string[]
      slots: { slot: string; required: boolean; version: number }[]
    }
    expect(answer.as).toBe('classified')
    expect(answer.missing).toContain('预算执行偏离原因')
    expect(answer.missing).not.toContain('履职成效')
    expect(answer.slots.find(slot => slot.slot === 'results')).toMatchObject({ required: true, version: 2 })
  })
})

describe('signing off', () => {
  const signing = (accept_reason = '') => run(pool, sign, { year, as: 'classified', accept_reason })

  test('is refused while a text is missing, naming it', async () => {
    expect(await refusalOf(signing())).toBe('performance.text-missing')
    await expect(signing()).rejects.toThrow('预算执行偏离原因')
    for (const { slot } of SLOTS) {
      if (slot !== 'results') await put(slot, [[{ text: '按规定办理，情况属实' }]])
    }
    expect((await assembled()).missing).toEqual([])
  })

  test('is refused while the checker finds an error, unless a reason is given and kept', async () => {
    const wrong = [
      { text: '预算执行数' },
      { figure: 'budget.opening' },
      { text: '，预算安排数' },
      { figure: 'budget.opening' },
      { text: '，预算执行率为' },
      { figure: 'budget.execution-rate' },
      { text: '。' },
    ]
    await put('results', [wrong], 2)
    const { document } = await assembled()
    expect(checkReport(document).findings.filter(one => one.severity === 'error')).not.toEqual([])
    expect(await refusalOf(signing())).toBe('performance.findings-open')
    const { report_id } = await signing('历史口径，无法改正')
    const [kept] =
      await pool`select accept_reason, jsonb_array_length(findings) findings from performance.signed_reports where id = ${String(report_id)}`
    expect(kept?.accept_reason).toBe('历史口径，无法改正')
    expect(kept?.findings).toBeGreaterThan(0)
    await put('results', [[{ text: '宣传工作扎实开展' }]], 3)
  })

  test('keeps the report as it stood, whatever the books do afterwards', async () => {
    const first = await signing()
    const again = await signing()
    expect(again.digest).toBe(first.digest)
    await spend('1')
    expect((await signing()).digest).not.toBe(first.digest)
    const [kept] = await pool<{ document: OfficialDocument }[]>`
      select document from performance.signed_reports where id = ${String(first.report_id)}`
    expect(textOf(kept!.document)).toContain('本年实际支出56万元')
    expect(textOf(kept!.document)).toContain('完成年初预算的56%')
    await expect(pool`update performance.signed_reports set digest = ''`).rejects.toThrow('append-only')
  })

  test('is the director’s', async () => {
    const other = run(pool, sign, { year, as: 'classified' }, { actor: staff('finance') })
    expect(await refusalOf(other)).toBe('platform.forbidden')
  })
})
