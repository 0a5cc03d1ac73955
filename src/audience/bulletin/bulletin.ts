// 传播月报: one month of effect as a document; its numbers are figures of the month and of the month before.
import {
  chineseDay,
  type Day,
  type DocumentBlock,
  daysOf,
  type OfficialDocument,
  type Period,
  type Run,
  type TableColumn,
} from '../../kernel/index.ts'
import { findUnit } from '../../people/index.ts'
import { evaluateFigure, type FigureSet, type FigureValue, figureContext, type Sql } from '../../platform/index.ts'
import { type AccountRow, accountsOf, type RankedRow, rankingOf } from '../counters/dashboard.ts'
import { spikes } from '../counters/spikes.ts'
import { outputOf, type PersonRow } from '../output/output.ts'
import { LEVELS, type Level } from '../vocabulary.ts'

const RANKED_MAX = 10
/** Figures of this module go by their short names here. */
const fullName = (name: string) => (name.includes('.') ? name : `audience.${name}`)

/** What the table of the month shows, beside the month before. */
const MAIN = [
  'newsroom.stories',
  'newsroom.stories-original',
  'newsroom.original-share',
  'stories-per-head',
  'posts',
  'reads',
  'likes',
  'shares',
  'comments',
  'followers',
  'site-views',
  'client-installs',
  'client-active',
  'client-active-rate',
  'coverage',
  'adopted-central',
  'adopted-province',
  'adopted-city',
  'newsroom.errors-released',
].map(fullName)

export type MonthNumbers = { year: number; month: number; figures: ReadonlyMap<string, FigureValue> }
type Adopted = { level: Level; outlet: string; headline: string; adopted_on: Day; reporter: string }
type Spiked = Awaited<ReturnType<typeof spikes>>
export type BulletinInput = {
  unit: string
  now: MonthNumbers
  before: MonthNumbers
  accounts: AccountRow[]
  ranking: RankedRow[]
  people: PersonRow[]
  adopted: Adopted[]
  spiked: Spiked
  dated: Day
}

async function numbersOf(tx: Sql, set: FigureSet, year: number, month: number): Promise<MonthNumbers> {
  const period: Period = { year, month, as: 'classified' }
  const context = figureContext(tx, period)
  const figures = new Map<string, FigureValue>()
  for (const name of MAIN) await evaluateFigure(set, context, name, figures)
  return { year, month, figures }
}

/** Everything a month's bulletin stands on. */
export async function bulletinInput(
  tx: Sql,
  set: FigureSet,
  { year, month, today }: { year: number; month: number; today: Day },
): Promise<BulletinInput> {
  const days = daysOf({ year, month })
  const [earlier, earlierMonth] = month === 1 ? [year - 1, 12] : [year, month - 1]
  const unit = await findUnit(tx)
  return {
    unit: unit?.name ?? '（未设置单位）',
    now: await numbersOf(tx, set, year, month),
    before: await numbersOf(tx, set, earlier, earlierMonth),
    accounts: (await accountsOf(tx, days)).filter(row => row.post_count > 0 || row.followers !== null),
    ranking: (await rankingOf(tx, days)).slice(0, RANKED_MAX),
    people: (await outputOf(tx, days)).people,
    adopted: await tx<Adopted[]>`select level, outlet, headline, adopted_on, reporter from audience.live_adoptions
      where adopted_on between ${days.from_day} and ${days.to_day} order by adopted_on, id`,
    spiked: await spikes(tx, days),
    dated: today,
  }
}

type Writer = { f(name: string): Run; cell(of: MonthNumbers, name: string): Run[] }

const heading = (text: string): DocumentBlock => ({ kind: 'heading', level: 1, runs: [{ text }] })
const paragraph = (...runs: (Run | string)[]): DocumentBlock => ({
  kind: 'paragraph',
  runs: runs.map(run => (typeof run === 'string' ? { text: run } : run)),
})
const words = (text: string | number): Run[] => [{ text: String(text) }]
const column = (title: string, width: number, align?: 'right'): TableColumn => ({
  title,
  width,
  ...(align ? { align } : {}),
})

function table(title: string, columns: TableColumn[], rows: Run[][][], note?: string): DocumentBlock {
  return { kind: 'table', title, columns, rows, ...(note ? { note } : {}) }
}

function overview(input: BulletinInput, { f, cell }: Writer): DocumentBlock[] {
  const rows = MAIN.map(name => {
    const figure = input.now.figures.get(name)!
    const titled = figure.unit === '%' ? figure.title : `${figure.title}（${figure.unit}）`
    return [words(titled), cell(input.now, name), cell(input.before, name), words(figure.basis)]
  })
  const columns = [column('指标', 30), column('本月', 15, 'right'), column('上月', 15, 'right'), column('口径', 40)]
  return [
    heading('一、总体情况'),
    paragraph(
      '本月发稿',
      f('newsroom.stories'),
      '，其中原创',
      f('newsroom.stories-original'),
      '，人均发稿',
      f('stories-per-head'),
      '。各渠道发布',
      f('posts'),
      '，阅读播放',
      f('reads'),
      '，点赞',
      f('likes'),
      '，转发',
      f('shares'),
      '，评论',
      f('comments'),
      '。网站访问',
      f('site-views'),
      '。',
    ),
    table('主要指标', columns, rows, '网站访问不含机器访问和本单位人员。“不适用”指没有登记过或没有基数。'),
  ]
}

