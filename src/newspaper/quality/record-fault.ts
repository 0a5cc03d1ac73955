// What was found wrong in a printed issue, and the correction that goes with an article for good.
import { z } from 'zod'
import { command, Id, Int64, Text } from '../../platform/index.ts'
import { EDITORS, findArticle, findIssue } from '../rows.ts'

export const recordFault = command({
  name: 'newspaper.record-fault',
  title: '登记报纸差错',
  access: EDITORS,
  input: z.strictObject({
    issue_id: Id,
    article_id: Id.optional(),
    kind: z.enum(['text', 'form']),
    excerpt: Text(200),
    correction: z.string().trim().max(200).default(''),
  }),
  output: z.object({ fault_id: Int64 }),
  async run(tx, call, { issue_id, article_id, kind, excerpt, correction }) {
    await findIssue(tx, issue_id)
    const page_id = article_id ? (await findArticle(tx, article_id)).page_id : null
    const [row] = await tx<{ id: bigint }[]>`
      insert into newspaper.faults (issue_id, page_id, article_id, kind, excerpt, correction, found_at, found_by)
      values (${issue_id}, ${page_id}, ${article_id ?? null}, ${kind}, ${excerpt}, ${correction}, ${call.at}, ${call.actor.name})
      returning id`
    return { fault_id: row!.id }
  },
})

/** A correction: shown with the article on the site from now on; the printed notice is linked when a later issue carries it. */
export const correctArticle = command({
  name: 'newspaper.correct-article',
  title: '报纸更正',
  access: ['director', 'operations'],
  input: z.strictObject({ article_id: Id, wrong: Text(300), correct: Text(300) }),
  output: z.object({ correction_id: Int64, notice: z.string() }),
  async run(tx, call, { article_id, wrong, correct }) {
    const article = await findArticle(tx, article_id)
    const [at] = await tx<{ day: string; page_no: number; name: string }[]>`
      select i.day::text, p.page_no, p.name from newspaper.pages p join newspaper.issues i on i.id = p.issue_id
      where p.id = ${article.page_id}`
    const [year, month, day] = at!.day.split('-').map(Number)
    const notice = `本报${year}年${month}月${day}日第${at!.page_no}版（${at!.name}）《${article.title}》一文中，“${wrong}”应为“${correct}”。特此更正。`
    const [row] = await tx<{ id: bigint }[]>`
      insert into newspaper.corrections (article_id, wrong, correct, notice, corrected_at, corrected_by)
      values (${article_id}, ${wrong}, ${correct}, ${notice}, ${call.at}, ${call.actor.name}) returning id`
    return { correction_id: row!.id, notice }
  },
})
