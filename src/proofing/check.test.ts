// The checker over the founding report and over invented sentences in the shapes people write.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentText, TextBlock } from '../kernel/index.ts'
import { checkText } from './check.ts'
import { RULES } from './rules.ts'

function documentOf(text: string): DocumentText {
  const blocks = text.split('\n').map((line, i) => ({ kind: 'paragraph' as const, text: line, line: i + 1 }))
  return { format: 'txt', text, blocks, marks: [] }
}
const check = (text: string) => checkText(documentOf(text))
const judged = (text: string) => check(text).relations.map(({ kind, status, stated }) => `${kind} ${stated} ${status}`)
const rules = (text: string) => check(text).findings.map(finding => finding.rule)

const founding = readFileSync(new URL('../../samples/beita-2022/founding-report.txt', import.meta.url), 'utf8')

describe('the founding report', () => {
  const result = check(founding)

  test('keeps every relation that holds', () => {
    expect(result.relations.filter(relation => relation.status !== 'ok')).toEqual([])
    const stated = result.relations.map(relation => `${relation.kind} ${relation.stated}`)
    for (const wanted of ['growth 25.78', 'difference 33.15', 'ratio 55.20', 'ratio 54.17', 'sum 49.92'])
      expect(stated).toContain(wanted)
    const times = (wanted: string) => stated.filter(each => each === wanted).length
    expect([times('ratio 79.64'), times('sum 129.7'), times('share 100')]).toEqual([2, 3, 2])
  })

  test('shows its contradictions as errors, and nothing else as an error', () => {
    const errors = result.findings.filter(finding => finding.severity === 'error').map(finding => finding.rule)
    const project = 'no-project-but-project-funds'
    expect(errors).toEqual(['base-conflict', 'budget-as-own-part', 'implied-overrun', project, project])
  })

  test('shows its residue, its gaps and its rating without a score as warnings', () => {
    const warnings = result.findings.filter(finding => finding.severity === 'warning').map(finding => finding.rule)
    const times = (rule: string) => warnings.filter(each => each === rule).length
    expect([times('wrong-self-name'), times('wrong-department-name'), times('broken-numbering')]).toEqual([3, 3, 5])
    for (const rule of ['editor-mark', 'mistyped-word', 'rating-without-score', 'missing-reason', 'missing-indicators'])
      expect(times(rule)).toBe(1)
  })

  test('one changed digit in a judged figure raises an alarm there, and only there', () => {
    const known = new Set(result.findings.map(finding => finding.rule + finding.message))
    const slips: [string, string][] = [
      ['完成全年预算的79.64%', '完成全年预算的79.84%'],
      ['预算执行率为79.64%', '预算执行率为76.64%'],
      ['下降25.78%', '下降25.18%'],
      ['减少45.06万元', '减少43.06万元'],
      ['节约33.15万元', '节约38.15万元'],
      ['55.20%', '55.28%'],
      ['54.17%', '51.17%'],
      ['96.01万元', '96.91万元'],
      ['65.25万元', '65.55万元'],
      ['64.45万元。', '64.47万元。'],
      ['45.88万元', '45.80万元'],
      ['49.92万元', '49.12万元'],
      ['财政拨款收入129.7万元，占100%', '财政拨款收入129.7万元，占190%'],
      ['年初预算安排162.85万元，本年实际支出129.7', '年初预算安排162.35万元，本年实际支出129.7'],
    ]
    for (const [right, wrong] of slips) {
      const text = founding.replace(right, wrong)
      expect(text).not.toBe(founding)
      const line = text.slice(0, text.indexOf(wrong)).split('\n').length
      const fresh = check(text).findings.filter(finding => !known.has(finding.rule + finding.message))
      expect(fresh.length, wrong).toBeGreaterThan(0)
      for (const finding of fresh)
        expect(Math.abs(finding.line - line), `${wrong}: ${finding.message}`).toBeLessThanOrEqual(0)
    }
  })
})

test('every rule that fires is in the table of rules', () => {
  for (const rule of rules(founding)) expect(Object.keys(RULES)).toContain(rule)
})