function accounts({ accounts: rows }: BulletinInput): DocumentBlock[] {
  if (rows.length === 0) return [heading('二、各账号情况'), paragraph('本月没有发布记录。')]
  const columns = [
    column('账号', 28),
    column('发布', 9, 'right'),
    column('阅读播放', 14, 'right'),
    column('点赞', 10, 'right'),
    column('转发', 10, 'right'),
    column('评论', 10, 'right'),
    column('粉丝', 11, 'right'),
    column('指数', 14, 'right'),
  ]
  const indexOf = (row: AccountRow) => (row.index_value === null ? '—' : Number(row.index_value).toFixed(2))
  const cells = rows.map(row => [
    words(`${row.platform} ${row.name}${row.read_basis === 'users' ? '（按人数）' : ''}`),
    words(row.post_count),
    words(row.reads),
    words(row.likes),
    words(row.shares),
    words(row.comments),
    words(row.followers ?? '—'),
    words(row.index_value === null ? '—' : `${indexOf(row)} ${row.index_version}`),
  ])
  const note = '指数为本月内最近一次计算的值，后面是算式版本；“按人数”的账号平台只给阅读人数，与按次数的不能直接比较。'
  return [heading('二、各账号情况'), table('各账号对比', columns, cells, note)]
}

function ranked({ ranking }: BulletinInput): DocumentBlock[] {
  if (ranking.length === 0) return []
  const columns = [column('标题', 46), column('账号', 24), column('日期', 16), column('阅读播放', 14, 'right')]
  const rows = ranking.map(row => [
    words(row.title),
    words(`${row.platform} ${row.account}`),
    words(row.published_on),
    words(row.reads),
  ])
  return [heading('三、阅读前十'), table('阅读前十', columns, rows)]
}

function adoptedPart(input: BulletinInput, { f }: Writer): DocumentBlock[] {
  const said = paragraph(
    '本月被上级媒体采用：中央级',
    f('adopted-central'),
    '，省级',
    f('adopted-province'),
    '，市级',
    f('adopted-city'),
    '。',
  )
  const columns = [column('级别', 12), column('媒体', 22), column('标题', 38), column('作者', 14), column('日期', 14)]
  const rows = input.adopted.map(row => [
    words(LEVELS[row.level]),
    words(row.outlet),
    words(row.headline),
    words(row.reporter),
    words(row.adopted_on),
  ])
  return [heading('四、上级媒体采用'), said, ...(rows.length > 0 ? [table('采用明细', columns, rows)] : [])]
}

function people({ people: rows }: BulletinInput): DocumentBlock[] {
  const points = (cent: number) => (cent / 100).toFixed(2)
  const columns = [
    column('姓名', 24),
    column('发稿', 13, 'right'),
    column('原创', 13, 'right'),
    column('字数', 14, 'right'),
    column('上级采用', 14, 'right'),
    column('工作量（分）', 22, 'right'),
  ]
  const cells = rows.map(row => [
    words(row.person),
    words(row.story_count),
    words(row.original_count),
    words(row.char_count),
    words(row.adopted_count),
    words(points(row.points_cent)),
  ])
  const body = cells.length > 0 ? table('人员发稿', columns, cells) : paragraph('本月没有签发稿件。')
  return [heading('五、人员发稿'), body]
}

function quality({ spiked }: BulletinInput, { f }: Writer): DocumentBlock[] {
  const open = spiked.filter(one => one.answer === null)
  const said = spiked.map(one =>
    paragraph(
      `《${one.title}》（${one.platform} ${one.account}）阅读明显高于平常：${one.explanation ?? '还没有说明'}。`,
    ),
  )
  const close = open.length > 0 ? '以上标明“还没有说明”的，请尽快核实。' : ''
  return [
    heading('六、质量与异常'),
    paragraph('本月发布后查出差错', f('newsroom.errors-released'), '。'),
    ...said,
    ...(close ? [paragraph(close)] : []),
  ]
}

/** Builds the bulletin. Pure. `hrefOf` leads from a figure of a month to its trace. */
export function buildBulletin(
  input: BulletinInput,
  hrefOf: (name: string, of: MonthNumbers) => string | undefined = () => undefined,
): OfficialDocument {
  const shown = (of: MonthNumbers, name: string, text: string): Run => {
    const href = hrefOf(name, of)
    return { text, figure: name, ...(href ? { href } : {}) }
  }
  const writer: Writer = {
    f: name => shown(input.now, fullName(name), input.now.figures.get(fullName(name))!.display),
    cell: (of, name) => [shown(of, name, of.figures.get(name)!.table)],
  }
  const subject = `${input.now.year}年${input.now.month}月传播月报`
  return {
    title: [input.unit, subject],
    subject,
    author: input.unit,
    blocks: [
      ...overview(input, writer),
      ...accounts(input),
      ...ranked(input),
      ...adoptedPart(input, writer),
      ...people(input),
      ...quality(input, writer),
      { kind: 'signature', unit: input.unit, date: chineseDay(input.dated) },
    ],
  }
}
