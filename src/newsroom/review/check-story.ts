// What the machine finds in a story before people read it: words, personal data, dates, titles, sums, and what the law asks of
// a repost. Findings that block must be mended, or let stand with a reason.
import type { Day, DocumentText } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { checkText, checkWords, type WordFinding, wordRules } from '../../proofing/index.ts'
import { digestsOf, mediaShown } from '../media/media-queries.ts'
import type { Rendition } from '../renditions/derive.ts'
import { factsOn, tooLongOn } from '../renditions/rendition-queries.ts'
import type { Story, Version } from '../stories/story.ts'
import { CHANNEL_KINDS } from '../vocabulary.ts'

export type StoryFinding = Omit<WordFinding, 'rule_version'> & {
  /** where it stands: the story's text, or the text written for a channel */
  place: string
  rule_version: string
  override: { reason: string; by: string } | null
}
type Found = Omit<StoryFinding, 'override'>

/** The text that is checked, and that offsets count in: headline, lead, body, a line each. */
export const checkedText = ({ headline, lead, body_text }: Pick<Version, 'headline' | 'lead' | 'body_text'>): string =>
  [headline, lead, body_text].join('\n')

function documentOf(text: string): DocumentText {
  const blocks = text.split('\n').map((line, at) => ({ kind: 'paragraph' as const, text: line, line: at + 1 }))
  return { format: 'txt', text, blocks: blocks.filter(block => block.text.trim() !== ''), marks: [] }
}

/** Sums and rates that do not come out. */
function figuresIn(text: string): Found[] {
  return checkText(documentOf(text)).findings.flatMap(({ severity, message, excerpt }) => {
    if (severity !== 'error') return []
    const at = Math.max(0, text.indexOf(excerpt))
    return [
      {
        place: 'story',
        level: 'review',
        class: 'figure',
        excerpt,
        message,
        suggestion: '',
        at,
        length: excerpt.length,
        rule_version: '',
      },
    ]
  })
}

/** The share of letters two headlines have in common, in order: 1 is the same. */
export function likeness(a: string, b: string): number {
  const [x, y] = [[...a.replace(/[\s\p{P}]/gu, '')], [...b.replace(/[\s\p{P}]/gu, '')]]
  if (x.length === 0 || y.length === 0) return 0
  let row = new Array<number>(y.length + 1).fill(0)
  for (const letter of x) {
    const next = [0]
    for (let n = 1; n <= y.length; n += 1)
      next.push(letter === y[n - 1] ? row[n - 1]! + 1 : Math.max(row[n]!, next[n - 1]!))
    row = next
  }
  return (2 * row[y.length]!) / (x.length + y.length)
}

const LIKENESS_MIN = 0.6

async function repostFindings(tx: Sql, story: Story, version: Version, day: Day): Promise<Found[]> {
  const { repost } = story
  if (!repost || repost.unit === '') return []
  const found: Found[] = []
  const about = { place: 'repost', at: 0, length: 0, suggestion: '', rule_version: '' }
  const [listed] = await tx<{ status: string; list_version: string }[]>`
    select status, list_version from newsroom.sources
    where unit = ${repost.unit} and listed_from <= ${day} and coalesce(listed_to, 'infinity') >= ${day}
    order by listed_from desc limit 1`
  if (listed?.status !== 'active') {
    const why = listed
      ? `在稿源名单（${listed.list_version}）里已${listed.status === 'frozen' ? '暂停' : '移出'}`
      : '不在稿源名单里'
    const message = `“${repost.unit}”${why}，不得转载。本地单位权威发布或经批准的，请写明理由。`
    found.push({ ...about, level: 'block', class: 'source', excerpt: repost.unit, message })
  }
  if (repost.headline !== '' && likeness(repost.headline, version.headline) < LIKENESS_MIN) {
    const message = `标题与原标题“${repost.headline}”差别较大，转载不得歪曲、篡改原标题，请终审定。`
    found.push({ ...about, level: 'review', class: 'headline', excerpt: version.headline, message })
  }
  return found
}

/** Pictures that may not be shown, and those without a name of who made them or words for who cannot see them. */
async function mediaFindings(tx: Sql, renditions: readonly Rendition[], day: Day): Promise<Found[]> {
  const about = { place: 'media', class: 'media', at: 0, length: 0, suggestion: '', rule_version: '' }
  return (await mediaShown(tx, digestsOf(renditions), day)).flatMap((one): Found[] => {
    const excerpt = one.name
    if (one.problem) {
      const level = one.problem.startsWith('权属') ? 'review' : 'block'
      return [
        { ...about, level, excerpt, message: `${one.kind === 'image' ? '图片' : '视频'}“${one.name}”${one.problem}。` },
      ]
    }
    const missing = [one.credit ? '' : '署名', one.alt || one.caption ? '' : '图说或替代文字'].filter(Boolean)
    if (missing.length === 0) return []
    return [{ ...about, level: 'hint', excerpt, message: `图片“${one.name}”还缺${missing.join('、')}。` }]
  })
}

/** Texts that their channel would refuse: told before the reviewers read them. */
async function lengthFindings(tx: Sql, renditions: readonly Rendition[], day: Day): Promise<Found[]> {
  const facts = await factsOn(tx, day)
  return renditions.flatMap(one =>
    tooLongOn(one, facts).map(({ what, used, max }): Found => {
      const message = `${CHANNEL_KINDS[one.channel_kind]}${what} ${used} 字，超过 ${max} 字的上限。请在“渠道稿”里另写。`
      const about = { at: 0, length: 0, suggestion: '', rule_version: '' }
      return { ...about, place: one.channel_kind, class: 'limit', level: 'block', excerpt: `${what}过长`, message }
    }),
  )
}

/** All findings of a story as it stands: those of its text, of its sums, of texts written for channels, of its source. */
export async function checkStory(
  tx: Sql,
  story: Story,
  version: Version,
  renditions: readonly Rendition[],
  day: Day,
): Promise<StoryFinding[]> {
  const rules = await wordRules(tx, day)
  const text = checkedText(version)
  const written = renditions.filter(one => one.extra.own_text === true)
  const found: Found[] = [
    ...checkWords(text, rules, day).map(one => ({ ...one, place: 'story' })),
    ...figuresIn(text),
    ...written.flatMap(one => checkWords(one.body_text, rules, day).map(hit => ({ ...hit, place: one.channel_kind }))),
    ...(await repostFindings(tx, story, version, day)),
    ...(await mediaFindings(tx, renditions, day)),
    ...(await lengthFindings(tx, renditions, day)),
  ]
  const overrides = await tx<{ class: string; excerpt: string; reason: string; given_by: string }[]>`
    select class, excerpt, reason, given_by from newsroom.overrides where story_id = ${story.id}`
  return found.map(one => {
    const given = overrides.find(other => other.class === one.class && other.excerpt === one.excerpt)
    return { ...one, override: given ? { reason: given.reason, by: given.given_by } : null }
  })
}

/** Those that stop a story from going to the reviewers. */
export const blocking = (findings: readonly StoryFinding[]) =>
  findings.filter(one => one.level === 'block' && !one.override)
