// What the workbench reads of the newspaper: papers, issues, one issue with its pages, one page with blocks and articles.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../platform/index.ts'
import { blocksOf } from './articles/write-article.ts'
import type { Zone } from './pages/zones.ts'
import { noSuchNewspaperPage } from './refusals.ts'
import { articlesOf, findIssue, type PageRow, pagesOf } from './rows.ts'

const ISSUES_MAX = 500

const Paper = z.object({
  code: z.string(),
  name: z.string(),
  licence: z.string(),
  sponsor: z.string(),
  frequency: z.string(),
  next_issue_no: z.number(),
  next_total_no: z.number(),
})

export const papers = query({
  name: 'newspaper.papers',
  title: '报纸',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Paper),
  read: (tx, _input, { at }) => tx<z.input<typeof Paper>[]>`
    select code, name, licence, sponsor, frequency,
      coalesce((select max(issue_no) from newspaper.issues i where i.paper = p.code
        and extract(year from i.day) = extract(year from ${at}::timestamptz)), 0)::int + 1 next_issue_no,
      coalesce((select max(total_no) from newspaper.issues i where i.paper = p.code), 0)::int + 1 next_total_no
    from newspaper.papers p order by code`,
})

const Moments = {
  copy_by: z.date().nullable(),
  clean_by: z.date().nullable(),
  print_by: z.date().nullable(),
  copy_closed_at: z.date().nullable(),
  printed_at: z.date().nullable(),
  printed_by: z.string().nullable(),
  published_at: z.date().nullable(),
}
const Listed = z.object({
  id: Int64,
  paper: z.string(),
  paper_name: z.string(),
  issue_no: z.number(),
  total_no: z.number(),
  day: z.string(),
  made_from: z.string(),
  ...Moments,
  /** 清样: when the last page was signed; null while one is not */
  clean_at: z.date().nullable(),
  page_count: z.number(),
  signed_count: z.number(),
  article_count: z.number(),
  char_count: z.number(),
  is_example: z.boolean(),
})

const listed = (tx: Sql, issueId: bigint | null) => tx<z.input<typeof Listed>[]>`
  select i.*, i.day::text, p.name paper_name, n.page_count, n.signed_count, a.article_count, a.char_count,
    case when n.signed_count = n.page_count then n.clean_at end clean_at
  from newspaper.issues i join newspaper.papers p on p.code = i.paper
  cross join lateral (select count(*)::int page_count, count(signed_at)::int signed_count, max(signed_at) clean_at
    from newspaper.pages g where g.issue_id = i.id) n
  cross join lateral (select count(*)::int article_count, coalesce(sum(char_count), 0)::int char_count
    from newspaper.articles r join newspaper.pages g on g.id = r.page_id where g.issue_id = i.id) a
  where ${issueId}::bigint is null or i.id = ${issueId} order by i.day desc, i.id desc limit ${ISSUES_MAX}`

export const issues = query({
  name: 'newspaper.issues',
  title: '报纸各期',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Listed),
  read: tx => listed(tx, null),
})

const Proof = z.object({
  round: z.number(),
  version_no: z.number(),
  error_count: z.number(),
  note: z.string(),
  person: z.string(),
  proofed_at: z.date(),
})
const Page = z.object({
  id: Int64,
  page_no: z.number(),
  name: z.string(),
  editor: z.string(),
  small_file_id: Int64.nullable(),
  large_file_id: Int64.nullable(),
  version_no: z.number(),
  signed_at: z.date().nullable(),
  signed_by: z.string().nullable(),
})

const proofsOf = (tx: Sql, pageIds: bigint[]) => tx<(z.input<typeof Proof> & { page_id: bigint })[]>`
  select page_id, round, version_no, error_count, note, person, proofed_at from newspaper.proofs
  where page_id = any(${pageIds.map(String)}::bigint[]) order by id`

export const issue = query({
  name: 'newspaper.issue',
  title: '一期报纸',
  access: 'signed-in',
  input: z.strictObject({ issue_id: Id }),
  output: Listed.extend({
    pdf_file_id: Int64.nullable(),
    pages: z.array(
      Page.extend({
        proofs: z.array(Proof),
        articles: z.array(
          z.object({ id: Int64, title: z.string(), kind: z.string(), weight: z.string(), char_count: z.number() }),
        ),
      }),
    ),
  }),
  async read(tx, { issue_id }) {
    const { pdf_file_id } = await findIssue(tx, issue_id)
    const [row] = await listed(tx, issue_id)
    const pages = await pagesOf(tx, issue_id)
    const ids = pages.map(page => page.id)
    const [proofs, articles] = [await proofsOf(tx, ids), await articlesOf(tx, ids)]
    const own = <T extends { page_id: bigint }>(rows: readonly T[], page: PageRow) =>
      rows.filter(one => one.page_id === page.id)
    return {
      ...row!,
      pdf_file_id,
      pages: pages.map(page => ({ ...page, proofs: own(proofs, page), articles: own(articles, page) })),
    }
  },
})

