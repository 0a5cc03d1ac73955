// Relations that hold by definition in every department's final accounts: classes and their items, the items of 三公经费, zero and
// its percentages, sentences that a page cuts in two. All texts are invented.
import { describe, expect, test } from 'vitest'
import type { DocumentText, TextBlock } from '../kernel/index.ts'
import { checkText } from './check.ts'

function documentOf(parts: (string | string[][])[], format: DocumentText['format'] = 'txt'): DocumentText {
  let line = 0
  const blocks: TextBlock[] = parts.map(part => {
    const at = line + 1
    line += typeof part === 'string' ? 1 : part.length
    return typeof part === 'string'
      ? { kind: 'paragraph', text: part, line: at }
      : { kind: 'table', rows: part, line: at }
  })
  return { format, text: '', blocks, marks: [] }
}
const judge = (...parts: (string | string[][])[]) => checkText(documentOf(parts))
const errors = (...parts: (string | string[][])[]) =>
  judge(...parts).findings.map(finding => `${finding.rule} ${finding.line}`)

const detail = (changed: Record<string, string> = {}): string[][] => {
  const rows = [
    ['科目编码', '科目名称', '决算数', '科目编码', '科目名称', '决算数'],
    ['301', '工资福利支出', '61.20', '302', '商品和服务支出', '20.10'],
    ['30101', '基本工资', '30.15', '30201', '办公费', '8.21'],
    ['30102', '津贴补贴', '21.45', '30207', '邮电费', '2.83'],
    ['30113', '住房公积金', '9.60', '30226', '劳务费', '9.07'],
    ['303', '对个人和家庭的补助', '4.05', '310', '资本性支出', '6.40'],
    ['30302', '退休费', '4.05', '31002', '办公设备购置', '6.40'],
    ['人员经费合计', '', '65.25', '公用经费合计', '', '26.50'],
  ]
  return rows.map(row => row.map(cell => changed[cell] ?? cell))
}

describe('the table of basic spending by economic classification', () => {
  test('adds up by class, and to 人员经费 and 公用经费', () => {
    const result = judge('单位：万元', detail())
    expect(result.findings).toEqual([])
    const stated = result.relations.map(relation => relation.stated)
    for (const wanted of ['61.20', '20.10', '65.25', '26.50']) expect(stated).toContain(wanted)
  })

  test('a changed item is told at its class, however small', () => {
    expect(errors('单位：万元', detail({ '2.83': '2.13' }))).toEqual(['sum-mismatch 3'])
    expect(errors('单位：万元', detail({ '8.21': '8.26' }))).toEqual(['sum-mismatch 3'])
  })

  test('a changed total is told', () => {
    expect(errors('单位：万元', detail({ '26.50': '26.80' }))).toEqual(['sum-mismatch 9'])
  })
})

describe('the table of 三公经费', () => {
  const table = (values: string[]): string[][] => [
    ['合计', '', '因公出国（境）费', '', '公务用车购置及运行维护费', '', '', '', '', '', '公务接待费', ''],
    ['', '', '', '', '小计', '', '公务用车购置费', '', '公务用车运行维护费', '', '', ''],
    Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? '预算数' : '决算数')),
    values,
  ]
  const right = ['9.85', '7.39', '0.00', '0.00', '7.00', '7.00', '0.00', '0.00', '7.00', '7.00', '2.85', '0.39']

  test('adds up for the budget and for the final accounts', () => {
    const result = judge('单位：万元', table(right))
    expect(result.findings).toEqual([])
    expect(result.relations.filter(relation => relation.kind === 'sum').map(relation => relation.stated)).toEqual(
      expect.arrayContaining(['9.85', '7.39', '7.00']),
    )
  })

  test('one changed number is told', () => {
    expect(errors('单位：万元', table(right.with(11, '0.89')))).toEqual(['sum-mismatch 5'])
    expect(errors('单位：万元', table(right.with(6, '3.00')))).toEqual(['sum-mismatch 5'])
  })

  test('columns that go by budget and final accounts are read as well', () => {
    const grouped: string[][] = [
      ['预算数', '', '', '', '', '', '决算数', '', '', '', '', ''],
      ['合计', '因公出国（境）费', '公务用车购置及运行费', '', '', '公务接待费', '合计', '因公出国（境）费', '公务用车购置及运行费', '', '', '公务接待费'],
      ['', '', '小计', '公务用车购置费', '公务用车运行费', '', '', '', '小计', '公务用车购置费', '公务用车运行费', ''],
      ['9.85', '0.00', '7.00', '0.00', '7.00', '2.85', '7.39', '0.00', '7.00', '0.00', '7.00', '0.39'],
    ] // biome-ignore format: a table
    expect(errors('单位：万元', grouped)).toEqual([])
    grouped[3]![6] = '7.93'
    expect(errors('单位：万元', grouped)).toEqual(['sum-mismatch 5'])
  })
})

