// Loads the sample centre on a first start: the unit and its people, the books of 2022 with the signed and published
// report, and a current year to try things in. Everything goes through the product's own commands.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { allCommands } from '../src/app.ts'
import { readBooksFolder } from '../src/books/index.ts'
import { dayOf } from '../src/kernel/index.ts'
import { ROLES, randomPassword } from '../src/people/index.ts'
import type { FileStore } from '../src/platform/files/index.ts'
import type { Command, Pool } from '../src/platform/index.ts'
import { loadAssets } from './assets.ts'
import { loadAudience } from './audience.ts'
import { loadCurrentYear } from './current-year.ts'
import { loadHistory } from './history.ts'
import { loadNewsroom } from './newsroom.ts'
import { loadPreparation } from './preparation.ts'
import { loadPublishing } from './publishing.ts'
import { type Runner, sampleRunner } from './run.ts'
import { loadSites } from './sites.ts'
import { loadSpending } from './spending.ts'
import { loadSupervision } from './supervision.ts'

export type SampleLogin = { login: string; name: string; roles: string[]; password: string }

const FOLDER = path.join(import.meta.dirname, 'beita-2022')
const YEAR = 2022

const PEOPLE = [
  { login: 'zhuren', name: '示例主任', section: '综合运行部', post: '主任', roles: ['director'] },
  { login: 'kuaiji', name: '示例会计', section: '综合运行部', post: '会计', roles: ['finance'] },
  { login: 'zonghe', name: '示例综合', section: '综合运行部', post: '综合岗', roles: ['operations', 'cashier'] },
  { login: 'caibian1', name: '示例采编甲', section: '新闻采访部', post: '记者', roles: ['editor'] },
  { login: 'caibian2', name: '示例采编乙', section: '新闻采访部', post: '记者', roles: ['editor'] },
  { login: 'baokan', name: '示例报刊', section: '《北塔》报刊部', post: '编辑', roles: ['editor', 'auditor'] },
  { login: 'guanli', name: '示例管理员', section: '综合运行部', post: '系统管理员', roles: ['admin'] },
]

/** Marks of the criteria that a person judges, with what they rest on. */
const JUDGED: Record<number, [number, string]> = {
  7: [700, '财务、资产、采购制度齐全，执行记录不完整（示例）'],
  8: [650, '支付手续完整，人员经费超预算未办追加（示例）'],
  9: [600, '在区政府统一平台按时公开（示例）'],
  10: [700, '账实相符，配置计划有待细化（示例）'],
  11: [1300, '年度重点工作按计划完成大部分（示例）'],
  12: [800, '传播和服务有记录，量化不足（示例）'],
  13: [400, '未开展正式问卷，按来信来访情况估评（示例）'],
}

function commandNamed(name: string): Command {
  const found = allCommands.find(command => command.name === name)
  if (!found) throw new Error(`there is no command ${name}`)
  return found
}

/** `{{budget.spent}}` in a sample text becomes a figure chip. */
function withChips(text: string) {
  return text
    .split(/(\{\{[^}]+\}\})/)
    .filter(Boolean)
    .map(part => {
      const chip = /^\{\{(.+)\}\}$/.exec(part)
      return chip ? { figure: chip[1] } : { text: part }
    })
}

async function loadPeople(run: Runner, sectionIds: Map<string, string>, today: string): Promise<void> {
  for (const { section, ...person } of PEOPLE) {
    // nobody knows these first passwords: announceLogins sets those that are shown
    const password = randomPassword()
    const input = {
      ...person,
      section_id: sectionIds.get(section),
      joined_on: today,
      password,
      must_change: false,
      is_example: true,
    }
    await run(commandNamed('people.add-person'), input, person.login)
  }
}

const ANNOUNCED = 'samples.logins_announced'

