// Import: a WordPress export is taken in by `bin/beita import` and the program is killed five times on the way. In the end
// every post is there once, with its date, its words and its picture; a second import changes nothing.
// Run: npm run trust:import    Options: --quick, --posts N, --kills N, --seed N
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { random } from '../samples/random.ts'
import { jpegFile } from '../test/support/pictures.ts'
import { attachment, manyPosts, wxrFile, wxrZip } from '../test/support/wxr.ts'
import { type Judge, openJudge } from './support/judge.ts'
import { LAUNCHER, startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

const PICTURES = 8
const FIRST_ID = 100
const KILL_AFTER_MS = 2_000

const options = trialOptions({ posts: { full: 1400, quick: 120 }, kills: { full: 5, quick: 3 } })
const verdict = openVerdict('import', options.seed)
const { data_dir, remove } = trialFolder()

function writeExport(): string {
  const file = path.join(data_dir, 'old-site.zip')
  const uploads = Object.fromEntries(
    Array.from({ length: PICTURES }, (_, n) => [`2019/05/p${n}.png`, new Uint8Array(jpegFile(60 + n, 40))]),
  )
  const menu = attachment(9, '2019/05/p0.png')
  writeFileSync(file, wxrZip(wxrFile(menu, ...manyPosts(options.posts, PICTURES)), uploads))
  return file
}

/** Runs the import; `until` kills it with everything it started as soon as that many items were told done, and a little later. */
function importOnce(
  file: string,
  until?: { item_no: number; later_ms: number },
): Promise<{ code: number | null; out: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [LAUNCHER, 'import', file, '--kind', 'wxr'], {
      detached: true,
      env: { ...process.env, DATA_DIR: data_dir },
    })
    let out = ''
    let doomed = false
    const kill = async () => {
      await pause(until!.later_ms)
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // it was done before
      }
    }
    const hear = (part: Buffer) => {
      out += part
      const told = Number(/.*已处理 (\d+)/s.exec(out)?.[1] ?? 0)
      if (!until || doomed || told < until.item_no) return
      doomed = true
      void kill()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', code => resolve({ code, out }))
  })
}

type Counts = { missing: number; doubled: number; wrong: number; pictureless: number; items: number; versions: number }

/** Straight from the tables: nothing of the product's own counting is believed. */
async function judged(judge: Judge): Promise<Counts> {
  const [row] = await judge<Counts[]>`
    with wanted as (select n, 'http://old.example.gov.cn#' || (${FIRST_ID}::int + n) key from generate_series(0, ${options.posts}::int - 1) n),
      found as (
        select w.n, count(h.story_id)::int times, bool_and(s.headline = '旧闻第' || (w.n + 1) || '条'
            and v.body_text like '第一段，编号 ' || (w.n + 1) || '。%'
            and h.published_at = '2019-05-06T07:08:09Z') right_words,
          bool_and(v.body_html like '%<img src="/media/%') picture
        from wanted w left join newsroom.historical_stories h on h.item_key = 'wxr:' || w.key
        left join newsroom.stories s on s.id = h.story_id
        left join newsroom.versions v on v.story_id = h.story_id and v.version_no = 1
        group by w.n)
    select count(*) filter (where times = 0)::int missing, count(*) filter (where times > 1)::int doubled,
      count(*) filter (where times = 1 and not right_words)::int wrong,
      count(*) filter (where times = 1 and not picture)::int pictureless,
      (select count(*) from newsroom.import_items where outcome = 'imported')::int items,
      (select count(*) from newsroom.versions where kind = 'imported')::int versions
    from found`
  return row!
}

/** A judge who cannot see a lost or a doubled post proves nothing. */
async function controls(judge: Judge): Promise<void> {
  await judge`alter table newsroom.historical_stories disable trigger historical_stories_are_append_only`
  const keyOf = (n: number) => `wxr:http://old.example.gov.cn#${FIRST_ID + n}`
  await judge`delete from newsroom.historical_stories where item_key = ${keyOf(3)}`
  verdict.claim('control: a lost post is seen', (await judged(judge)).missing === 1)
  await judge`alter table newsroom.historical_stories drop constraint historical_stories_item_key_key`
  await judge`insert into newsroom.historical_stories (story_id, item_key, import_id, published_at)
    select v.story_id, ${keyOf(5)}, 1, now() from newsroom.versions v
    where not exists (select 1 from newsroom.historical_stories h where h.story_id = v.story_id) limit 1`
  verdict.claim('control: a doubled post is seen', (await judged(judge)).doubled === 1)
}

const product = await startProduct(data_dir)
const judge = openJudge(data_dir)
try {
  const before = await judged(judge)
  const file = writeExport()
  const { next } = random(options.seed)
  let killed = 0
  const began = performance.now()
  for (let n = 1; n <= options.kills; n += 1) {
    const item_no = Math.floor((options.posts * (n - 0.7)) / (options.kills + 1))
    const { code } = await importOnce(file, {
      item_no,
      later_ms: next() * Math.min(KILL_AFTER_MS, options.posts) * 0.5,
    })
    if (code === null) killed += 1
  }
  const last = await importOnce(file)
  const seconds = (performance.now() - began) / 1000
  const after = await judged(judge)
  verdict.claim('the program was killed on its way', killed >= options.kills - 1, killed)
  verdict.claim(
    'the last run says that all was done',
    last.code === 0 && last.out.includes(`已导入 ${options.posts} 篇`),
    last.out,
  )
  verdict.claim('no post is missing', after.missing === 0, after)
  verdict.claim('no post is there twice', after.doubled === 0, after)
  verdict.claim('every post has its headline, its text and its date', after.wrong === 0, after)
  verdict.claim('every post has its picture', after.pictureless === 0, after)
  verdict.claim('one version a post', after.versions - before.versions === options.posts, after)
  const second = await importOnce(file)
  const again = await judged(judge)
  verdict.claim(
    'a second import changes nothing',
    JSON.stringify(again) === JSON.stringify(after) && second.code === 0,
    again,
  )
  await controls(judge)
  verdict.figure('posts', options.posts)
  verdict.figure('kills', killed)
  verdict.figure('missing', after.missing)
  verdict.figure('double', after.doubled)
  verdict.figure('import seconds', seconds.toFixed(1))
} finally {
  await judge.end()
  await product.stop()
  await remove()
}
verdict.close()
