// Runs an import in the background or from the command line: reads, keeps the pictures, performs the batches. May be stopped
// or killed at any moment and begun again: it goes on with what has not been dealt with.
import { randomUUID } from 'node:crypto'
import { Refusal } from '../../kernel/index.ts'
import { type Actor, type Command, type Pool, perform, type Sql } from '../../platform/index.ts'
import { bodyFromHtml } from '../text/body-from-html.ts'
import { beginImport, finishImport, type GivenItem, HISTORY_SECTION, importItems } from './import-items.ts'
import type { FoundItem, ImportSource } from './item.ts'

const BATCH = 20
const HTML_MAX = 1_000_000
const NOTES_MAX = 20
const KEPT_MAX = 50_000

/** How a run reads and changes things: from the command line by the pool, in a job by the job's own hands. */
export type ImportHands = {
  read<T>(look: (tx: Sql) => Promise<T>): Promise<T>
  perform(command: unknown, input: unknown): Promise<unknown>
}

/** The hands of somebody at the command line or in a test. */
export const handsOf = (pool: Pool, actor: Actor, now: () => Date): ImportHands => ({
  read: look => pool.begin('read only', look as never) as never,
  perform: async (command, input) =>
    (await perform(pool, command as Command, { id: randomUUID(), actor, at: now() }, input)).output,
})

export type ImportRun = {
  hands: ImportHands
  source: ImportSource
  section?: string
  /** keeps a picture and gives its address here; undefined when it is no picture we can show */
  keepPicture?(picture: { bytes: Uint8Array; name: string }): Promise<string | undefined>
  /** fetches a picture the file does not hold */
  fetchPicture?(src: string): Promise<{ bytes: Uint8Array; name: string } | undefined>
  /** pictures that were kept in this run, by the address in the text */
  kept?: Map<string, string>
  /** told after every batch; throwing stops the run */
  progress?(done: { item_no: number; item_count: number }): void
}
export type ImportResult = { import_id: string; imported: number; skipped: number; failed: number }

/** Counts the items and shows what would become of them; nothing is kept. */
export async function previewSource(source: ImportSource) {
  const counts = { items: 0, stories: 0, others: 0, unreadable: 0 }
  const first: string[] = []
  for await (const item of source.items()) {
    counts.items += 1
    if (item.failed) counts.unreadable += 1
    else if (item.skip) counts.others += 1
    else {
      counts.stories += 1
      if (first.length < 5) first.push(item.headline)
    }
  }
  return { ...counts, first }
}

const picturesIn = (html: string) =>
  [...html.matchAll(/<img\b[^<>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(match =>
    (match[1] ?? match[2] ?? '').replaceAll('&amp;', '&'),
  )

async function keepOne(run: ImportRun, item: FoundItem, src: string): Promise<string | undefined> {
  if (!run.keepPicture) return undefined
  const known = run.kept?.get(src)
  if (known) return known
  try {
    const found = (await run.source.picture(item, src)) ?? (await run.fetchPicture?.(src))
    const address = found && (await run.keepPicture(found))
    // a picture of many posts is painted and entered once a run; those inside Word files have no address of their own
    if (address && run.source.kind === 'wxr' && run.kept && run.kept.size < KEPT_MAX) run.kept.set(src, address)
    return address
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The item as a body of ours: its pictures kept here, what could not be kept named. */
async function prepare(run: ImportRun, item: FoundItem, item_no: number): Promise<GivenItem> {
  const { html, cover, skip, failed = '', published_at, headline, notes, ...rest } = item
  const about = { ...rest, item_no, headline, published_at: published_at?.toISOString() ?? null }
  if (skip || failed) return { ...about, body: undefined, notes, skip, failed }
  if (html.length > HTML_MAX) return { ...about, body: undefined, notes, failed: '正文超过 100 万字符，不像一篇稿件' }
  const kept = new Map<string, string>()
  const missing: string[] = []
  const wanted = new Set(cover ? [cover, ...picturesIn(html)] : picturesIn(html))
  for (const src of wanted) {
    const address = await keepOne(run, item, src)
    if (address) kept.set(src, address)
    else missing.push(src.slice(0, 200))
  }
  const whole =
    cover && !html.includes(cover) ? `<figure><img src="${cover.replaceAll('"', '')}"></figure>${html}` : html
  const lost = missing.map(src => `图片没有带入：${src}`)
  const all = [...notes, ...lost].slice(0, NOTES_MAX)
  try {
    return { ...about, body: bodyFromHtml(whole, src => kept.get(src)), notes: all }
  } catch (error) {
    if (error instanceof Refusal) return { ...about, body: undefined, notes: all, failed: error.message }
    throw error
  }
}

/** Takes in everything the source holds; returns the counts over all runs of this file. */
export async function runImport(given: ImportRun): Promise<ImportResult> {
  const run = { kept: new Map<string, string>(), ...given }
  const { source, hands } = run
  const { items: item_count } = await previewSource(source)
  const begin = {
    kind: source.kind,
    file_name: source.file_name,
    digest: source.digest.toString('hex'),
    item_count,
    section: run.section ?? HISTORY_SECTION,
  }
  const { import_id } = (await hands.perform(beginImport, begin)) as { import_id: string }
  const rows = await hands.read(
    tx => tx<{ item_no: number }[]>`select item_no from newsroom.import_items
      where import_id = ${import_id} and outcome <> 'failed'`,
  )
  const done = new Set(rows.map(row => row.item_no))
  let batch: GivenItem[] = []
  const flush = async () => {
    if (batch.length > 0) await hands.perform(importItems, { import_id, items: batch })
    batch = []
  }
  let item_no = 0
  for await (const item of source.items()) {
    item_no += 1
    if (done.has(item_no)) continue
    batch.push(await prepare(run, item, item_no))
    if (batch.length < BATCH) continue
    await flush()
    run.progress?.({ item_no, item_count })
  }
  await flush()
  const counts = (await hands.perform(finishImport, { import_id })) as Omit<ImportResult, 'import_id'>
  return { import_id: String(import_id), ...counts }
}
