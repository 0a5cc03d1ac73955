// What the sample's residents read: a dozen invented stories on both sites, written, reviewed and released by the sample's people
// over three days, and one issue of the newspaper made of them. Pictures are painted here; nothing shows a real place.
import { createHash } from 'node:crypto'
import { dayOf } from '../src/kernel/index.ts'
import { pressTemplate } from '../src/newspaper/index.ts'
import { keepPicture } from '../src/newsroom/media/media-routes.ts'
import type { FileStore } from '../src/platform/files/index.ts'
import { type Actor, type Command, type Pool, perform } from '../src/platform/index.ts'
import { paintPicture } from './pictures.ts'
import { type SampleStory, STORIES } from './stories-table.ts'

type Named = (name: string) => Command | undefined
type Run = (who: Actor, name: string, input: unknown, key: string, at?: Date) => Promise<Record<string, unknown>>
type People = (login: string) => Actor

const HOUR_MS = 3_600_000
/** how far apart the stories came out, newest first */
const APART_HOURS = 5

function idFrom(text: string): string {
  const hex = createHash('sha256').update(`sample|sites|${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** Enters a painted picture in the library; its address on the site. */
async function pictureOf(
  { pool, files, who }: { pool: Pool; files: FileStore; who: Actor },
  picture: NonNullable<SampleStory['picture']>,
  at: Date,
): Promise<string> {
  const given = {
    bytes: paintPicture(picture.name),
    name: `${picture.name}.jpg`,
    type: 'image/jpeg',
    original_id: null,
  }
  const about = { caption: picture.caption, alt: picture.caption, rights: 'own', is_example: true }
  const id = idFrom(`picture|${picture.name}|${picture.caption}`)
  return (await keepPicture({ pool, files, at, id }, who, given, about)).src
}

/** Brings one story through its three reviews; returns its edition. */
async function approve(
  run: Run,
  people: People,
  story: SampleStory,
  src: string | undefined,
  at: Date,
): Promise<string> {
  const { headline, section, lead, tags = [], repost, ai = 'none' } = story
  const figure = src
    ? [{ type: 'image', attrs: { src, alt: story.picture!.caption, title: story.picture!.caption } }]
    : []
  const body = { type: 'doc', content: [...figure, ...story.body.map(paragraph)] }
  const byline = { reporter: repost ? '' : '示例采编甲', correspondent: '', editor: '示例采编乙', proofreader: '' }
  const kind = repost ? { origin: 'repost', repost } : {}
  const channels = ['site', 'wechat', 'newspaper']
  const input = { headline, section, lead, body, byline, tags, ai, channels, is_example: true, ...kind }
  const { story_id } = await run(people('caibian1'), 'newsroom.create-story', input, headline, at)
  const submit = { story_id, version_no: 1, ...(repost ? { note: '示例：转载自示例省报' } : {}) }
  const { content_hash } = await run(people('caibian1'), 'newsroom.submit-story', submit, headline, at)
  let edition = ''
  for (const [step, login] of [
    ['review1', 'caibian2'],
    ['review2', 'baokan'],
    ['review3', 'zhuren'],
  ] as const) {
    const decision = { story_id, step, content_hash, decision: 'pass', opinion: '同意（示例）' }
    const { edition_id } = await run(people(login), 'newsroom.decide-review', decision, `${headline}|${step}`, at)
    if (edition_id) edition = String(edition_id)
  }
  return edition
}

const PAGES = [
  { name: '要闻', stories: [0, 2, 1] },
  { name: '民生', stories: [7, 8, 9] },
  { name: '乡街道', stories: [5, 6] },
  { name: '综合', stories: [3, 4, 10, 11] },
]
const WEIGHTS = ['lead', 'major', 'major', 'minor'] as const

async function loadPaper(
  parts: { pool: Pool; files: FileStore; fonts_dir: string | undefined },
  run: Run,
  people: People,
  editions: readonly string[],
  now: Date,
): Promise<void> {
  const [director, editor] = [people('zhuren'), people('baokan')]
  const masthead = {
    name: '北塔报',
    licence: '内部资料 免费交流（示例）',
    sponsor: '北塔区融媒体中心主办',
    frequency: '周报',
  }
  await run(director, 'newspaper.set-paper', { code: 'btb', ...masthead }, 'paper')
  const issue = { paper: 'btb', day: dayOf(now), issue_no: 48, total_no: 612, made_from: 'template', is_example: true }
  const pages = PAGES.map(({ name }) => ({ name, editor: '示例报刊' }))
  const opened = await run(editor, 'newspaper.open-issue', { ...issue, pages }, 'issue')
  const issue_id = String(opened.issue_id)
  for (const [at, page_id] of (opened.page_ids as string[]).entries()) {
    const stories = PAGES[at]!.stories.map((n, place) => ({ edition_id: editions[n], weight: WEIGHTS[place] }))
    await run(editor, 'newspaper.place-stories', { page_id, stories }, `place ${at}`)
  }
  await run(editor, 'newspaper.add-notice', { page_id: (opened.page_ids as string[])[2], kind: 'ad', ...NOTICE }, 'ad')
  // a load that was cut short goes on: what was set stays as it is
  const [unset] =
    await parts.pool`select 1 from newspaper.pages where issue_id = ${issue_id} and large_file_id is null limit 1`
  const press = { ...parts, now: () => now, actorOf: async () => editor }
  if (unset) await pressTemplate(press, { actor: editor, at: now }, BigInt(issue_id))
  for (const page_id of opened.page_ids as string[]) {
    for (const [round, login] of ['caibian1', 'caibian2', 'baokan'].entries()) {
      const proof = { page_id, round: round + 1, error_count: 0, note: '示例' }
      await run(people(login), 'newspaper.record-proof', proof, `proof ${page_id} ${round}`)
    }
    await run(director, 'newspaper.sign-page', { page_id }, `sign ${page_id}`)
  }
  await run(editor, 'newspaper.close-copy', { issue_id }, 'close')
  await run(director, 'newspaper.print-issue', { issue_id }, 'print')
  await run(editor, 'newspaper.publish-issue', { issue_id }, 'publish')
}

const NOTICE = {
  title: '公益广告：读书',
  body: '（示例）一天读十页，一年读完十二本书。\n区图书馆周五、周六开放到晚上九点半，等您来。',
}

/** Loads the stories, and with a store of files their pictures and the newspaper. */
export async function loadSites(
  pool: Pool,
  named: Named,
  now: Date,
  store: { files: FileStore; fonts_dir: string | undefined } | undefined,
): Promise<void> {
  const rows = await pool<{ id: bigint; login: string; name: string }[]>`
    select id, login, name from people.persons where is_example`
  const people: People = login => {
    const { id, name } = rows.find(row => row.login === login)!
    return { id: String(id), name, roles: login === 'zhuren' ? ['director'] : ['editor'] }
  }
  const run: Run = async (actor, name, input, key, at = now) =>
    (await perform(pool, named(name)!, { id: idFrom(`${name}|${key}`), actor, at }, input)).output as Record<
      string,
      unknown
    >
  const sites = await pool<{ id: bigint }[]>`select id from channels.accounts where adapter = 'site' order by id`
  const account_ids = sites.map(site => String(site.id))
  const list = { list_version: '示例名单', listed_from: '2020-01-01' }
  const sources = [{ unit: '示例省报', category: '省级媒体', site: 'https://news.example.com', status: 'active' }]
  await run(people('zhuren'), 'newsroom.import-sources', { ...list, sources }, 'sources')
  const editions: string[] = []
  for (const [n, story] of [...STORIES.entries()].toReversed()) {
    const at = new Date(now.getTime() - n * APART_HOURS * HOUR_MS)
    const who = people('caibian1')
    const src =
      store && story.picture ? await pictureOf({ pool, files: store.files, who }, story.picture, at) : undefined
    editions[n] = await approve(run, people, story, src, at)
    const release = { edition_id: editions[n], account_ids }
    await run(people('zhuren'), 'publishing.release', release, story.headline, at)
  }
  if (store) await loadPaper({ pool, ...store }, run, people, editions, now)
}
