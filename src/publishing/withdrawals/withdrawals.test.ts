import { createPublicKey, verify } from 'node:crypto'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { connected, pathOf, setFaults } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, correctedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { serveEmulators } from '../../channels/emulators/serve.ts'
import { readDocument, unzip } from '../../platform/documents/index.ts'
import { ask, errorAnswer, type Query, signatureHolds } from '../../platform/index.ts'
import { proveByHand } from '../by-hand/kit.ts'
import { finding, findings, openFinding, restoreRelease, retractFound, settleFinding } from '../patrol/findings.ts'
import { confirmRecheck, patrol } from '../patrol/patrol.ts'
import { release } from '../releases/release-edition.ts'
import { publishingTodos } from '../todos.ts'
import { mountCertificates } from './certificate-file.ts'
import { proveStep } from './prove-step.ts'
import { withdrawStory } from './withdraw-story.ts'
import { withdrawal, withdrawals } from './withdrawal-queries.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const served = await serveEmulators(0)
afterAll(() => Promise.all(served.map(one => one.stop())))
const by = (name: string) => served.find(one => one.name === name)!
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const site = await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
const hand = await account(pool, 'manual', 'douyin')
const weibo = await connected(pool, 'weibo', by('weibo').url)
const province = await connected(pool, 'provincial', by('provincial').url)
const places = [site, hand, weibo, province]
const as = (when = at) => ({ actor: publisher, at: when })
const read = (declared: unknown, input: unknown) =>
  ask(pool, declared as Query, { actor: publisher, at }, input) as Promise<Record<string, never>>

/** A story that is visible on a site, by hand, on Weibo and with the province. */
async function everywhere() {
  for (const one of served) await setFaults(one, [], { slow_ms: 1 })
  const story = await approvedStory(pool, crew, {
    channels: ['site', 'douyin', 'weibo', 'provincial'],
    headline: `第${Math.random()}条`,
  })
  await run(pool, release, { edition_id: story.edition_id, account_ids: places }, as())
  for (const seconds of [0, 5, 10, 60]) await deliverDue(pool, later(seconds), pathOf)
  const { id } = await releaseOf(pool, story.edition_id, hand)
  await run(pool, proveByHand, { release_id: String(id), url: `https://www.douyin.com/video/${id}` }, as())
  for (const place of places) expect((await releaseOf(pool, story.edition_id, place)).state).toBe('visible')
  return story
}

const order = { reason: '事实有误', note: '本文因事实有误已撤回。', ordered_by: '示例主任' }
type Shown = {
  id: bigint
  cleared_at: Date | null
  signature_holds: boolean
  certificate: string
  signature: string
  steps: { id: bigint; way: string; state: string }[]
}
const shown = async (withdrawal_id: unknown) => (await read(withdrawal, { withdrawal_id })) as unknown as Shown

test('a retraction: the site at once, interfaces by their calls, a person with proof; then a certificate that cannot be changed', async () => {
  const { story_id, edition_id } = await everywhere()
  await setFaults(by('weibo'), [{ op: 'destroy', kind: 'lost', rate: 1, left: 1 }])
  const made = await run(pool, withdrawStory, { story_id, kind: 'kill', ...order }, as(later(120)))
  expect(made.cleared).toBe(false)
  const [article] = await pool`select withdrawn_kind, tombstone from publishing.articles where story_id = ${story_id}`
  expect(article).toEqual({ withdrawn_kind: 'kill', tombstone: '本文因事实有误已撤回。' })
  for (const seconds of [120, 125, 130]) await deliverDue(pool, later(seconds), pathOf)
  const open = (await shown(made.withdrawal_id)).steps.filter(step => step.state === 'open')
  expect(open).toMatchObject([{ way: 'by_hand' }])
  const todos = await pool.begin(tx => publishingTodos.list(tx, publisher, '2026-03-02'))
  expect(todos.map(todo => todo.title).join()).toContain('去平台撤下')
  const step_id = String(open[0]!.id)
  await run(pool, proveStep, { step_id, note: '已在抖音删除' }, as(later(300)))
  expect(await refusalOf(run(pool, proveStep, { step_id, note: '再来' }, as()))).toBe('publishing.step-closed')
  const clear = await shown(made.withdrawal_id)
  expect(clear).toMatchObject({ signature_holds: true })
  expect(JSON.parse(clear.certificate)).toMatchObject({ in_time: true, steps: { length: 4 } })
  expect(signatureHolds(clear.certificate.replace('true', 'false'), Buffer.from(clear.signature, 'base64'))).toBe(false)
  for (const place of places) expect((await releaseOf(pool, edition_id, place)).state).toBe('withdrawn')
  const province_item = by('provincial').emulator.desk.posts.length
  expect(province_item).toBeGreaterThan(0)
  const again = run(pool, release, { edition_id, account_ids: [await account(pool, 'site', 'site')] }, as())
  expect(await refusalOf(again)).toBe('publishing.story-withdrawn')
  expect(await refusalOf(run(pool, withdrawStory, { story_id, kind: 'kill', ...order }, as()))).toBe(
    'publishing.nothing-out',
  )
})