describe('items by function behind the whole', () => {
  const whole =
    '一般公共预算财政拨款支出年初预算为300.50万元，支出决算为280.20万元，完成年初预算的93.24%。决算数小于预算数的主要原因是厉行节约。其中：'
  const items = [
    '1、文化旅游体育与传媒支出（类）广播电视（款）行政运行（项）。主要用于基本支出。年初预算为200.10万元，支出决算为190.05万元。决算数小于预算数。',
    '2、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。年初预算为60.25万元，支出决算为55.10万元。',
    '3、住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为40.15万元，支出决算为35.05万元。',
  ]

  test('budgets add to the budget, actuals to the actual', () => {
    const sums = judge(whole, ...items).relations.filter(relation => relation.kind === 'sum')
    expect(sums.map(sum => `${sum.stated} ${sum.status}`)).toEqual(['300.50 ok', '280.20 ok'])
    expect(errors(whole, ...items)).toEqual([])
  })

  test('a changed budget of an item is told, since the actuals show that no item is missing', () => {
    expect(errors(whole, items[0]!, items[1]!.replace('60.25', '60.95'), items[2]!)).toEqual(['sum-mismatch 1'])
  })

  test('a list that leaves items out says nothing', () => {
    expect(errors(whole, items[0]!, items[1]!)).toEqual([])
  })
})

describe('zero and its percentages', () => {
  test('zero is 0% of anything', () => {
    const text = '公务用车购置费决算为0.00万元，完成预算的0.90%；公务接待费支出决算0万元，占7%。'
    expect(errors(text)).toEqual(['ratio-mismatch 1', 'share-mismatch 1'])
  })

  test('0%, and 100% of a budget of zero, are let stand', () => {
    expect(errors('公务用车购置费决算为0.00万元，完成预算的0%；公务接待费支出决算0万元，完成预算的100%。')).toEqual([])
  })

  test('the percentage of another amount is not held against it', () => {
    expect(errors('因公出国（境）费0万元，公务接待费2.85万元，占预算的30%。')).toEqual([])
  })
})

describe('the items of 三公经费 in the text', () => {
  const text = (reception: string, share = '100.00') => [
    '“三公”经费财政拨款支出决算为0.39万元，其中：因公出国（境）费决算为0.00万元；公务用车购置及运行维护费支出决算为0.00万元；公务接待费支出决算为0.39万元。',
    `“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算0.00万元，占0.00%；公务接待费支出决算0.39万元，占${share}%。`,
    `3、公务接待费支出${reception}万元。`,
  ]

  test('agree with each other', () => expect(errors(...text('0.39'))).toEqual([]))
  test('one that differs in a digit is told', () => expect(errors(...text('0.89'))).toEqual(['value-conflict 3']))
  test('shares of a whole list are judged even when they do not add to 100', () =>
    expect(errors(...text('0.39', '300.00'))).toEqual(['share-mismatch 2']))
})

describe('an amount that stands under the same words three times', () => {
  const text = (amount: string) => `主要原因：项目支出增加，较上一年度增加${amount}万元，主要由于登记项目经费增加。`
  test('one that differs in a digit is told', () => {
    expect(errors(text('1133.95'), text('1133.95'), text('1133.95'))).toEqual([])
    expect(errors(text('1133.95'), text('1163.95'), text('1133.95'))).toEqual(['value-conflict 2'])
    expect(errors(text('1133.95'), text('1163.95'))).toEqual([])
  })
})

describe('a sentence that a page of a PDF cuts in two', () => {
  const parts = [
    '一般公共预算财政拨款基本支出233.60万元。其中：人员经费215.20万元，主要包括：基本工资、津贴补贴、退休',
    '费、生活补助；公用经费18.40万元，主要包括：办公费、印刷费。',
  ]
  test('is read as one', () => {
    const read = checkText(documentOf(parts, 'pdf'))
    expect(read.relations.map(({ kind, stated, status }) => `${kind} ${stated} ${status}`)).toEqual(['sum 233.60 ok'])
    const wrong = checkText(documentOf([parts[0]!, parts[1]!.replace('18.40', '18.90')], 'pdf'))
    expect(wrong.findings.map(finding => finding.rule)).toEqual(['sum-mismatch'])
  })
})

describe('what only looks like money or like a rating', () => {
  test('inhabitants counted in 万 are no amounts', () => {
    const text = '城区人口100万至500万的大城市的落户条件由各地规定。其中，城区人口300万至500万的大城市可以另行规定。'
    expect(judge(text).findings).toEqual([])
  })

  test('结果中 and 结果差 are no ratings, 结果为“中” is one', () => {
    expect(errors('在向社会公布的审计结果中，一并公布核查结论。')).toEqual([])
    expect(errors('对考核结果差、回访满意度低的单位予以通报。')).toEqual([])
    expect(errors('本单位绩效自评结果为“中”。')).toEqual(['rating-without-score 1'])
  })
})

test('a total under a name of its own closes the parts of its item', () => {
  const text =
    '政府性基金支出完成53.20亿元、下降34%，调出资金0.55亿元，还本支出15.60亿元，政府性基金总支出69.35亿元；国有资本经营支出0.80亿元，调出资金0.70亿元，国有资本经营总支出1.50亿元。'
  const sums = judge(text).relations.map(({ stated, status }) => `${stated} ${status}`)
  expect(sums).toEqual(['69.35 ok', '1.50 ok'])
  expect(errors(text.replace('69.35', '69.85'))).toEqual(['sum-mismatch 1'])
})

describe('the same quantity, one unit of the last place apart', () => {
  test('is for a person to look at, not an error', () => {
    const result = judge('本年基本支出合计326.71万元。', '全年基本支出合计326.72万元，均已支付。')
    expect(result.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['value-conflict warning'])
  })

  test('is rounding where rows of a table lost their cells', () => {
    expect(errors('单位：万元', '社会保障和就业支出 326.71', '社会保障和就业支出 326.72')).toEqual([])
  })
})
