// Long work around the commands: a printer's PDF into pages, the template into pages, the archive package out.

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { disposition, type FileStore, nameFile, readableFile } from '../platform/files/index.ts'
import {
  type Actor,
  type ApiParts,
  type Command,
  Id,
  json,
  mustBeAllowed,
  parseInput,
  perform,
  readJson,
} from '../platform/index.ts'
import { archivePackage } from './archive.ts'
import { pressPages } from './pages/press.ts'
import type { PressPage } from './pages/press-worker.ts'
import { takePages } from './pages/take-pages.ts'
import { textBlocks } from './pages/text-blocks.ts'
import { inPercent } from './pages/zones.ts'
import { EDITORS, findIssue, mustBeMadeFrom, mustBeOpen } from './rows.ts'
import { planIssue } from './typeset/plan.ts'
import { takeLayout } from './typeset/take-layout.ts'
import { type Fit, PAGE_MM, typeset } from './typeset/typeset.ts'

export type PressParts = Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & {
  files: FileStore
  fonts_dir: string | undefined
}
type Who = { actor: Actor; at: Date }

const PRESS = { name: 'newspaper.press', title: '制版', access: EDITORS } as const

/** Keeps bytes of our own making as a file of the person who asked for them; returns its id. */
async function keep({ pool, files }: PressParts, who: Who, name: string, bytes: Uint8Array): Promise<string> {
  async function* whole() {
    yield bytes
  }
  const type = name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg'
  const blob = await files.keep({ name, content_type: type, claimed_bytes: bytes.length }, whole())
  return String(await pool.begin(tx => nameFile(tx, who, blob)))
}

async function keepPage(parts: PressParts, who: Who, at: number, page: PressPage) {
  const no = String(at).padStart(2, '0')
  return {
    width_pt: page.width,
    height_pt: page.height,
    small_file_id: await keep(parts, who, `${no}-small.jpg`, page.small),
    large_file_id: await keep(parts, who, `${no}-large.jpg`, page.large),
    pdf_file_id: await keep(parts, who, `${no}.pdf`, page.pdf),
  }
}

const act = async (parts: PressParts, { actor, at }: Who, command: unknown, input: unknown) =>
  (await perform(parts.pool, command as Command, { id: randomUUID(), actor, at }, input)).output as Record<
    string,
    unknown
  >

/** Takes a printer's PDF in: pictures in two widths, text blocks with their places. */
export async function pressPdf(
  parts: PressParts,
  who: Who,
  { issue_id, file_id, first_page_no }: { issue_id: bigint; file_id: bigint; first_page_no: number },
): Promise<Record<string, unknown>> {
  const file = await parts.pool.begin('read only', async tx => {
    const issue = await findIssue(tx, issue_id)
    mustBeOpen(issue)
    mustBeMadeFrom(issue, 'pdf')
    return readableFile(tx, file_id, who.actor)
  })
  const found = await pressPages(await readFile(parts.files.pathOf(file.digest)))
  const pages: unknown[] = []
  for (const [at, page] of found.entries()) {
    const blocks = textBlocks(page.pieces).map(({ text, size, kind, ...box }) => ({
      kind,
      text: text.slice(0, 20_000),
      size,
      ...inPercent(box, page),
    }))
    pages.push({ ...(await keepPage(parts, who, first_page_no + at, page)), blocks })
  }
  return act(parts, who, takePages, {
    issue_id: String(issue_id),
    pdf_file_id: String(file_id),
    first_page_no,
    pages,
  })
}

const percent = (part: number, whole: number) =>
  Math.round(Math.min(100, Math.max(0, (part / whole) * 100)) * 100) / 100

/** Sets an issue from the template and takes the pages in; tells how they came out. */
export async function pressTemplate(parts: PressParts, who: Who, issueId: bigint): Promise<{ fits: Fit[] }> {
  const { paper, pictures } = await parts.pool.begin('read only', tx => planIssue(tx, issueId))
  const onDisk = new Map([...pictures].map(([name, digest]) => [name, parts.files.pathOf(digest)]))
  const { pdf, zones, fits } = typeset(paper, onDisk, parts.fonts_dir)
  const pages: unknown[] = []
  for (const [at, page] of (await pressPages(pdf)).entries())
    pages.push({ page_no: at + 1, ...(await keepPage(parts, who, at + 1, page)) })
  await act(parts, who, takeLayout, {
    issue_id: String(issueId),
    pdf_file_id: await keep(parts, who, 'issue.pdf', pdf),
    pages,
    zones: zones.map(zone => ({
      article_id: zone.key,
      left: percent(zone.x, PAGE_MM.width),
      top: percent(zone.y, PAGE_MM.height),
      right: percent(zone.x + zone.width, PAGE_MM.width),
      bottom: percent(zone.y + zone.height, PAGE_MM.height),
    })),
  })
  return { fits }
}

const PdfInput = z.strictObject({
  issue_id: Id,
  file_id: Id,
  first_page_no: z.number().int().min(1).max(99).default(1),
})
const IssueInput = z.strictObject({ issue_id: Id })

export function mountPress(app: Hono, parts: PressParts): void {
  const whoOf = async (c: Context): Promise<Who> => {
    const actor = await parts.actorOf(c)
    mustBeAllowed(PRESS, actor)
    return { actor: actor!, at: parts.now() }
  }
  app.post('/api/newspaper/press-pdf', async c => {
    const who = await whoOf(c)
    return json(c, await pressPdf(parts, who, parseInput(PdfInput, await readJson(c))))
  })
  app.post('/api/newspaper/press-template', async c => {
    const who = await whoOf(c)
    return json(c, await pressTemplate(parts, who, parseInput(IssueInput, await readJson(c)).issue_id))
  })
  app.get('/api/newspaper/archive', async c => {
    const actor = await parts.actorOf(c)
    mustBeAllowed({ name: 'newspaper.archive', title: '报纸归档包', access: 'signed-in' }, actor)
    const { issue_id } = parseInput(IssueInput, c.req.query())
    const { name, bytes } = await parts.pool.begin('isolation level repeatable read read only', tx =>
      archivePackage(tx, parts.files, issue_id),
    )
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/zip',
      'content-disposition': disposition('attachment', name),
      'cache-control': 'no-store',
    })
  })
}
