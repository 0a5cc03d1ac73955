// The product as a process of its own for benchmarks that speak HTTP: filled before it starts, then started by bin/beita.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { allCommands } from '../src/app.ts'
import { type Command, openInstallation, type Pool, programDir, readConfig } from '../src/platform/index.ts'
import { wordsOf } from '../src/platform/search/index.ts'
import { doCommand } from './place.ts'

const READY_MS = 90_000
export const SITE = 'news'
export const SECTIONS = ['要闻', '部门', '乡街道', '民生', '专题']

export const named = (name: string): Command => allCommands.find(command => command.name === name)!

export type Product = { url: string; port: number; stop(): Promise<void> }
export type Story = { slug: string; title: string; lead: string; body: string; section: string; at: Date }

/** A folder with a unit, one site and whatever `fill` puts there; then the product over it. */
export async function startProduct(fill: (pool: Pool) => Promise<void>): Promise<Product> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-bench-'))
  const installation = await openInstallation(readConfig({ DATA_DIR: folder, PORT: '0' }), 'server')
  const { pool } = installation
  await doCommand(pool, named('people.set-unit'), { name: '基准中心', district: '基准区', sections: ['新闻采访部'] })
  const own = { owner_kind: 'own', owner_unit: '基准中心' }
  await doCommand(pool, named('channels.add-account'), {
    ...own,
    platform: '网站',
    name: '基准新闻网',
    handle: SITE,
    kind: 'site',
    adapter: 'site',
  })
  await fill(pool)
  await installation.close()
  const child = spawn(process.execPath, [path.join(programDir, 'bin/beita'), 'start', '--empty'], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await ready(child)
  return {
    url,
    port: Number(new URL(url).port),
    async stop() {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(child: ChildProcess): Promise<string> {
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', part => {
      log += part
    })
  for (const deadline = performance.now() + READY_MS; performance.now() < deadline; await pause(25)) {
    const url = /公开页面 {2}(http:\/\/[^/\s]+)/.exec(log)?.[1]
    if (url) return url
    if (child.exitCode !== null) break
  }
  child.kill('SIGKILL')
  throw new Error(`the product did not start: ${log}`)
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')

/** Loads stories straight into the site's articles and the index of words, as releases would have left them. */
export async function loadStories(pool: Pool, stories: readonly Story[]): Promise<void> {
  await pool.begin(async tx => {
    // rows of newsroom/ behind the articles are not needed for reading, so their keys are not looked up
    await tx`set local session_replication_role = replica`
    await tx`create temporary table incoming (no int, slug text, title text, lead text, body text, section text, at timestamptz,
      words text) on commit drop`
    const [site] = await tx<{ id: bigint }[]>`select id from channels.accounts where adapter = 'site' limit 1`
    const kind = `site-${site!.id}`
    const into = await tx`copy incoming from stdin`.writable()
    for (const [no, { slug, title, lead, body, section, at }] of stories.entries()) {
      const words = wordsOf({ kind, title, lead, body })
      const row = [String(no + 1), slug, title, lead, body, section, at.toISOString(), words]
      if (!into.write(`${row.map(escaped).join('\t')}\n`)) await new Promise(resolve => into.once('drain', resolve))
    }
    await new Promise((resolve, reject) => {
      into.once('finish', resolve)
      into.once('error', reject)
      into.end()
    })
    await tx`insert into publishing.articles (site_id, slug, story_id, edition_id, release_id, title, lead, body_html, body_text,
        section, tags, extra, content_hash, published_at, updated_at)
      select ${site!.id}, slug, no, no, no, title, lead, '<p>' || replace(body, E'\n', '</p><p>') || '</p>', body, section, '{}',
        '{"byline":{"reporter":"基准记者","editor":"基准编辑"}}', sha256(body::bytea), at, at from incoming`
    await tx`insert into platform.search_documents (kind, ref, at, words)
      select ${kind}, a.id::text, i.at, i.words::tsvector
      from incoming i join publishing.articles a on a.slug = i.slug`
  })
  await pool`analyze publishing.articles`
  await pool`analyze platform.search_documents`
}

/** The same numbers every time. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const PLACES = ['江北街道', '新塔社区', '桃花村', '陈家桥', '茶元头', '田江', '状元洲', '西湖路', '高铁新区', '老城厢']
const THINGS = [
  '食堂',
  '图书馆',
  '篮球赛',
  '大桥',
  '绿道',
  '水车',
  '招聘会',
  '义诊',
  '菜市场',
  '路灯',
  '公交线',
  '幼儿园',
  '合作社',
  '文化站',
  '防汛演练',
  '垃圾分类',
  '老年大学',
  '非遗工坊',
  '消防站',
  '停车场',
]
const EVENTS = [
  '正式启用',
  '完成改造',
  '征求意见',
  '周末开放',
  '迎来检查',
  '扩大规模',
  '举行活动',
  '获得表彰',
  '公布名单',
  '提前完工',
]
const SENTENCES = [
  '当天上午，记者在现场看到，前来办事和参观的居民排起了队。',
  '工作人员介绍，项目从立项到完工用了八个月，资金全部公开。',
  '附近居民说，以前要走很远的路，现在出门几分钟就到。',
  '下一步，有关部门将根据群众意见继续改进，并定期公布进展。',
  '志愿者把活动的安排印成一页纸，送到每家每户。',
  '负责人表示，安全放在第一位，每天检查并登记。',
  '孩子们围成一圈，听老人讲过去的故事。',
  '到了傍晚，江边的风吹过来，散步的人渐渐多了。',
]

/** An invented story among many like it. */
export function madeStory(no: number, random: () => number, now: Date): Story {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const [place, thing, event] = [pick(PLACES), pick(THINGS), pick(EVENTS)]
  const sentences = Array.from({ length: 6 + Math.floor(random() * 6) }, () => pick(SENTENCES))
  sentences.splice(
    Math.floor(random() * sentences.length),
    0,
    `${pick(PLACES)}的${pick(THINGS)}也在同一天${pick(EVENTS)}。`,
  )
  return {
    slug: `s-${no}`,
    title: `${place}${thing}${event}`,
    lead: `${place}的${thing}${event}，方便周边居民。`,
    body: [sentences.slice(0, 3).join(''), sentences.slice(3, 6).join(''), sentences.slice(6).join('')]
      .filter(Boolean)
      .join('\n'),
    section: SECTIONS[no % SECTIONS.length]!,
    at: new Date(now.getTime() - no * 600_000),
  }
}
