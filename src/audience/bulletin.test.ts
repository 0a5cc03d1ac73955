import { describe, expect, test } from 'vitest'
import { run, staff, testDatabase } from '../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../test/support/newsroom.ts'
import { account } from '../../test/support/publishing.ts'
import { createApp } from '../app.ts'
import { newsroomFigures } from '../newsroom/index.ts'
import { peopleFigures } from '../people/index.ts'
import { readDocument, toDocx, toPdf, toText } from '../platform/documents/index.ts'
import { figureSet, readConfig } from '../platform/index.ts'
import { buildBulletin, bulletinInput } from './bulletin/bulletin.ts'
import { recordReadings } from './counters/record-readings.ts'
import { audienceFigures } from './figures.ts'
import { computeIndex } from './indexes/compute-index.ts'
import { recordAdoption } from './output/adoptions.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const set = figureSet([peopleFigures, newsroomFigures, audienceFigures])
const editor = staff('editor')
const at = new Date('2026-03-28T02:00:00Z')
const day = '2026-03-02'

async function march() {
  const byline = { reporter: '张三', correspondent: '', editor: '', proofreader: '' }
  await approvedStory(pool, crew, { byline })
  const account_id = await account(pool, 'manual', 'wechat', { name: '北塔发布' })
  const post = { item_key: '1', title: '桥修好了', published_on: day, is_headline: true }
  const rows = [{ account_id, post, on_day: '2026-03-28', values: { reads: 12_000, likes: 80, shares: 40 } }]
  await run(pool, recordReadings, { rows }, { actor: editor, at })
  const period = { account_id, code: 'wci', from_day: '2026-03-01', to_day: '2026-03-28' }
  await run(pool, computeIndex, period, { actor: editor, at })
  const adoption = { level: 'province', outlet: '新湖南', headline: '桥修好了', adopted_on: day, reporter: '张三' }
  await run(pool, recordAdoption, { ...adoption, address: 'https://example.com/1' }, { actor: editor, at })
}

describe('the bulletin of a month', () => {
  test('says in figures what happened, beside the month before, and reads the same as text, DOCX and PDF', async () => {
    await march()
    const input = await pool.begin(tx => bulletinInput(tx, set, { year: 2026, month: 3, today: '2026-03-28' }))
    const document = buildBulletin(input)
    const text = toText(document)
    expect(text).toContain('本月发稿1篇，其中原创1篇，人均发稿不适用')
    expect(text).toContain('阅读播放12000次，点赞80次，转发40次')
    expect(text).toContain('本月被上级媒体采用：中央级0篇，省级1篇，市级0篇')
    expect(text).toMatch(/阅读播放（次）\t12000\t0\t/)
    expect(text).toMatch(/manual 北塔发布\t1\t12000\t80\t40\t0\t—\t\d+\.\d\d V14\.2/)
    const figures = document.blocks.flatMap(block => (block.kind === 'paragraph' ? block.runs : []))
    const typed = figures.filter(run => run.figure === undefined && /\d/.test(run.text))
    expect(typed).toEqual([])
    for (const [name, bytes] of [
      ['月报.docx', await toDocx(document)],
      ['月报.pdf', await toPdf(document)],
    ] as const) {
      const read = await readDocument(bytes, name)
      const squeezed = JSON.stringify(read).replace(/\s/g, '')
      expect(squeezed, name).toContain('本月发稿1篇')
      expect(squeezed, name).toContain('2026年3月传播月报')
    }
  })

  test('is downloaded by staff alone', async () => {
    const config = readConfig({ DATA_DIR: '/nowhere' })
    const app = createApp({ pool, config, now: () => at, log: () => undefined })
    const answer = await app.request('/api/audience/bulletin-file?year=2026&month=3&format=txt')
    expect(answer.status).toBe(401)
  })
})
