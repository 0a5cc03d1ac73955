// Names and titles: whoever is named is called by the title in force, and in the official order.
import { Matcher } from './aho-corasick.ts'
import type { Spotted } from './privacy.ts'

export type Official = { name: string; title: string; rank_no: number }

const BEFORE = 30

export type Officials = { list: readonly Official[]; matcher: Matcher }

export function officialsOf(list: readonly Official[]): Officials {
  return { list, matcher: new Matcher(list.map(one => one.name)) }
}

/** Any title of the list that stands directly before a name, the longest first. */
function titleBefore(text: string, at: number, titles: readonly string[]): string | undefined {
  const before = text.slice(Math.max(0, at - BEFORE), at).replace(/[\s“"]+$/, '')
  return titles.find(title => before.endsWith(title))
}

function wrongTitles(text: string, { list, matcher }: Officials): Spotted[] {
  const titles = [...new Set(list.map(one => one.title))].sort((a, b) => b.length - a.length)
  return matcher.find(text).flatMap(({ pattern, start, end }) => {
    const { name } = list[pattern]!
    const own = list.filter(one => one.name === name).map(one => one.title)
    // one match a name, however many titles it has
    if (list.findIndex(one => one.name === name) !== pattern) return []
    const given = titleBefore(text, start, titles)
    if (!given || own.some(title => title === given || title.endsWith(given))) return []
    const at = start - given.length
    return [
      {
        class: 'title',
        at,
        length: end - at,
        message: `${name}的职务是“${own.join('”“')}”，文中写作“${given}”。`,
        suggestion: `${own[0]}${name}`,
      },
    ]
  })
}

/** In one sentence those of higher rank come first. */
function wrongOrder(text: string, { list, matcher }: Officials): Spotted[] {
  const named = matcher.find(text).map(({ pattern, start, end }) => ({ ...list[pattern]!, start, end }))
  return named.flatMap((one, n) => {
    const before = named[n - 1]
    if (!before || before.name === one.name || before.rank_no <= one.rank_no) return []
    const between = text.slice(before.end, one.start)
    if (!/^[、，,和与及\s]*[\p{Script=Han}]{0,20}$/u.test(between) || /[。！？；\n]/.test(between)) return []
    const spot = { class: 'title', at: before.start, length: one.end - before.start, suggestion: '' }
    return [{ ...spot, message: `${one.name}的排序在${before.name}之前。` }]
  })
}

export function findWrongTitles(text: string, officials: Officials): Spotted[] {
  return [...wrongTitles(text, officials), ...wrongOrder(text, officials)]
}
