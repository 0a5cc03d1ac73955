// The newsroom of the sample: who reviews, and a few stories at every stage, written, reviewed and signed by the sample's
// people through the product's own commands. Everything in them is invented and marked so.
import { createHash } from 'node:crypto'
import { type Actor, type Command, type Pool, perform } from '../src/platform/index.ts'
import { loadPlanning } from './planning.ts'

type Named = (name: string) => Command

function idFrom(text: string): string {
  const hex = createHash('sha256').update(`sample|newsroom|${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const REVIEWERS = [
  { step: 'review1', login: 'caibian2', place: 'A' },
  { step: 'review1', login: 'caibian1', place: 'B' },
  { step: 'review2', login: 'baokan', place: 'A' },
  { step: 'review2', login: 'zonghe', place: 'B' },
  { step: 'review3', login: 'zhuren', place: 'A' },
  { step: 'review3', login: 'zonghe', place: 'B' },
] as const

const doc = (paragraphs: readonly string[]) => ({
  type: 'doc',
  content: paragraphs.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

type Sample = {
  headline: string
  section: string
  channels: readonly string[]
  body: readonly string[]
  /** the blocks of its H5 page */
  page?: readonly Record<string, string | readonly string[]>[]
  /** how far it has come: nothing is a draft */
  reviewed?: readonly ('review1' | 'review2' | 'review3')[]
}

const STORIES: readonly Sample[] = [
  {
    headline: '社区食堂开张，老人在家门口吃上热饭（示例）',
    section: '民生',
    channels: ['site', 'h5', 'wechat', 'weibo', 'sms', 'newspaper'],
    body: [
      '（示例稿件）社区食堂昨天开张。中午十一点半，第一批老人端着餐盘坐下，桌上是两荤一素一汤。',
      '食堂由社区和物业合办，六十岁以上居民凭身份证登记，一餐八元。“不用自己买菜洗碗，还能和老邻居说说话。”住在对面楼的老人说。',
      '社区负责人介绍，食堂每天供应中餐和晚餐，行动不便的老人可以打电话预约送餐。',
    ],
    page: [
      { type: 'title', text: '家门口的一餐热饭（示例）', more: '社区食堂怎么吃、怎么订' },
      { type: 'text', text: '（示例页面）六十岁以上居民凭身份证登记，一餐八元，两荤一素一汤。' },
      { type: 'list', items: ['中餐和晚餐每天供应', '行动不便的老人可以预约送餐', '第一次来请带身份证登记'] },
      { type: 'quote', text: '不用自己买菜洗碗，还能和老邻居说说话。', who: '住在对面楼的老人' },
    ],
    reviewed: ['review1', 'review2', 'review3'],
  },
  {
    headline: '汛期将至，沿江值守点完成检修（示例）',
    section: '要闻',
    channels: ['site', 'wechat', 'radio'],
    body: [
      '（示例稿件）沿江各值守点本周完成检修，应急灯、扩音器和救生衣逐件试用登记。',
      '值守人员分三班轮换，水位每两小时报送一次。',
    ],
    reviewed: ['review1'],
  },
  {
    headline: '图书馆延长开放时间（示例）',
    section: '民生',
    channels: ['site', 'sms'],
    body: ['（示例稿件）即日起，区图书馆周五、周六延长开放到晚上九点半。'],
    reviewed: [],
  },
  {
    headline: '乡村篮球赛本周末开打（示例）',
    section: '乡街道',
    channels: ['site', 'wechat', 'douyin'],
    body: ['（示例稿件）八支村队报名，比赛在镇中心小学球场举行，免费观看。'],
  },
]

/** Names the reviewers and brings the sample's stories as far as each has come. */
export async function loadNewsroom(pool: Pool, named: Named, now: Date): Promise<void> {
  const people = await pool<{ id: bigint; login: string; name: string }[]>`
    select id, login, name from people.persons where is_example`
  const idOf = (login: string) => String(people.find(person => person.login === login)!.id)
  const actor = (login: string): Actor => {
    const roles = login === 'zhuren' ? ['director'] : ['editor']
    return { id: idOf(login), name: people.find(person => person.login === login)!.name, roles }
  }
  const run = async (who: Actor, name: string, input: unknown, key: string) =>
    (await perform(pool, named(name), { id: idFrom(`${name}|${key}`), actor: who, at: now }, input)).output as Record<
      string,
      unknown
    >
  const reviewers = REVIEWERS.map(({ step, login, place }) => ({ step, place, person_id: idOf(login) }))
  await run(actor('zhuren'), 'newsroom.name-reviewers', { reviewers }, 'reviewers')
  await run(actor('caibian1'), 'proofing.add-common-words', {}, 'words')
  await loadPlanning(run, actor, now)
  const who = { review1: 'caibian2', review2: 'baokan', review3: 'zhuren' } as const
  for (const { headline, section, channels, body, page, reviewed } of STORIES) {
    const byline = { reporter: '示例采编甲', correspondent: '', editor: '示例采编乙', proofreader: '' }
    const input = { headline, section, channels, body: doc(body), byline, is_example: true }
    const { story_id } = await run(actor('caibian1'), 'newsroom.create-story', input, headline)
    if (page) {
      const blocks = { story_id, version_no: 0, blocks: page }
      await run(actor('caibian1'), 'newsroom.set-h5-page', blocks, headline)
    }
    if (!reviewed) continue
    const submit = { story_id, version_no: 1 }
    const { content_hash } = await run(actor('caibian1'), 'newsroom.submit-story', submit, headline)
    for (const step of reviewed) {
      const decision = { story_id, step, content_hash, decision: 'pass', opinion: '同意（示例）' }
      await run(actor(who[step]), 'newsroom.decide-review', decision, `${headline}|${step}`)
    }
  }
}