const corrected = (story: { story_id: string }) => correctedStory(pool, crew, story)

test('a correction: sites show the corrected text with its note, other channels lose the old and get the new', async () => {
  const story = await everywhere()
  const { story_id } = story
  const without = run(pool, withdrawStory, { story_id, kind: 'correct', ...order }, as())
  expect(await refusalOf(without)).toBe('publishing.corrected-wanted')
  const edition_id = await corrected(story)
  const input = { story_id, kind: 'correct', edition_id, ...order, note: '原文标题有误，已更正。' }
  const { withdrawal_id } = await run(pool, withdrawStory, input, as(later(200)))
  const meanwhile = run(pool, withdrawStory, { story_id, kind: 'kill', ...order }, as(later(201)))
  expect(await refusalOf(meanwhile)).toBe('publishing.taken-back-now')
  const [article] = await pool`select title, corrections from publishing.articles where story_id = ${story_id}`
  expect(article).toMatchObject({ title: '改正过的标题', corrections: [{ note: '原文标题有误，已更正。' }] })
  const before = by('weibo').emulator.desk.posts.length
  for (const seconds of [200, 205, 210, 270]) await deliverDue(pool, later(seconds), pathOf)
  expect(by('weibo').emulator.desk.posts.length).toBe(before + 1)
  const open = (await shown(withdrawal_id)).steps.find(step => step.state === 'open')!
  await run(pool, proveStep, { step_id: String(open.id), note: '已在抖音改标题' }, as(later(300)))
  for (const place of places) expect((await releaseOf(pool, edition_id, place)).state).toBe('visible')
  expect((await releaseOf(pool, story.edition_id, weibo)).state).toBe('withdrawn')
  expect((await shown(withdrawal_id)).signature_holds).toBe(true)
  const { withdrawals: list } = (await read(withdrawals, {})) as unknown as { withdrawals: { id: bigint }[] }
  expect(list.length).toBeGreaterThan(1)
})

test('the patrol finds a page that was changed behind our back, and a piece that is gone; a person settles it', async () => {
  const { story_id, edition_id } = await everywhere()
  await pool`update publishing.articles set body_html = '<p>改过的</p>' where story_id = ${story_id}`
  const { external_id } = await releaseOf(pool, edition_id, weibo)
  await fetch(`${by('weibo').url}/2/statuses/destroy.json`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: 'x', id: external_id! }),
  })
  const work = {
    read: (look: never) => pool.begin(look),
    perform: (declared: never, input: never) =>
      run(pool, declared, input, { actor: { id: 'system', name: '系统', roles: [] }, at: later(400) }),
    now: () => later(400),
    attempt_no: 1,
    signal: new AbortController().signal,
  }
  await pool`update publishing.releases set url = null where account_id = ${hand}`
  for (const _twice of [1, 2]) await patrol.run(work as never)
  const list = (await read(findings, {})) as unknown as { id: bigint; kind: string }[]
  expect(list.map(one => one.kind).sort()).toEqual(['changed', 'gone'])
  const finding_id = String(list[0]!.id)
  await run(pool, settleFinding, { finding_id, settlement: '同意保留' }, as())
  expect(await refusalOf(run(pool, settleFinding, { finding_id, settlement: '再' }, as()))).toBe(
    'publishing.no-such-finding',
  )
  // what was accepted as it stands is not found again
  await patrol.run(work as never)
  const open = async () => ((await read(findings, {})) as unknown as Found[]).filter(one => one.decision === null)
  expect(await open()).toHaveLength(1)
  await run(pool, confirmRecheck, { edition_id, note: '各渠道看过' }, as())
  expect(await refusalOf(run(pool, confirmRecheck, { edition_id }, as()))).toBe('publishing.already-rechecked')
  const journal = await pool<
    { command: string }[]
  >`select distinct command from platform.journal where actor = 'system'`
  const names = journal.map(one => one.command)
  expect(names).toEqual(expect.arrayContaining(['publishing.record-take-back', 'publishing.open-finding']))
  expect(await refusalOf(read(withdrawal, { withdrawal_id: '99999' }))).toBe('publishing.no-such-withdrawal')
})

type Found = { id: bigint; kind: string; account: string; decision: string | null }
type Compared = { approved: { title: string; text: string }; live: { title: string; text: string } | null }

