// The founding report, reproduced from the books: every figure to the digit, and the texts of both classifications.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '../samples/load.ts'
import { allFigures } from '../src/app.ts'
import type { Classification } from '../src/kernel/index.ts'
import { assembleReport, checkReport, renderReport } from '../src/performance/index.ts'
import { readDocument } from '../src/platform/documents/index.ts'
import { programDir } from '../src/platform/index.ts'
import { testDatabase } from './support/database.ts'
import { figuresOf } from './support/sample.ts'

const pool = await testDatabase()
beforeAll(() => loadSample(pool, new Date('2026-11-24T02:00:00Z')))

const assemble = (as: Classification) => pool.begin(tx => assembleReport(tx, allFigures, { year: 2022, as }))

/** What the founding report states, as it writes it. */
const STATED: [name: string, display: string][] = [
  ['people.authorised', '7人'],
  ['people.in-post', '7人'],
  ['budget.opening', '162.85万元'],
  ['budget.spent', '129.7万元'],
  ['budget.execution-rate', '79.64%'],
  ['budget.unspent', '33.15万元'],
  ['budget.spent-change', '-45.06万元'],
  ['budget.spent-change-rate', '-25.78%'],
  ['budget.income', '129.7万元'],
  ['budget.income-fiscal', '129.7万元'],
  ['budget.income-fiscal-share', '100%'],
  ['budget.income-superior', '0万元'],
  ['budget.income-superior-share', '0%'],
  ['budget.income-undertaking', '0万元'],
  ['budget.income-commercial', '0万元'],
  ['budget.income-affiliated', '0万元'],
  ['budget.income-other', '0万元'],
  ['budget.basic-spent', '129.7万元'],
  ['budget.basic-share', '100%'],
  ['budget.project-spent', '0万元'],
  ['budget.project-share', '0%'],
  ['budget.remitted-spent', '0万元'],
  ['budget.commercial-spent', '0万元'],
  ['budget.affiliated-subsidy-spent', '0万元'],
  ['budget.basic-opening', '162.85万元'],
  ['budget.personnel-spent', '65.25万元'],
  ['budget.operating-spent', '64.45万元'],
  ['budget.project-opening', '110万元'],
  ['budget.operating-opening', '116.76万元'],
  ['budget.operating-control-rate', '55.20%'],
  ['budget.three-public-opening', '0万元'],
  ['budget.three-public-spent', '0万元'],
  ['budget.three-public-control-rate', '不适用'],
  ['procurement.opening', '96.01万元'],
  ['procurement.contracted', '52.01万元'],
  ['procurement.execution-rate', '54.17%'],
  ['assets.total', '49.92万元'],
  ['assets.current', '4.04万元'],
  ['assets.fixed-net', '45.88万元'],
]

describe('the books of 2022 as they were reported', () => {
  test.each(STATED)('%s is %s', async (name, display) => {
    expect((await figuresOf(pool, { year: 2022, as: 'reported' })).get(name)?.display).toBe(display)
  })
})

describe('the same books as classified today', () => {
  test.each([
    ['budget.personnel-opening', '46.09万元'],
    ['budget.operating-opening', '6.76万元'],
    ['budget.project-opening', '110万元'],
    ['budget.basic-opening', '52.85万元'],
    ['budget.opening', '162.85万元'],
    ['budget.spent', '129.7万元'],
    ['budget.personnel-spent', '65.25万元'],
    ['budget.project-spent', '57.93万元'],
    ['budget.operating-spent', '6.52万元'],
  ])('%s is %s', async (name, display) => {
    expect((await figuresOf(pool, { year: 2022, as: 'classified' })).get(name)?.display).toBe(display)
  })
})

describe.each(['reported', 'classified'] as const)('the report under the classification %s', as => {
  const golden = path.join(programDir, 'golden', `2022-${as}.txt`)

  test('is the golden text, word for word', async () => {
    const { document } = await assemble(as)
    const text = await renderReport({ year: 2022, as, document, figures: [] }, 'text')
    expect(new TextDecoder().decode(text)).toBe(readFileSync(golden, 'utf8'))
  })

  test('says the same in DOCX, PDF and HTML', async () => {
    const { document, figures } = await assemble(as)
    for (const format of ['docx', 'pdf', 'html'] as const) {
      const bytes = await renderReport({ year: 2022, as, document, figures: [] }, format)
      const { text } = await readDocument(bytes, `report.${format}`)
      const squeezed = text.replace(/\s/g, '')
      for (const name of [
        'budget.opening',
        'budget.execution-rate',
        'budget.spent-change-rate',
        'assets.fixed-net',
        'procurement.execution-rate',
      ]) {
        expect(squeezed, `${format} ${name}`).toContain(figures.get(name)!.display.replace('-', ''))
      }
    }
  })
})

test('the checker confirms every relation of the reported text, and finds in it what the books cannot mend', async () => {
  const { document } = await assemble('reported')
  const { relations, findings } = checkReport(document)
  expect(relations.length).toBeGreaterThan(20)
  expect(relations.filter(relation => relation.status !== 'ok')).toEqual([])
  const errors = findings.filter(finding => finding.severity === 'error')
  expect(errors).toHaveLength(1)
  expect(errors[0]!.message).toContain('110')
})

test('classified as today, the report contradicts itself nowhere', async () => {
  const { document } = await assemble('classified')
  expect(checkReport(document).findings.filter(finding => finding.severity === 'error')).toEqual([])
})

test('a second load of the sample changes nothing', async () => {
  const count = async () =>
    (
      await pool`select (select count(*) from budget.movements) m, (select count(*) from platform.journal) j, (select count(*) from disclosure.publications) p`
    )[0]
  const before = await count()
  await loadSample(pool, new Date('2026-11-24T02:00:00Z')).catch(() => undefined)
  expect(await count()).toEqual(before)
})