describe('sentences in the shapes people write', () => {
  const cases: [string, string, string[]][] = [
    ['budget, actual and rate', '年初预算为250万元，支出决算为200万元，完成年初预算的80%。', ['ratio 80 ok']],
    ['a rate that is off', '年初预算为250万元，支出决算为200.00万元，完成年初预算的88.00%。', ['ratio 88.00 fail']],
    ['a base named inside the phrase', '收入累计完成300万元，完成年初预算数1200万元的25%。', ['ratio 25 ok']],
    ['several amounts before one rate', '公用经费预算80.50万元，实际支出64.40万元，公用经费控制率为80.00%。', ['ratio 80.00 ok']],
    ['a rate in the next sentence', '政府采购年初预算60万元，实际政府采购金额45万元。政府采购执行率75%。', ['ratio 75 ok']],
    ['yuan and 万元 mixed', '支出合计12.5万元，其中：基本支出75000元，占60%；项目支出5万元，占40%。', ['sum 12.5 ok', 'share 60 ok', 'share 40 ok']],
    ['full-width digits and separators', '收入合计１，２３４．５０万元，其中：财政拨款收入１，０００．００万元，占８１．００％；其他收入２３４．５０万元，占１９．００％。', ['sum 1234.50 ok', 'share 81.00 ok', 'share 19.00 ok']],
    ['spaces inside the sentence', '支出合计 30.00 万元，其中：基本支出 20.00 万元，占 66.67 %；项目支出 10.00 万元，占 33.33 %。', ['sum 30.00 ok', 'share 66.67 ok', 'share 33.33 ok']],
    ['a list in brackets', '基本支出120.00万元（其中：人员经费90.00万元，公用经费30.00万元）。', ['sum 120.00 ok']],
    ['a list within a list', '“三公”经费支出合计9.5万元，其中：因公出国（境）费0万元；公务用车购置及运行费6万元，其中：公务用车购置费0万元，公务用车运行费6万元；公务接待费3.5万元。', ['sum 9.5 ok', 'sum 6 ok']],
    ['a list in the next sentence', '政府采购支出总额50.30万元。其中：货物支出20.10万元、工程支出10.20万元、服务支出20.00万元。', ['sum 50.30 ok']],
    ['an earlier amount that is stated', '“三公”经费预算80万元，较2021年的100万元减少20万元，下降20%。', ['difference 20 ok', 'growth 20 ok']],
    ['from one amount to another', '接待费由8万元减少到6万元，下降25%。', ['growth 25 ok']],
    ['growth with an unstated earlier amount', '本年支出110.00万元，比上年增加10.00万元，增长10.00%。', ['growth 10.00 ok']],
    ['the amount of the change behind its rate', '本年收入110.00万元，同比增长10.00%，增收10.00万元。', ['growth 10.00 ok']],
    ['parallel lists', '2022年采购规模为100.0万元。货物、工程和服务采购分别为50.0万元、30.0万元和20.0万元，占采购规模的50.0%、30.0%和20.0%。', ['share 50.0 ok', 'share 30.0 ok', 'share 20.0 ok', 'sum 100.0 ok']],
    ['a share of an amount named earlier', '本年支出合计400.00万元。一般公共预算财政拨款支出300.00万元，占本年支出合计的75.00%。', ['share 75.00 ok']],
    ['persons', '编制44人，其中：行政编制10人，事业编制34人。', ['sum 44 ok']],
    ['a count and its list', '内设3个部门：综合部、采编部和技术部。', ['count 3 ok']],
    ['a count written in Chinese', '中心内设四个部门，分别为综合部、采编部、技术部。', ['count 四 fail']],
    ['income and spending in all', '收入总计88.10万元，支出总计88.10万元。', ['equality 88.10 ok']],
    ['a rounded sum', '支出合计100.01万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。', ['sum 100.01 rounded', 'share 60.00 rounded', 'share 40.00 ok']],
    ['a calculation written out', '（2）公用经费控制率=64.40万元÷80.50万元×100%=80.00%。', ['ratio 80.00 ok']],
    ['a calculation with words in it', '在职人员控制率=（在职人数45人/编制数50人）×100%=92%。', ['ratio 92 fail']],
    ['a calculation with sums', '预算完成率=（年初预算100.00万元+追加20.00万元-结余6.00万元）/（年初预算100.00万元+追加20.00万元）×100%=95.00%。', ['ratio 95.00 ok']],
    ['net of depreciation', '固定资产原值120.50万元，累计折旧60.20万元，净值60.80万元。', ['difference 60.80 fail']],
    ['shares of a list in one breath', '基本支出60.00万元，其中人员经费45.00万元、公用经费15.00万元，分别占75.00%和25.00%。', ['sum 60.00 ok', 'share 75.00 ok', 'share 25.00 ok']],
    ['a percentage of nothing', '年初预算为0万元，支出决算为5万元，完成年初预算的100%。', ['ratio 100 undefined']],
    ['growth from nothing', '公务接待费支出0.30万元，比上年增加0.30万元，增长100%。', ['growth 100 undefined']],
  ] // biome-ignore format: one case a line
  test.each(cases)('%s', (_, text, expected) => {
    expect(judged(text).toSorted()).toEqual(expected.toSorted())
  })
})