/** Gives the sample's people new random passwords and returns them: once, to the start that shows them. */
export async function announceLogins(pool: Pool, now: Date): Promise<SampleLogin[]> {
  const [before] = await pool`select 1 from platform.settings where key = ${ANNOUNCED}`
  const people = await pool<{ id: bigint; login: string }[]>`select id, login from people.persons where is_example`
  if (before || people.length === 0) return []
  const run = sampleRunner(pool, now)
  const logins: SampleLogin[] = []
  for (const person of PEOPLE) {
    const known = people.find(one => one.login === person.login)
    if (!known) continue
    const password = randomPassword()
    await run(
      commandNamed('people.reset-password'),
      { person_id: String(known.id), password, must_change: false },
      `${person.login}|${password}`,
    )
    logins.push({
      login: person.login,
      name: person.name,
      roles: person.roles.map(role => ROLES[role as keyof typeof ROLES]),
      password,
    })
  }
  await pool`insert into platform.settings (key, value) values (${ANNOUNCED}, 'true') on conflict do nothing`
  return logins
}

/** The books of 2022, its texts and marks, signed under the classification of the published report, and published. */
async function loadFoundingYear(run: Runner): Promise<void> {
  const read = readBooksFolder(FOLDER)
  if (!read.books) throw new Error(`sample books: ${JSON.stringify(read.errors.slice(0, 3))}`)
  await run(commandNamed('books.import-year'), { books: read.books }, 'books')
  await run(commandNamed('handover.close-year'), { year: YEAR }, 'close')
  const texts = JSON.parse(readFileSync(path.join(FOLDER, 'texts.json'), 'utf8')) as Record<string, string[]>
  for (const [slot, paragraphs] of Object.entries(texts)) {
    await run(
      commandNamed('performance.write-text'),
      { year: YEAR, slot, content: paragraphs.map(withChips), version: 0 },
      slot,
    )
  }
  for (const [sort, [marks_cent, evidence]] of Object.entries(JUDGED)) {
    await run(
      commandNamed('performance.judge'),
      { year: YEAR, scheme: 'hunan-county', sort: Number(sort), marks_cent, evidence },
      sort,
    )
  }
  const accept_reason = '按当年公开报告的口径列报，项目预算同时计入公用经费，历史口径无法改正（示例）'
  await run(commandNamed('performance.sign-off'), { year: YEAR, as: 'reported', accept_reason }, 'sign')
  await run(commandNamed('disclosure.publish-report'), { year: YEAR }, 'publish')
  await run(commandNamed('disclosure.publish-final-accounts'), { year: YEAR }, 'publish-accounts')
}

/** Loads the sample; `now` decides the current year and how far it has come. What has papers needs the store of files. */
export async function loadSample(pool: Pool, now: Date, files?: FileStore): Promise<void> {
  const run = sampleRunner(pool, now)
  const today = dayOf(now)
  await run(
    commandNamed('people.set-unit'),
    {
      name: '北塔区融媒体中心',
      short_name: '本中心',
      district: '邵阳市北塔区',
      duties: readFileSync(path.join(FOLDER, 'duties.txt'), 'utf8'),
      sections: ['综合运行部', '新闻采访部', '《北塔》报刊部'],
    },
    'unit',
  )
  await run(
    commandNamed('people.set-place'),
    { province: '湖南省', city: '邵阳市', county: '北塔区', level: '区县级' },
    'place',
  )
  const rows = await pool<{ id: bigint; name: string }[]>`select id, name from people.sections`
  await loadPeople(run, new Map(rows.map(row => [row.name, String(row.id)])), today)
  await loadFoundingYear(run)
  await loadCurrentYear((name, input, key) => run(commandNamed(name), input, key), today)
  await loadPreparation((name, input, key) => run(commandNamed(name), input, key), today)
  await loadNewsroom(pool, commandNamed, now)
  await loadAssets(pool, commandNamed, now, files)
  if (files) await loadSpending(pool, commandNamed, files, now)
  await loadSupervision(pool, commandNamed, (name, input, key) => run(commandNamed(name), input, key), now, today)
  await loadHistory((name, input, key) => run(commandNamed(name), input, key))
  await loadPublishing(pool, (name, input, key) => run(commandNamed(name), input, key), now)
  await loadAudience(pool, (name, input, key) => run(commandNamed(name), input, key), today)
  const known = (name: string) => allCommands.find(command => command.name === name)
  await loadSites(pool, known, now, files && { files, fonts_dir: undefined })
}
