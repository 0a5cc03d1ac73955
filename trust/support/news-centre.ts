// A newsroom set up through HTTP: a writer, three reviewers, channel accounts, and stories approved one after the other.
import { type ChildProcess, spawn } from 'node:child_process'
import { must, setUpCentre } from './centre.ts'
import { type Client, openClient, signIn } from './client.ts'
import { LAUNCHER, type Product } from './product.ts'

const PASSWORD = '发布试验的长口令-9q4x'
const CREW = ['writer', 'first', 'second', 'final'] as const

export type Newsroom = Record<(typeof CREW)[number] | 'admin', Client>

/** Sets an empty product up with a crew that can approve stories. */
export async function setUpNewsroom(product: Product): Promise<Newsroom> {
  const admin = await setUpCentre(product, 16)
  const crew: Record<string, Client> = { admin }
  const ids: Record<string, string> = {}
  for (const login of CREW) {
    const roles = [login === 'final' ? 'director' : 'editor']
    const person = { name: login, login, roles, joined_on: '2024-01-01', password: PASSWORD, must_change: false }
    ids[login] = (await must(admin, 'people.add-person', person)).person_id
    crew[login] = openClient(product.url, await signIn(product.url, login, PASSWORD), 16)
  }
  const reviewers = [
    { step: 'review1', person_id: ids.first, place: 'A' },
    { step: 'review2', person_id: ids.second, place: 'A' },
    { step: 'review3', person_id: ids.final, place: 'A' },
  ]
  await must(admin, 'newsroom.name-reviewers', { reviewers })
  return crew as Newsroom
}

export async function addAccount(
  room: Newsroom,
  name: string,
  adapter: string,
  kind: string,
  more = {},
): Promise<string> {
  const input = { platform: adapter, name, owner_kind: 'own', owner_unit: '试验融媒体中心', kind, adapter, ...more }
  return (await must(room.admin, 'channels.add-account', input)).account_id
}

/** A trial sends in minutes what a centre sends in years. */
export async function withoutQuota(room: Newsroom, account_id: string, adapter: string, operation: string) {
  const quota = { per: 'day', count_max: 1_000_000, effective_from: '2020-01-01', source: '试验' }
  await must(room.admin, 'channels.set-quota', { adapter, account_id, operation, ...quota })
}

/** One story through all three reviews; its edition's id. */
export async function approvedEdition(room: Newsroom, headline: string, channels: readonly string[]): Promise<string> {
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: `${headline}。` }] }] }
  const { story_id, version_no } = await must(room.writer, 'newsroom.create-story', { headline, body, channels })
  const submitted = { story_id, version_no, lane: 'normal' }
  const { content_hash } = await must(room.writer, 'newsroom.submit-story', submitted)
  const decision = { story_id, content_hash, decision: 'pass' }
  await must(room.first, 'newsroom.decide-review', { ...decision, step: 'review1' })
  await must(room.second, 'newsroom.decide-review', { ...decision, step: 'review2' })
  return (await must(room.final, 'newsroom.decide-review', { ...decision, step: 'review3' })).edition_id
}

/** Does something for 0 … count-1, so many at a time. */
export async function each(count: number, width: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) {
      next += 1
      await work(next - 1)
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
}

export type Platforms = { url(name: string): string; stop(): void }

/** The emulated platforms as a process of their own, below the ports that the system hands out. */
export async function startPlatforms(): Promise<Platforms> {
  const base = 12_000 + Math.floor(Math.random() * 19_000)
  const child: ChildProcess = spawn(process.execPath, [LAUNCHER, 'emulators', '--port-base', String(base)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', part => {
      log += part
    })
  const stop = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // already gone
    }
  }
  process.once('exit', stop)
  const deadline = performance.now() + 60_000
  while (!log.includes('provincial')) {
    if (performance.now() > deadline || child.exitCode !== null) throw new Error(`the platforms did not start: ${log}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  const url = (name: string) => new RegExp(`${name} +(http://\\S+)`).exec(log)![1]!
  return { url, stop }
}

export async function control(platform: string, given: Record<string, unknown>): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${platform}/__control`, { method: 'POST', headers, body: JSON.stringify(given) })
}

export type Post = { id: string; key: string; facts: Record<string, unknown> }
export async function postsOf(platform: string): Promise<Post[]> {
  return ((await (await fetch(`${platform}/__posts`)).json()) as { posts: Post[] }).posts
}
