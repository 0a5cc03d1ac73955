// The newsroom's figures: what was signed, for which themes, how many errors, tips handled, assignments in time. Their rows are
// read by everybody, so they name no resident and no single person's errors.
import type { DerivedFigure, Figure, FigureUnit, Period, SourceFigure, TracePage } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

type Counted = {
  id: string
  on_date: string | null
  summary: string
  detail: string
  amount: bigint
  themes: string[]
  origin: string
  flag: boolean
}

const month = (year: number, no: number) => new Date(Date.UTC(year, no - 1, 1, -8))
/** The first moment in China of the year or month, and the first after it. */
const from = ({ year, month: no = 1 }: Period) => month(year, no)
const to = ({ year, month: no }: Period) => (no === undefined ? month(year + 1, 1) : month(year, no + 1))

/** First editions of the year: a story counts once, however often it was corrected. */
function signed(tx: Sql, period: Period): Promise<Counted[]> {
  return tx<Counted[]>`
    select s.id::text, (e.approved_at at time zone 'Asia/Shanghai')::date on_date, u.headline summary, s.section detail,
      u.char_count::bigint amount, s.themes, s.origin, false flag
    from newsroom.editions e join newsroom.stories s on s.id = e.story_id join newsroom.submissions u on u.id = e.submission_id
    where e.edition_no = 1 and e.approved_at >= ${from(period)} and e.approved_at < ${to(period)} order by e.approved_at, s.id`
}

function errors(tx: Sql, period: Period): Promise<Counted[]> {
  return tx<Counted[]>`
    select r.id::text, (r.found_at at time zone 'Asia/Shanghai')::date on_date, s.headline summary, r.class detail, 1::bigint amount,
      '{}'::text[] themes, '' origin, r.found_at_step = 'released' flag
    from newsroom.errors r join newsroom.stories s on s.id = r.story_id
    where r.found_at >= ${from(period)} and r.found_at < ${to(period)} order by r.found_at, r.id`
}

/** What somebody told stays with the editors: the rows say where a tip came from and what became of it. */
function tips(tx: Sql, period: Period): Promise<Counted[]> {
  return tx<Counted[]>`
    select id::text, (received_at at time zone 'Asia/Shanghai')::date on_date, '线索 ' || id summary,
      case state when 'new' then '待处理' when 'used' then '已立选题' when 'merged' then '已并入' else '不用' end detail,
      1::bigint amount, '{}'::text[] themes, origin, state <> 'new' flag
    from newsroom.tips where received_at >= ${from(period)} and received_at < ${to(period)} order by received_at, id`
}

function assignments(tx: Sql, period: Period): Promise<Counted[]> {
  return tx<Counted[]>`
    select id::text, (ended_at at time zone 'Asia/Shanghai')::date on_date, title summary, place detail, 1::bigint amount,
      '{}'::text[] themes, '' origin, ended_at <= due_at flag
    from newsroom.assignments where state = 'done' and ended_at >= ${from(period)} and ended_at < ${to(period)} order by ended_at, id`
}

function instructions(tx: Sql, period: Period): Promise<Counted[]> {
  return tx<Counted[]>`
    select id::text, (received_at at time zone 'Asia/Shanghai')::date on_date, '指令 ' || id summary,
      case when done_at is not null then '已办结' when receipted_at is not null then '办理中' else '待签收' end detail,
      1::bigint amount, '{}'::text[] themes, '' origin, done_at is not null and done_at <= coalesce(due_at, done_at) flag
    from newsroom.instructions where received_at >= ${from(period)} and received_at < ${to(period)} order by received_at, id`
}

type Load = (tx: Sql, period: Period) => Promise<Counted[]>
/** `whole`: the rows without which there is nothing to count at all */
type Pick = { matches?: (row: Counted) => boolean; amount?: (row: Counted) => bigint; whole?: Load }

