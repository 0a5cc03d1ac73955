// The founding report, rule by rule: every rule sentence has a row in docs/duties.md, and every row names a test that is there.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { programDir } from '../src/platform/index.ts'

const read = (file: string) => readFileSync(path.join(programDir, file), 'utf8')
/** Punctuation and blanks aside: the report and the table set them differently. */
const plain = (text: string) => text.replace(/[\s，。；：、,.;:"“”()（）…]/g, '')
const report = plain(read('samples/beita-2022/founding-report.txt'))

/** Rule sentences of sections 三, 四 and 五, each with the words by which its row is found. */
const RULES: readonly { sentence: string; row: string }[] = [
  { sentence: '北塔区融媒体中心及时在区政府统一平台公开了部门预算、决算和绩效目标', row: '及时在区政府统一平台公开' },
  {
    sentence: '对各类资产的购置、保管、使用、报废、处置等方面都作出了明确的规定',
    row: '对各类资产的购置、保管、使用、报废、处置',
  },
  {
    sentence: '制度要求所有办公设备（含办公用品）的添置，先由各委室提出申请，经业务分管领导审核同意',
    row: '先由各委室提出申请',
  },
  { sentence: '再由办公室及时采购并建立固定资产实物登记台账', row: '再由办公室及时采购并建立固定资产实物登记台账' },
  {
    sentence: '工作人员异动，必须及时办理固定资产移交手续，不得侵占和擅自带走',
    row: '工作人员异动，必须及时办理固定资产移交手续',
  },
  {
    sentence: '各委室不得擅自购买任何办公用品和设备，否则不予报销',
    row: '不得擅自购买任何办公用品和设备，否则不予报销',
  },
  {
    sentence: '将年度预算收入责任及预算支出额度逐一分解落实到各股室',
    row: '将年度预算收入责任及预算支出额度逐一分解落实到各股室',
  },
  { sentence: '建立预算指标额度台账', row: '建立预算指标额度台账' },
  { sentence: '将预算执行情况作为年度目标考核的内容', row: '将预算执行情况作为年度目标考核的内容' },
  { sentence: '在政务公开网公布部门财政预算批复及执行情况', row: '在政务公开网公布部门财政预算批复及执行情况' },
  { sentence: '及时公布“三公经费”支出情况，接受监督', row: '及时公布“三公经费”支出情况' },
  { sentence: '严格按专项资金项目实施方案执行', row: '严格按专项资金项目实施方案执行' },
  {
    sentence: '督促项目承担单位加快项目实施进度，及时办理报账、验收、结算等相关手续',
    row: '及时办理报账、验收、结算等相关手续',
  },
  { sentence: '做到不集中使用、不滥用资金', row: '不集中使用、不滥用资金' },
  { sentence: '建立健全财务管理制度', row: '建立健全财务管理制度' },
  {
    sentence: '坚持经费预算科学化、精细化，执行控制规范化、责任化，监督检查常态化、同步化',
    row: '监督检查常态化、同步化',
  },
  {
    sentence: '资金的支付符合国家财经法规和财务管理制度规定，以及有关专项资金管理办法的规定',
    row: '资金的支付符合国家财经法规和财务管理制度规定',
  },
  { sentence: '资金拨付有完整的审批程序和手续', row: '资金拨付有完整的审批程序和手续' },
  { sentence: '支出符合部门预算批复的用途', row: '支出符合部门预算批复的用途' },
  { sentence: '资金使用没有截留、挪用、虚列支出、随意借用等情况', row: '没有截留、挪用、虚列支出、随意借用' },
  { sentence: '重大财务事项经由集体研究决策', row: '重大财务事项经由集体研究决策' },
  { sentence: '专项资金做到专款专用', row: '专项资金做到专款专用' },
  { sentence: '原始凭证的取得真实有效', row: '原始凭证的取得真实有效' },
  {
    sentence: '部门预决算信息按规定内容，在规定的时限内予以公开',
    row: '部门预决算信息按规定内容，在规定的时限内予以公开',
  },
  { sentence: '基础数据信息和会计信息资料真实、完整、准确', row: '基础数据信息和会计信息资料真实、完整、准确' },
  { sentence: '我办认真组织开展整体支出绩效自评，自评等级“良好”', row: '自评等级“良好”' },
  { sentence: '预算编制不够明确和细化', row: '预算编制不够明确和细化' },
  { sentence: '绩效目标设立不够明确、细化和量化', row: '绩效目标设立不够明确、细化和量化' },
  { sentence: '业务操作水平有限', row: '业务操作水平有限' },
  { sentence: '严格按照预算编制的相关制度和要求进行预算编制', row: '严格按照预算编制的相关制度和要求进行预算编制' },
  { sentence: '组织相关人员认真学习《会计法》、《预算法》等相关法规、制度', row: '组织相关人员认真学习' },
]

type Row = { sentence: string; tests: { file: string; names: string[] }[] }

/** Rows with three columns: sentence, where, test; a test is a file and the words of its names that follow it. */
function rows(): Row[] {
  return read('docs/duties.md')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line => line.slice(1, -1).split(' | '))
    .filter(cells => cells.length === 3 && cells[0]!.trim() !== 'sentence')
    .map(([sentence = '', , tests = '']) => ({ sentence: sentence.trim(), tests: testsOf(tests) }))
}

function testsOf(text: string): Row['tests'] {
  return text
    .split(/(?=`[^`]+\.test\.tsx?`)/)
    .map(part => ({
      file: /`([^`]+\.test\.tsx?)`/.exec(part)?.[1] ?? '',
      names: [...part.matchAll(/“([^”]+)”/g)].map(match => match[1]!),
    }))
    .filter(one => one.file !== '')
}

/** Words of a test's name, with `…` for what is left out between them. Some names are made from their data. */
const isNamed = (source: string, name: string) => name.split(/\s*…\s*/).every(words => source.includes(words))
const MADE_FROM_DATA = ['people.authorised is 7人', 'rule 1', 'rule 9', 'history', 'cards-and-ledger', 'a contract']

describe('docs/duties.md', () => {
  test('the rule sentences stand in the founding report', () => {
    expect(RULES.filter(({ sentence }) => !report.includes(plain(sentence))).map(one => one.sentence)).toEqual([])
  })

  test('every rule sentence of the founding report has a row with a test', () => {
    const known = rows()
    const without = RULES.filter(
      ({ row }) => !known.some(one => plain(one.sentence).includes(plain(row)) && one.tests.length > 0),
    )
    expect(without.map(one => one.sentence)).toEqual([])
  })

  test('every row names a test file that is there', () => {
    const wanted = rows().flatMap(({ sentence, tests }) =>
      tests.length === 0 ? [`no test: ${sentence}`] : tests.map(one => one.file),
    )
    expect(wanted.filter(file => !existsSync(path.join(programDir, file)))).toEqual([])
  })

  test('every test that a row quotes is in its file', () => {
    const missing = rows().flatMap(({ tests }) =>
      tests.flatMap(({ file, names }) =>
        names
          .filter(name => !MADE_FROM_DATA.includes(name) && existsSync(path.join(programDir, file)))
          .filter(name => !isNamed(read(file), name))
          .map(name => `${file}: ${name}`),
      ),
    )
    expect(missing).toEqual([])
  })
})