describe('what is ambiguous is left alone', () => {
  const silent: [string, string][] = [
    [
      'an item without a budget of its own',
      '“三公”经费预算20万元，支出决算10万元，完成预算的50%，其中：公务接待费支出决算3万元，完成预算的60%。',
    ],
    ['a list that does not claim to be whole', '全年支出500万元，其中宣传支出120万元、运维支出80万元。'],
    [
      'a change of something the sentence gives no amount of',
      '支出合计50万元。公务接待费与预算持平，比去年增加1.05万元，增长35.8%。',
    ],
    ['a quantity that is only about so much', '支出约130万元，完成年初预算150万元的90%。'],
  ]
  test.each(silent)('%s', (_, text) => {
    expect(check(text).findings).toEqual([])
  })
})

describe('wording and residue', () => {
  const cases: [string, string, string[]][] = [
    ['a direction against its amount', '本年支出90.00万元，比上年减少10.00万元，增长10.00%。', ['direction-mismatch']],
    [
      'larger said of smaller',
      '年初预算为90万元，支出决算为80万元，决算数大于预算数的主要原因是压减开支。',
      ['direction-mismatch'],
    ],
    ['a placeholder', '本单位支出XX万元，主要用于日常运转。', ['placeholder']],
    ['an empty amount', '公务接待费3万元，占%，比上年减少万元。', ['placeholder']],
    ['a prompt', '主要工作完成情况（请在此处填写主要工作）。', ['prompt']],
    ['alternatives', '公务接待费比上年减少1.2万元，下降（增长）20%。', ['alternatives-left']],
    ['a lost percent sign', '本年支出110.00万元，比上年增加10.00万元，增长10.00。', ['missing-percent-sign']],
    [
      'two values of one quantity',
      '一般公共预算财政拨款支出3120.45万元。全年工作平稳。一般公共预算财政拨款支出3120.75万元。',
      ['value-conflict'],
    ],
    ['a year left over', '某区文化馆2022年度部门决算\n截至2021年12月31日，共有车辆2辆。', ['stale-year']],
    ['numbering that jumps', '一、基本情况\n二、绩效情况\n四、存在问题', ['broken-numbering']],
  ]
  test.each(cases)('%s', (_, text, expected) => {
    expect(rules(text)).toEqual(expected)
  })

  test('a bookmark the reader reports is a finding', () => {
    expect(checkText({ ...documentOf('正文。'), marks: ['_GoBack'] }).findings.map(finding => finding.rule)).toEqual([
      'editor-mark',
    ])
  })
})