/** Opens a finding as the patrol does. */
async function found(release_id: bigint, kind: string): Promise<string> {
  const system = { id: 'system', name: '系统', roles: [] }
  await run(pool, openFinding, { release_id: String(release_id), kind, message: '不符' }, { actor: system, at })
  const [row] = await pool`select id from publishing.findings where release_id = ${release_id} and settled_at is null`
  return String(row!.id)
}

test('a finding shows what was approved beside what stands there, and what was approved is put back: on our site at once, elsewhere by hand', async () => {
  const { story_id, edition_id } = await everywhere()
  const [before] = await pool`select title, body_html, slug from publishing.articles where story_id = ${story_id}`
  await pool`update publishing.articles set title = '被人改过', body_html = '<p>x</p>', body_text = 'x' where story_id = ${story_id}`
  const onSite = await found((await releaseOf(pool, edition_id, site)).id, 'changed')
  const waiting = await pool.begin(tx => publishingTodos.list(tx, publisher, '2026-03-02'))
  expect(waiting.map(todo => todo.path)).toContain(`/publishing/patrol/${onSite}`)
  const compared = (await read(finding, { finding_id: onSite })) as unknown as Compared
  expect(compared.approved.title).toBe(before!.title)
  expect(compared.live).toMatchObject({ title: '被人改过', text: 'x' })
  const clerk = run(pool, restoreRelease, { finding_id: onSite }, { actor: staff('editor'), at })
  expect(await refusalOf(clerk)).toBe('platform.forbidden')
  expect(await run(pool, restoreRelease, { finding_id: onSite }, as())).toMatchObject({ by_hand: false })
  const [after] = await pool`select title, body_html, slug from publishing.articles where story_id = ${story_id}`
  expect(after).toEqual(before)
  const atHand = await found((await releaseOf(pool, edition_id, hand)).id, 'gone')
  expect(await run(pool, restoreRelease, { finding_id: atHand }, as())).toMatchObject({ by_hand: true })
  const { id, state } = await releaseOf(pool, edition_id, hand)
  expect(state).toBe('by_hand')
  await run(pool, proveByHand, { release_id: String(id), url: `https://www.douyin.com/video/again-${id}` }, as())
  expect((await releaseOf(pool, edition_id, hand)).state).toBe('visible')
})

test('a finding leads to a retraction of the whole story, which decides its other findings too', async () => {
  const { edition_id } = await everywhere()
  const first = await found((await releaseOf(pool, edition_id, site)).id, 'changed')
  const other = await found((await releaseOf(pool, edition_id, hand)).id, 'unreachable')
  const made = await run(pool, retractFound, { finding_id: first, ...order }, as())
  expect(made).toMatchObject({ cleared: false })
  expect((await releaseOf(pool, edition_id, site)).state).toBe('withdrawn')
  expect(await refusalOf(run(pool, settleFinding, { finding_id: other, settlement: '晚了' }, as()))).toBe(
    'publishing.no-such-finding',
  )
})

test('the certificate goes out as PDF and as a package whose signature anybody can check; before all is clear there is none', async () => {
  const app = new Hono()
  app.onError((error, c) => errorAnswer(c, error, console.error))
  mountCertificates(app, { pool, actorOf: async () => publisher, now: () => at, fonts_dir: undefined })
  const file = (id: unknown, format: string) =>
    app.request(`/api/publishing/certificate-file?withdrawal_id=${id}&format=${format}`)
  const { story_id } = await everywhere()
  const made = await run(pool, withdrawStory, { story_id, kind: 'kill', ...order }, as(later(120)))
  expect(await (await file(made.withdrawal_id, 'pdf')).json()).toMatchObject({ code: 'publishing.not-clear-yet' })
  for (const seconds of [120, 125, 130]) await deliverDue(pool, later(seconds), pathOf)
  const [step] = (await shown(made.withdrawal_id)).steps.filter(one => one.state === 'open')
  await run(pool, proveStep, { step_id: String(step!.id), note: '已在抖音删除' }, as(later(300)))
  const clear = await shown(made.withdrawal_id)
  const pdf = new Uint8Array(await (await file(made.withdrawal_id, 'pdf')).arrayBuffer())
  const text = JSON.stringify(await readDocument(pdf, '凭证.pdf')).replace(/\s|\\[nt]/g, '')
  expect(text).toContain('撤稿凭证')
  expect(text).toContain(clear.signature.slice(0, 16))
  const zip = await unzip(new Uint8Array(await (await file(made.withdrawal_id, 'zip')).arrayBuffer()), '核验包.zip')
  const key = createPublicKey(Buffer.from((await zip.read('public-key.pem'))!))
  const signature = Buffer.from((await zip.read('signature.bin'))!)
  const certificate = Buffer.from((await zip.read('certificate.json'))!)
  expect(verify(null, certificate, key, signature)).toBe(true)
  const changed = Buffer.from(certificate.toString().replace('true', 'false'))
  expect(verify(null, changed, key, signature)).toBe(false)
})
