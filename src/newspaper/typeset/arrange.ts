// Puts the articles of a page into bands across five columns. Pure: by weight, length and order.
import type { ArticleKind, Weight } from '../rows.ts'

export const COLUMNS = 5
export type Placed = { id: string; kind: ArticleKind; weight: Weight; char_count: number; pictured: boolean }
export type Spanned = { id: string; span: number }

/** How much room an article wants, in characters of text; pictures and headlines take theirs. */
const room = (article: Placed) => article.char_count + (article.pictured ? 350 : 0) + 60

/** Shares the columns of a band between two or three articles by the room they want; nobody gets less than one, text two. */
function shareColumns(articles: readonly Placed[]): Spanned[] {
  if (articles.length === 1) return [{ id: articles[0]!.id, span: COLUMNS }]
  const least = articles.length === 2 ? 2 : 1
  const total = articles.reduce((sum, article) => sum + room(article), 0)
  const spans = articles.map(article => Math.max(least, Math.round((room(article) / total) * COLUMNS)))
  while (spans.reduce((sum, span) => sum + span, 0) > COLUMNS) spans[spans.indexOf(Math.max(...spans))]! -= 1
  while (spans.reduce((sum, span) => sum + span, 0) < COLUMNS) spans[spans.indexOf(Math.min(...spans))]! += 1
  return articles.map((article, at) => ({ id: article.id, span: spans[at]! }))
}

/** A lead has a band of its own; others stand two by two, briefs and notices up to three. */
export function arrange(articles: readonly Placed[]): Spanned[][] {
  const leads = articles.filter(article => article.weight === 'lead')
  const rest = articles.filter(article => article.weight !== 'lead')
  const bands: Placed[][] = leads.map(lead => [lead])
  for (const article of rest) {
    const band = bands.at(-1)
    const small = (one: Placed) => one.weight === 'brief' || one.weight === 'minor'
    const fits =
      band && band[0]!.weight !== 'lead' && (band.length < 2 || (band.length < 3 && [...band, article].every(small)))
    if (fits) band.push(article)
    else bands.push([article])
  }
  return bands.map(shareColumns)
}