describe('tables', () => {
  const rows = [
    ['项目', '合计', '基本支出', '项目支出'],
    ['行政运行', '120.50', '100.50', '20.00'],
    ['宣传事务', '80.25', '30.00', '50.25'],
    ['运行维护', '61.10', '41.00', '20.10'],
    ['合计', '261.85', '171.50', '90.35'],
  ]
  const tableOf = (cells: string[][]): DocumentText => {
    const block: TextBlock = { kind: 'table', rows: cells, line: 1 }
    return { format: 'docx', text: cells.map(row => row.join('\t')).join('\n'), blocks: [block], marks: [] }
  }
  const change = (row: number, column: number, value: string) =>
    rows.map((cells, r) => cells.map((cell, c) => (r === row && c === column ? value : cell)))

  test('a table that adds up has no finding', () => {
    const { relations, findings } = checkText(tableOf(rows))
    expect(findings).toEqual([])
    expect(relations.filter(relation => relation.status === 'ok').length).toBeGreaterThanOrEqual(6)
  })
  test('one wrong cell is found in its row or in its total', () => {
    for (const [row, column] of [
      [1, 2],
      [2, 1],
      [3, 3],
      [4, 1],
      [4, 2],
    ] as const) {
      const { findings } = checkText(
        tableOf(
          change(
            row,
            column,
            rows[row]![column]!.replace(/\d/, digit => (digit === '9' ? '8' : String(Number(digit) + 1))),
          ),
        ),
      )
      expect(findings.length).toBeGreaterThan(0)
      for (const finding of findings) expect([row + 1, 5]).toContain(finding.line)
    }
  })
  test('the same table flattened to text is read alike', () => {
    const text = rows.map(row => row.join('    ')).join('\n')
    expect(check(text).findings).toEqual([])
    expect(check(text.replace('30.00', '38.00')).findings.length).toBeGreaterThan(0)
  })
  test('a self-evaluation form: the rate is the actual by the adjusted budget', () => {
    const form = [
      ['', '年初预算数', '全年预算数', '全年执行数', '执行率'],
      ['年度资金总额', '200.00', '250.00', '225.00', '90.00%'],
      ['财政拨款', '200.00', '240.00', '216.00', '90.00%'],
      ['其他资金', '0.00', '10.00', '9.00', '92.00%'],
    ]
    expect(checkText(tableOf(form)).findings.map(finding => finding.rule)).toEqual(['ratio-mismatch'])
  })
})

test('full marks beside a low rate are a warning', () => {
  const rows = [
    ['', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
    ['年度资金总额', '250.00', '190.00', '10', '76.00%', '10'],
    ['其中：财政拨款', '250.00', '190.00', '10', '76.00%', '7.6'],
  ]
  const table: DocumentText = { format: 'docx', text: '', blocks: [{ kind: 'table', rows, line: 1 }], marks: [] }
  expect(checkText(table).findings.map(({ rule, line }) => [rule, line])).toEqual([['full-marks-despite-shortfall', 2]])
})

test('excerpts hold the stated digits and stay within 120 characters; lines are those of the text', () => {
  const { relations, findings } = check(founding)
  const lines = founding.split('\n')
  for (const { excerpt, stated, line } of relations) {
    expect(excerpt).toContain(stated)
    expect(lines[line - 1]).toContain(stated)
  }
  for (const { excerpt } of [...relations, ...findings]) expect(excerpt.length).toBeLessThanOrEqual(120)
})

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    '其中：',
    '合计',
    '12.5万元',
    '，占',
    '30%',
    '（',
    '）',
    '；',
    '。',
    '\n',
    '比上年增加',
    '0',
    '完成预算的',
    '\t',
    '　',
    '、',
    '1,234',
    '内设3个部门：',
    '由',
    '增至',
    '一、',
    '（2）',
    '-',
    '年初预算',
    'XX',
    '𠮷',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const { relations, findings } = check(pieces.join(''))
      for (const { excerpt } of [...relations, ...findings]) expect(excerpt.length).toBeLessThanOrEqual(120)
    }),
    { numRuns: 400 },
  )
})

test('a long text takes time in proportion to its length', () => {
  const hostile = [
    '其中：'.repeat(20000),
    `${'占'.repeat(50000)}5%`,
    '1万元、'.repeat(20000),
    `内设${'部'.repeat(50000)}`,
    '（'.repeat(50000),
    `${'增加（'.repeat(20000)}3万元`,
    '年初预算1万元，'.repeat(8000),
  ]
  for (const text of hostile) {
    const start = performance.now()
    check(text)
    expect(performance.now() - start, text.slice(0, 8)).toBeLessThan(4000)
  }
})