const Block = z.object({
  block_no: z.number(),
  kind: z.string(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  size: z.number(),
  text: z.string(),
  article_id: Int64.nullable(),
})
const Article = z.object({
  id: Int64,
  seq: z.number(),
  kind: z.enum(['article', 'ad', 'notice', 'image']),
  weight: z.enum(['lead', 'major', 'minor', 'brief']),
  section: z.string(),
  intro_title: z.string(),
  title: z.string(),
  subtitle: z.string(),
  author: z.string(),
  correspondent: z.string(),
  source: z.string(),
  body: z.string(),
  char_count: z.number(),
  edition_id: Int64.nullable(),
  jump_to: Int64.nullable(),
  zones: z.array(z.object({ shape: z.enum(['rect', 'poly']), points: z.array(z.tuple([z.number(), z.number()])) })),
})

type ZoneRow = Zone & { article_id: bigint }

/** The zones of articles, in the order in which they were drawn. */
export function zonesOf(tx: Sql, articleIds: readonly bigint[]): Promise<ZoneRow[]> {
  return tx<ZoneRow[]>`select article_id, shape, points from newspaper.hotzones
    where article_id = any(${articleIds.map(String)}::bigint[]) order by id`
}

export const page = query({
  name: 'newspaper.page',
  title: '一版报纸',
  access: 'signed-in',
  input: z.strictObject({ page_id: Id }),
  output: Page.extend({
    issue_id: Int64,
    width_pt: z.coerce.number().nullable(),
    height_pt: z.coerce.number().nullable(),
    blocks: z.array(Block),
    articles: z.array(Article),
    proofs: z.array(Proof),
  }),
  async read(tx, { page_id }) {
    const [row] = await tx<PageRow[]>`select * from newspaper.pages where id = ${page_id}`
    if (!row) throw noSuchNewspaperPage()
    const articles = await articlesOf(tx, [page_id])
    const zones = await zonesOf(
      tx,
      articles.map(one => one.id),
    )
    return {
      ...row,
      blocks: await blocksOf(tx, page_id),
      proofs: await proofsOf(tx, [page_id]),
      articles: articles.map(one => ({
        ...one,
        zones: zones.filter(zone => zone.article_id === one.id),
      })),
    } as never
  },
})

const Ready = z.object({
  edition_id: Int64,
  headline: z.string(),
  section: z.string(),
  char_count: z.number(),
  approved_at: z.date(),
  placed: z.string().nullable(),
})

/** Approved copy with a rendition for the newspaper, newest first, and where it already stands. */
export const readyCopy = query({
  name: 'newspaper.ready-copy',
  title: '可上版稿件',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Ready),
  read: tx => tx<z.input<typeof Ready>[]>`
    select e.id edition_id, r.title headline, s.section, length(regexp_replace(r.body_text, '\s', '', 'g')) char_count,
      e.approved_at, (select i.day || ' 第' || p.page_no || '版' from newspaper.articles a
        join newspaper.pages p on p.id = a.page_id join newspaper.issues i on i.id = p.issue_id
        where a.edition_id = e.id order by i.day desc limit 1) placed
    from newsroom.editions e join newsroom.stories s on s.id = e.story_id and s.edition_no = e.edition_no
    join newsroom.renditions r on r.edition_id = e.id and r.channel_kind = 'newspaper'
    order by e.approved_at desc, e.id desc limit 200`,
})

const Correction = z.object({
  id: Int64,
  article_id: Int64,
  title: z.string(),
  day: z.string(),
  page_no: z.number(),
  notice: z.string(),
  corrected_at: z.date(),
  corrected_by: z.string(),
  printed_in: z.string().nullable(),
})

export const corrections = query({
  name: 'newspaper.corrections',
  title: '报纸更正',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Correction),
  read: tx => tx<z.input<typeof Correction>[]>`
    select c.id, c.article_id, a.title, i.day::text, p.page_no, c.notice, c.corrected_at, c.corrected_by,
      (select i2.day::text from newspaper.articles n join newspaper.pages p2 on p2.id = n.page_id
        join newspaper.issues i2 on i2.id = p2.issue_id where n.id = c.notice_article_id) printed_in
    from newspaper.corrections c join newspaper.articles a on a.id = c.article_id
    join newspaper.pages p on p.id = a.page_id join newspaper.issues i on i.id = p.issue_id
    order by c.id desc limit 200`,
})
