// Addresses of the digital newspaper, in the form readers, crawlers and libraries know from other papers.
import type { PublishedIssue } from '../../newspaper/index.ts'

const two = (no: number) => String(no).padStart(2, '0')
const compact = (day: string) => day.replaceAll('-', '')
const folder = (day: string) => `${day.slice(0, 7)}/${day.slice(8)}`
type Place = Pick<PublishedIssue, 'paper' | 'day'>

export const pagePath = ({ paper, day }: Place, pageNo: number) =>
  `/${paper}/html/${folder(day)}/nbs.D110000${paper}_${two(pageNo)}.htm`

export const articlePath = ({ paper, day }: Place, pageNo: number, seq: number) =>
  `/${paper}/html/${folder(day)}/nw.D110000${paper}_${compact(day)}_${seq}-${two(pageNo)}.htm`

export const pdfPath = ({ paper, day }: Place, pageNo: number) =>
  `/${paper}/page/${folder(day)}/${two(pageNo)}/${paper}${compact(day)}${two(pageNo)}.pdf`

export const picturePath = ({ paper, day }: Place, pageNo: number, size: 'small' | 'large') =>
  `/${paper}/page/${folder(day)}/${two(pageNo)}/${size}.jpg`

export const calendarPath = (paper: string, month: string) => `/newspaper/${paper}/${month}`

/** What the name of a page or an article says; undefined when it is neither. */
export function readName(
  paper: string,
  day: string,
  file: string,
): { page_no: number; seq: number | undefined } | undefined {
  const page = /^nbs\.D110000([a-z0-9]+)_(\d{2})\.htm$/.exec(file)
  if (page) return page[1] === paper ? { page_no: Number(page[2]), seq: undefined } : undefined
  const article = /^nw\.D110000([a-z0-9]+)_(\d{8})_(\d{1,4})-(\d{2})\.htm$/.exec(file)
  if (!article || article[1] !== paper || article[2] !== compact(day)) return undefined
  return { page_no: Number(article[4]), seq: Number(article[3]) }
}
