// What is to be set: the issue's pages with their articles arranged, as the template takes them.
import { chineseDay } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { emptyPages } from '../refusals.ts'
import { type ArticleRow, articlesOf, findIssue, mustBeMadeFrom, mustBeOpen, pagesOf } from '../rows.ts'
import { arrange } from './arrange.ts'
import type { SetArticle, SetPaper } from './typeset.ts'

const WEEKDAYS = '日一二三四五六'
const weekday = (day: string) => `星期${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}`

function bylineOf(article: Pick<ArticleRow, 'author' | 'correspondent' | 'source'>): string {
  return [
    article.author && `本报记者 ${article.author}`,
    article.correspondent && `通讯员 ${article.correspondent}`,
    article.source && `来源：${article.source}`,
  ]
    .filter(Boolean)
    .join('　')
}

function setArticle(article: ArticleRow, span: number): SetArticle {
  const { kind, weight, intro_title, title, subtitle, picture } = article
  return {
    key: String(article.id),
    kind,
    weight,
    span,
    intro_title,
    title,
    subtitle,
    byline: bylineOf(article),
    paragraphs: article.body.split('\n').filter(line => line.trim() !== ''),
    picture: picture && {
      path: `${picture.digest}.${picture.type === 'image/png' ? 'png' : 'jpg'}`,
      caption: picture.caption,
      ratio: picture.width / picture.height,
    },
  }
}

/** The paper as the template takes it, and the digests of its pictures by the names it uses. */
export async function planIssue(tx: Sql, issueId: bigint): Promise<{ paper: SetPaper; pictures: Map<string, string> }> {
  const issue = await findIssue(tx, issueId)
  mustBeOpen(issue)
  mustBeMadeFrom(issue, 'template')
  const [masthead] = await tx<{ name: string; licence: string; sponsor: string }[]>`
    select name, licence, sponsor from newspaper.papers where code = ${issue.paper}`
  const pages = await pagesOf(tx, issueId)
  const articles = await articlesOf(
    tx,
    pages.map(page => page.id),
  )
  const empty = pages.filter(page => !articles.some(one => one.page_id === page.id)).map(page => page.page_no)
  if (empty.length > 0) throw emptyPages({ pages: empty })
  const pictures = new Map<string, string>()
  const set = pages.map(page => {
    const own = articles.filter(article => article.page_id === page.id)
    const byId = new Map(own.map(article => [String(article.id), article]))
    const bands = arrange(own.map(one => ({ ...one, id: String(one.id), pictured: one.picture !== null }))).map(band =>
      band.map(({ id, span }) => setArticle(byId.get(id)!, span)),
    )
    for (const { picture } of bands.flat()) if (picture) pictures.set(picture.path, picture.path.slice(0, 64))
    return { page_no: String(page.page_no).padStart(2, '0'), name: page.name, editor: page.editor, bands }
  })
  const paper = {
    title: `${masthead!.name} ${issue.day}`,
    ...masthead!,
    date_text: chineseDay(issue.day),
    weekday: weekday(issue.day),
    issue_text: `第${issue.issue_no}期（总第${issue.total_no}期）`,
    pages: set,
  }
  return { paper, pictures }
}