function source(
  [name, title, unit]: [string, string, FigureUnit],
  load: Load,
  { matches = () => true, amount = () => 1n, whole = load }: Pick = {},
): SourceFigure<Sql> {
  const basis = '本年实际'
  return {
    kind: 'source',
    name: `newsroom.${name}`,
    title,
    unit,
    basis,
    async value(context) {
      // a year before this system, or without any of its kind, has nothing to count: 不适用, not nought
      if ((await context.load(whole)).length === 0) return null
      const rows = (await context.load(load)).filter(matches)
      return rows.reduce((sum, row) => sum + amount(row), 0n)
    },
    async rows(context, { offset, limit }): Promise<TracePage> {
      const rows = (await context.load(load)).filter(matches)
      const shown = rows.slice(offset, offset + limit).map(({ id, on_date, summary, detail, ...row }) => ({
        ...{ id, on_date, summary, detail },
        amount: amount({ id, on_date, summary, detail, ...row }),
        source: null,
      }))
      const total_amount = rows.reduce((sum, row) => sum + amount(row), 0n)
      return { rows: shown, total_count: rows.length, total_amount }
    },
  }
}

const ratio = (name: string, title: string, unit: '%' | '‱', basis: string, of: [string, string]): DerivedFigure => ({
  kind: 'derived',
  name: `newsroom.${name}`,
  title,
  unit,
  basis,
  formula: { op: 'ratio', of: [`newsroom.${of[0]}`, `newsroom.${of[1]}`] },
})

/** The themes that the duties of the house name; a centre's own themes are counted on 栏目与标签. */
const THEMES = {
  theory: '党的创新理论',
  values: '社会主义核心价值观',
  decisions: '中央决策部署',
  policy: '政策解读',
  economy: '政经资讯',
  services: '生活服务',
  mobilisation: '社会动员',
  culture: '群众文化体育',
  science: '科普公益',
}

export const newsroomFigures: Figure<Sql>[] = [
  source(['stories', '签发稿件', '篇'], signed),
  source(['stories-original', '其中：原创稿件', '篇'], signed, { matches: row => row.origin === 'original' }),
  source(['stories-wire', '其中：通稿', '篇'], signed, { matches: row => row.origin === 'wire' }),
  source(['stories-repost', '其中：转载稿件', '篇'], signed, { matches: row => row.origin === 'repost' }),
  ratio('original-share', '原创稿件占比', '%', '签发稿件', ['stories-original', 'stories']),
  source(['characters', '签发字数', '字'], signed, { amount: row => row.amount }),
  ...Object.entries(THEMES).map(([key, theme]) =>
    source([`theme-${key}`, `“${theme}”主题稿件`, '篇'], signed, { matches: row => row.themes.includes(theme) }),
  ),
  source(['errors', '查出差错', '处'], errors, { whole: signed }),
  source(['errors-released', '其中：发出后查出', '处'], errors, { matches: row => row.flag, whole: signed }),
  ratio('error-rate', '见稿差错率（每万字）', '‱', '签发字数', ['errors-released', 'characters']),
  source(['tips', '收到线索', '条'], tips),
  source(['tips-resident', '其中：居民爆料', '条'], tips, { matches: row => row.origin === 'resident' }),
  source(['tips-handled', '已处理线索', '条'], tips, { matches: row => row.flag }),
  ratio('tip-handling-rate', '线索处理率', '%', '收到线索', ['tips-handled', 'tips']),
  source(['assignments', '完成采访任务', '项'], assignments),
  source(['assignments-on-time', '其中：按时完成', '项'], assignments, { matches: row => row.flag }),
  ratio('on-time-rate', '任务按时完成率', '%', '完成采访任务', ['assignments-on-time', 'assignments']),
  source(['instructions', '收到上级指令', '件'], instructions),
  source(['instructions-on-time', '其中：按期办结', '件'], instructions, { matches: row => row.flag }),
  ratio('instruction-rate', '上级指令按期办结率', '%', '收到上级指令', ['instructions-on-time', 'instructions']),
]
