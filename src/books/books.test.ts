import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeBooks } from '../../samples/make-books.ts'
import { otherCentre } from '../../samples/plan.ts'
import { random } from '../../samples/random.ts'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { isInstalled, LEDGER_TOOLS } from '../../test/support/ledger-tools.ts'
import { beitaBooks, figuresOf, importBooks } from '../../test/support/sample.ts'
import { trialBalance } from '../accounts/index.ts'
import { adoptBudget } from '../budget/adopt-budget.ts'
import { closeYear } from '../handover/index.ts'
import { wanExact, yuanExact } from '../kernel/index.ts'
import { setUnit } from '../people/set-unit.ts'
import type { Pool } from '../platform/index.ts'
import { readWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { type BooksJson, booksToWorkbook, checkBooks, exportBooks, importFile, readBooks } from './index.ts'
import { BASIC_FACTS } from './sheets.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-books-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const counts = async (pool: Pool) =>
  (
    await pool`
  select (select count(*) from budget.movements) movements, (select count(*) from accounts.postings) postings,
    (select count(*) from assets.cards) cards, (select count(*) from procurement.contracts) contracts`
  )[0]

describe('importing a year', async () => {
  const pool = await testDatabase()

  test('takes the books in, and the same books a second time change nothing', async () => {
    const first = await importBooks(pool, beitaBooks())
    expect(first.unchanged_count).toBe(0)
    const before = await counts(pool)
    const second = await importBooks(pool, beitaBooks())
    expect(second).toMatchObject({ imported_count: 0, unchanged_count: first.imported_count })
    expect(await counts(pool)).toEqual(before)
  })

  test('takes new entries in while the year is open, but no other content under a known number', async () => {
    const books = beitaBooks()
    books.entries.push({ ...books.entries.at(-1)!, ref: '记-9001', amount_fen: '100' })
    expect(await importBooks(pool, books)).toMatchObject({ imported_count: 1 })
    books.entries[3]!.amount_fen = '1'
    expect(await refusalOf(importBooks(pool, books))).toBe('books.rows-refused')
    await expect(importBooks(pool, books)).rejects.toThrow('已导入的内容不同')
    const more = beitaBooks()
    more.lines.push({ ...more.lines[1]!, line_no: 'R99', opening_fen: '0' })
    await expect(importBooks(pool, more)).rejects.toThrow('不能再加行')
  })

  test('is refused for a year that is kept here, for another unit, and once the year is closed', async () => {
    await run(pool, setUnit, { name: '另一个单位', district: '某区' })
    expect(await refusalOf(importBooks(pool, beitaBooks()))).toBe('books.other-unit')
    await run(pool, setUnit, { name: '北塔区融媒体中心', district: '某区' })
    await run(pool, closeYear([]), { year: 2022 })
    const books = beitaBooks()
    books.entries.push({ ...books.entries.at(-1)!, ref: '记-9002', amount_fen: '100' })
    expect(await refusalOf(importBooks(pool, books))).toBe('accounts.year-is-closed')
    const line = { line_no: 'S1', side: 'income', title: '拨款', opening_fen: '0' }
    await run(pool, adoptBudget, {
      year: 2023,
      doc_no: '文',
      adopted_on: '2023-01-20',
      income_fen: '0',
      expenditure_fen: '0',
      lines: [line],
    })
    expect(await refusalOf(importBooks(pool, { ...beitaBooks(), year: 2023 }))).toBe('books.kept-year')
  })
})

/** A change of the plan on the first expenditure line, of a section. */
const held = (books: BooksJson) => {
  const line = books.lines.find(one => one.side === 'expenditure')!
  const where = { line_no: line.line_no, section: '新闻采访部', on_date: '2022-05-05' }
  return { ...where, ref: '占1', amount_fen: '100', doc_no: '', summary: '占用', note: '' }
}
const sale = (card_no: string): NonNullable<BooksJson['disposals']>[number] => ({
  ...{ disposal_no: '1', card_no, kind: 'sell', reason: '旧', completed_on: '2022-05-05', proceeds_fen: '1' },
  ...{ remitted_fen: '2', appraisal_fen: '0', appraiser: '', minutes_no: '', approval_no: '', counterparty: '' },
  ...{ ref: null, note: '' },
})

describe('what is wrong with a workbook', async () => {
  const pool = await testDatabase()
  const wrong: [what: string, spoil: (books: BooksJson) => void, words: string][] = [
    [
      'a line that does not exist',
      books => {
        books.entries[0]!.line_no = 'Q77'
      },
      '没有行号 Q77',
    ],
    [
      'a day of another year',
      books => {
        books.entries[0]!.on_date = '2021-12-31'
      },
      '不在2022年度内',
    ],
    [
      'an unknown economic code',
      books => {
        books.entries.find(entry => entry.economic_code)!.economic_code = '30188'
      },
      '没有 30188',
    ],
    [
      'an amount of nothing',
      books => {
        books.entries[0]!.amount_fen = '0'
      },
      '不能为 0',
    ],
    [
      'lines that do not sum',
      books => {
        books.expenditure_fen = '1'
      },
      '不一致',
    ],
    [
      'a voucher that does not balance',
      books => {
        books.postings[0]!.debit_fen = '1'
        books.postings[0]!.credit_fen = '0'
      },
      '借贷不平',
    ],
    [
      'an account that does not exist',
      books => {
        for (const posting of books.postings) if (posting.account === '5101') posting.account = '9999'
      },
      '没有 9999',
    ],
    [
      'a depreciation of no card',
      books => {
        books.depreciation[0]!.card_no = 'X'
      },
      '资产卡片里没有 X',
    ],
    [
      'a contract of no line',
      books => {
        books.contracts[0]!.line_no = 'X'
      },
      '没有行号 X',
    ],
    [
      'a 调剂 that gives to no line',
      books => {
        books.adjustments.push({ ...held(books), kind: 'virement', amount_fen: '-2500' })
      },
      '“调剂”有出有进，各行之和应为 0，现在是 -25.00 元',
    ],
    [
      'a release of what was not held',
      books => {
        books.adjustments.push({ ...held(books), kind: 'release' })
      },
      '超过了在此之前占用的数',
    ],
    [
      'a contract that holds without a number of its matter',
      books => {
        books.adjustments.push({ ...held(books), kind: 'commit' })
      },
      '要写事项号',
    ],
    [
      'a payment out of a matter that nobody held',
      books => {
        books.entries[1]!.matter = 'BX-1'
      },
      '没有事项 BX-1',
    ],
    [
      'a voucher that says something else than its entry',
      books => {
        const { ref, on_date } = books.entries.find(entry => entry.economic_code)!
        const posting = { ref, on_date, summary: '付款', note: '' }
        books.postings.push(
          { ...posting, account: '7201', debit_fen: '1', credit_fen: '0' },
          { ...posting, account: '8001', debit_fen: '0', credit_fen: '1' },
        )
      },
      '的预算收支不符',
    ],
    [
      'rows of one voucher that differ in their day',
      books => {
        books.postings[1]!.on_date = '2022-03-03'
      },
      '各行的日期、摘要、来由、红冲的凭证号要相同',
    ],
    [
      'a reversal of nothing',
      books => {
        books.entries[1]!.reverses = '没有的'
      },
      '没有凭证号 没有的',
    ],
    [
      'a disposal of no card, and more handed over than came in',
      books => {
        books.disposals = [sale('X')]
      },
      '资产卡片里没有 X',
    ],
    [
      'a card that was disposed of twice',
      books => {
        const { card_no } = books.cards[0]!
        books.disposals = [sale(card_no), { ...sale(card_no), disposal_no: '2' }]
      },
      '处置了两次',
    ],
    [
      'a plate on two cars',
      books => {
        for (const card of books.cards.slice(0, 2)) Object.assign(card, { card_kind: 'vehicle', plate_no: '湘E12345' })
      },
      '已经是卡片',
    ],
    [
      'a supplement to no contract',
      books => {
        books.contracts[0]!.supplements = 'X'
      },
      '没有主合同 X',
    ],
    [
      'an expenditure without code',
      books => {
        books.entries.find(entry => entry.economic_code)!.economic_code = null
      },
      '支出要写部门经济分类',
    ],
  ]
  test.each(wrong)('%s is told and nothing is taken in', async (_what, spoil, words) => {
    const books = beitaBooks()
    spoil(books)
    await expect(importBooks(pool, books)).rejects.toThrow(/账套有 \d+ 处问题/)
    const refused = await importBooks(pool, books).catch((error: { facts: { errors: { message: string }[] } }) => error)
    expect(JSON.stringify(refused.facts)).toContain(words)
    expect(await pool`select 1 from budget.years`).toHaveLength(0)
  })

  const sheets = (rows: [string, unknown[][]][]) =>
    rows.map(([name, data]) => ({ name, rows: data as never, merges: [], formulas: [], errors: [] }))

  test('each cell that cannot be read is told with its sheet, row and column', () => {
    const { books, errors } = readBooks(
      sheets([
        [
          '基本情况',
          [
            ['单位名称', '某中心'],
            ['年度', '二〇二二'],
          ],
        ],
        [
          '预算',
          [
            ['行号', '收支', '名称', '资金来源', '年初预算（元）'],
            ['S1', '收入', '拨款', '财政拨款收入', '1,234.567'],
            ['S1', '支付', '拨款', '财政拨款收入', '1'],
          ],
        ],
      ]),
    )
    expect(books).toBeUndefined()
    const told = errors.map(error => `${error.sheet} ${error.row} ${error.column} ${error.message}`)
    expect(told.some(line => line.includes('年度') && line.includes('应为整数'))).toBe(true)
    expect(told.some(line => line.includes('预算 2 年初预算（元）（E2）') && line.includes('1,234.567'))).toBe(true)
    expect(told.some(line => line.includes('预算 3 收支（B3）') && line.includes('不在可选范围'))).toBe(true)
  })

  test('what is too long or no code is told in Chinese under the title of its column', () => {
    const line = ['S1'.repeat(30), '收入', '拨款', '财政拨款收入', '20七', '1']
    const facts = ['某中心', 2022, 7, 7, '财预1号', '2022-01-25', 1, 0]
    const titles = BASIC_FACTS.map(fact => fact.title)
    const { errors } = readBooks(
      sheets([
        ['基本情况', titles.map((title, n) => [title, facts[n]])],
        ['预算', [['行号', '收支', '名称', '资金来源', '功能分类', '年初预算（元）'], line]],
      ]),
    )
    expect(errors.map(({ row, column, message }) => `${row} ${column} ${message}`)).toEqual([
      '2 行号 不能超过 20 个字',
      '2 功能分类 应为 3 到 7 位数字',
    ])
  })

  test('a full-width comma in an amount is understood', () => {
    const { errors } = readBooks(
      sheets([
        [
          '预算',
          [
            ['行号', '收支', '名称', '资金来源', '年初预算（元）'],
            ['S1', '收入', '拨款', '财政拨款收入', '１，２３４．５０'],
          ],
        ],
      ]),
    )
    expect(errors.filter(error => error.sheet === '预算')).toEqual([])
  })

  test('merged cells, formulas and error cells are refused with their address', () => {
    const { errors } = readBooks([{ name: '预算', rows: [], merges: ['A1:B1'], formulas: ['C7'], errors: ['D9'] }])
    const told = errors.map(error => `${error.column} ${error.message}`).join('\n')
    expect(told).toContain('A1:B1 有合并单元格')
    expect(told).toContain('C7 是公式')
    expect(told).toContain('D9 是错误值')
  })

  test('the command line writes the faults into a workbook beside the file, and a dry run takes nothing in', async () => {
    const good = path.join(folder, 'good.xlsx')
    writeFileSync(good, await writeWorkbook(booksToWorkbook(beitaBooks())))
    expect(await importFile(pool, good, { dry_run: true, at: new Date() })).toMatchObject({ ok: true })
    expect(await pool`select 1 from budget.years`).toHaveLength(0)
    const books = beitaBooks()
    books.entries[0]!.line_no = 'Q77'
    const bad = path.join(folder, 'bad.xlsx')
    writeFileSync(bad, await writeWorkbook(booksToWorkbook(books)))
    expect(await importFile(pool, bad, { dry_run: false, at: new Date() })).toMatchObject({ ok: false })
    const [back] = await readWorkbook(new Uint8Array(readFileSync(`${bad}.问题.xlsx`)), '问题.xlsx')
    expect(JSON.stringify(back!.rows)).toContain('Q77')
    expect(await importFile(pool, good, { dry_run: false, at: new Date() })).toMatchObject({ ok: true })
    expect(await importFile(pool, good, { dry_run: false, at: new Date() })).toMatchObject({
      ok: true,
      message: expect.stringContaining('已导入 0 行'),
    })
  })
})

describe('another centre, drawn from a seed', async () => {
  const pool = await testDatabase()
  const chance = random(7)
  const books = makeBooks(otherCentre(7, chance.between))

  test('goes the same way: its figures are the sums of its rows', async () => {
    await importBooks(pool, books)
    const figures = await figuresOf(pool, { year: 2023, as: 'classified' })
    const category = new Map(books.lines.map(line => [line.line_no, line.category]))
    const sum = (rows: readonly { amount_fen: unknown }[]) =>
      wanExact(rows.reduce((total, row) => total + BigInt(row.amount_fen as string), 0n))
    const spent = (...wanted: (string | null)[]) =>
      sum(
        books.entries.filter(entry => wanted.includes(category.get(entry.line_no) ?? null) && entry.line_no !== 'S01'),
      )
    expect(figures.get('budget.personnel-spent')?.value).toBe(spent('personnel'))
    expect(figures.get('budget.operating-spent')?.value).toBe(spent('operating'))
    expect(figures.get('budget.project-spent')?.value).toBe(spent('specific', 'other_running'))
    expect(figures.get('budget.income')?.value).toBe(sum(books.entries.filter(entry => entry.line_no === 'S01')))
    expect(figures.get('procurement.contracted')?.value).toBe(sum(books.contracts))
    expect(figures.get('budget.prior-spent')?.value).toBe(sum(books.prior_totals))
    const original = books.cards.reduce((total, card) => total + BigInt(card.original_fen), 0n)
    const written = books.depreciation.reduce((total, row) => total + BigInt(row.amount_fen), 0n)
    expect(figures.get('assets.fixed-net')?.value).toBe(wanExact(original - written))
    expect(figures.get('people.authorised')?.value).toBe('23')
    expect(figures.get('budget.three-public-control-rate')?.display).toBe('0%')
  })

  test('and its books find nothing wrong', async () => {
    const findings = await pool.begin(tx => checkBooks(tx, 2023))
    expect(findings.filter(finding => finding.severity === 'error')).toEqual([])
  })
})

describe('the books of 2022', async () => {
  const pool = await testDatabase()

  test('are checked: what history did against the rules of today is listed, and the ledgers agree', async () => {
    await importBooks(pool, beitaBooks())
    const findings = await pool.begin(tx => checkBooks(tx, 2022))
    const rules = findings.filter(finding => finding.severity === 'error').map(finding => finding.rule)
    expect(rules.filter(rule => rule === 'two-headings')).toHaveLength(5)
    const personnel = findings.find(finding => finding.rule === 'personnel-overspent')
    expect(personnel?.message).toContain('19.16万元')
    expect(rules).not.toContain('cards-and-ledger')
    expect(rules).not.toContain('trial-balance')
    expect(rules).not.toContain('stored-total')
    expect(findings.some(finding => finding.rule === 'negative-cash')).toBe(false)
  })

  test('a card that differs from the ledger is found', async () => {
    const own = await testDatabaseWith(books => {
      books.cards[0]!.original_fen = String(BigInt(books.cards[0]!.original_fen) + 100n)
    })
    const findings = await own.begin(tx => checkBooks(tx, 2022))
    expect(findings.find(finding => finding.rule === 'cards-and-ledger')?.message).toContain('差 1.00 元')
  })

  test('leave as a workbook that comes in again with the same figures', async () => {
    const [file] = await pool.begin(tx => exportBooks(tx, 2022, 'xlsx', folder))
    const read = readBooks(await readWorkbook(new Uint8Array(readFileSync(file!)), 'books.xlsx'))
    expect(read.errors).toEqual([])
    const other = await testDatabase()
    await importBooks(other, read.books!)
    for (const as of ['reported', 'classified'] as const) {
      const [before, after] = [await figuresOf(pool, { year: 2022, as }), await figuresOf(other, { year: 2022, as })]
      expect([...after.values()].map(figure => [figure.name, figure.value])).toEqual(
        [...before.values()].map(figure => [figure.name, figure.value]),
      )
    }
  })

  test('leave as CSV files, one a sheet', async () => {
    const files = await pool.begin(tx => exportBooks(tx, 2022, 'csv', folder))
    expect(files.map(file => path.basename(file))).toContain('2022-收支.csv')
  })

  const [hledger] = LEDGER_TOOLS
  test.skipIf(!isInstalled(hledger!))(
    'leave as a journal of which hledger adds up the same balances (needs hledger)',
    async () => {
      const [file] = await pool.begin(tx => exportBooks(tx, 2022, 'hledger', folder))
      const told = spawnSync('hledger', ['-f', file!, 'balance', '--flat', '-N', '-E', '-O', 'csv'], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      })
      const theirs = new Map(
        [...told.stdout.matchAll(/:C(\d+)-[^"]*","(?:CNY )?([-0-9.]+)"/g)].map(match => [
          match[1]!,
          Number(match[2]).toFixed(2),
        ]),
      )
      const ours = await pool.begin(tx => trialBalance(tx, 2022))
      for (const row of ours) expect(theirs.get(row.account), row.account).toBe(yuanExact(row.closing_fen))
      expect(theirs.size).toBe(ours.length)
    },
  )

  test('leave as a ledger in the grammar of beancount: opened before use, balanced, in order of days', async () => {
    const [file] = await pool.begin(tx => exportBooks(tx, 2022, 'beancount', folder))
    const lines = readFileSync(file!, 'utf8').split('\n')
    const opened = new Set(lines.flatMap(line => /^\d{4}-\d\d-\d\d open (\S+) CNY$/.exec(line)?.[1] ?? []))
    const balances = new Map<string, bigint>()
    let open = 0n
    for (const line of lines) {
      const posting = /^ {2}(\S+) {2}(-?\d+)\.(\d\d) CNY$/.exec(line)
      if (!posting) {
        expect(open, line).toBe(0n)
        continue
      }
      const [, account = '', whole = '', cents = ''] = posting
      expect(opened.has(account), account).toBe(true)
      expect(account).toMatch(/^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z][\p{L}\p{N}-]*)+$/u)
      const fen = BigInt(whole + cents)
      open += fen
      balances.set(account, (balances.get(account) ?? 0n) + fen)
    }
    const asserted = lines.flatMap(line => {
      const match = /^2023-01-01 balance (\S+) {2}(-?\d+)\.(\d\d) CNY$/.exec(line)
      return match ? [[match[1]!, BigInt(match[2]! + match[3]!)] as const] : []
    })
    expect(asserted.length).toBeGreaterThan(10)
    for (const [account, fen] of asserted) expect(balances.get(account), account).toBe(fen)
  })
})

async function testDatabaseWith(change: (books: BooksJson) => void): Promise<Pool> {
  const pool = await testDatabase()
  const books = beitaBooks()
  change(books)
  await importBooks(pool, books)
  return pool
}
