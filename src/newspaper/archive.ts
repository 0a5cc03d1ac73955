// The archive package of an issue: its PDF, pages as pictures and PDFs, all texts and zones as JSON and XML, and the list of hashes.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type FileStore, findFile } from '../platform/files/index.ts'
import type { Sql } from '../platform/index.ts'
import { toJson, writeZip, type ZipMember } from '../platform/index.ts'
import { zonesOf } from './queries.ts'
import { articlesOf, findIssue, pagesOf } from './rows.ts'

const xml = (text: unknown) =>
  String(text ?? '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

async function issueData(tx: Sql, issueId: bigint) {
  const issue = await findIssue(tx, issueId)
  const [paper] = await tx<{ code: string; name: string; licence: string; sponsor: string }[]>`
    select code, name, licence, sponsor from newspaper.papers where code = ${issue.paper}`
  const pages = await pagesOf(tx, issueId)
  const articles = await articlesOf(
    tx,
    pages.map(page => page.id),
  )
  const zones = await zonesOf(
    tx,
    articles.map(article => article.id),
  )
  return {
    paper: paper!,
    issue_no: issue.issue_no,
    total_no: issue.total_no,
    day: issue.day,
    printed_at: issue.printed_at,
    pages: pages.map(page => ({
      page_no: page.page_no,
      name: page.name,
      editor: page.editor,
      signed_by: page.signed_by,
      articles: articles
        .filter(article => article.page_id === page.id)
        .map(({ page_id: _page, picture: _picture, ...article }) => ({
          ...article,
          zones: zones.filter(zone => zone.article_id === article.id).map(({ shape, points }) => ({ shape, points })),
        })),
    })),
  }
}

type IssueData = Awaited<ReturnType<typeof issueData>>
const FIELDS = ['section', 'intro_title', 'title', 'subtitle', 'author', 'correspondent', 'source', 'body'] as const

function toXml({ paper, pages, ...issue }: IssueData): string {
  const article = (one: IssueData['pages'][number]['articles'][number]) => {
    const zones = one.zones.map(
      zone => `<zone shape="${zone.shape}" points="${zone.points.map(point => point.join(',')).join(' ')}"/>`,
    )
    const fields = FIELDS.map(name => `<${name}>${xml(one[name])}</${name}>`)
    return `<article id="${one.id}" seq="${one.seq}" kind="${one.kind}">${fields.join('')}${zones.join('')}</article>`
  }
  const page = (one: IssueData['pages'][number]) =>
    `<page no="${one.page_no}" name="${xml(one.name)}" editor="${xml(one.editor)}">\n${one.articles.map(article).join('\n')}\n</page>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<issue paper="${xml(paper.name)}" code="${paper.code}" licence="${xml(paper.licence)}" sponsor="${xml(paper.sponsor)}" day="${issue.day}" no="${issue.issue_no}" total="${issue.total_no}">
${pages.map(page).join('\n')}
</issue>
`
}

/** The package as ZIP bytes, and what it is called. */
export async function archivePackage(
  tx: Sql,
  files: Pick<FileStore, 'pathOf'>,
  issueId: bigint,
): Promise<{ name: string; bytes: Uint8Array }> {
  const issue = await findIssue(tx, issueId)
  const data = await issueData(tx, issueId)
  const members: ZipMember[] = []
  const add = async (name: string, fileId: bigint | null) => {
    if (fileId === null) return
    const file = await findFile(tx, fileId)
    members.push({ name, bytes: await readFile(files.pathOf(file.digest)) })
  }
  await add('issue.pdf', issue.pdf_file_id)
  for (const page of await pagesOf(tx, issueId)) {
    const no = String(page.page_no).padStart(2, '0')
    await add(`pages/${no}.jpg`, page.large_file_id)
    await add(`pages/${no}.pdf`, page.pdf_file_id)
  }
  members.push({ name: 'issue.json', bytes: Buffer.from(toJson(data)) })
  members.push({ name: 'issue.xml', bytes: Buffer.from(toXml(data)) })
  const list = members.map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  members.push({ name: 'SHA256SUMS', bytes: Buffer.from(list.join('')) })
  return { name: `${data.paper.name}-${issue.day}.zip`, bytes: writeZip(members) }
}
