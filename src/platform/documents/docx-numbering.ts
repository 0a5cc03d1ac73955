// Automatic numbers of a DOCX as the reader sees them: which list, which level, which number now.
import { walkXml } from './xml.ts'

type Level = { start: number; format: string; text: string }
/** `counter`: lists that share a definition count on together, unless one of them starts anew. */
type List = { levels: Level[]; counter: string }
export type Numbering = { label(numId: string, level: number): string }

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一, 12 → 十二, 20 → 二十 */
function chinese(n: number): string {
  if (n < 10) return DIGITS[n] ?? ''
  if (n < 20) return `十${n % 10 === 0 ? '' : DIGITS[n % 10]}`
  return n < 100 ? `${DIGITS[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : DIGITS[n % 10]}` : String(n)
}

function numberText(n: number, format: string): string {
  if (/chineseCounting|ideographTraditional|taiwaneseCounting|japaneseCounting|chineseLegal/i.test(format))
    return chinese(n)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese')
    return n <= 20 ? String.fromCharCode(0x245f + n) : String(n)
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((n - 1) % 26) + 1)
  if (format === 'upperLetter') return String.fromCharCode(64 + ((n - 1) % 26) + 1)
  return String(n)
}

function readLists(bytes: Uint8Array, file: string): Map<string, List> {
  const abstract = new Map<string, Level[]>()
  const lists = new Map<string, List>()
  let levels: Level[] = []
  let level: Level | undefined
  let overridden = 0
  let numId = ''
  const open = (name: string, at: Record<string, string>) => {
    const value = at['w:val'] ?? ''
    if (name === 'w:abstractNum') {
      levels = []
      abstract.set(at['w:abstractNumId'] ?? '', levels)
    } else if (name === 'w:lvl') {
      level = { start: 1, format: 'decimal', text: '' }
      levels[Number(at['w:ilvl'] ?? 0)] = level
    } else if (name === 'w:num') numId = at['w:numId'] ?? ''
    else if (name === 'w:abstractNumId') {
      // a copy: what the list overrides is its own
      levels = (abstract.get(value) ?? []).map(one => ({ ...one }))
      lists.set(numId, { levels, counter: `shared ${value}` })
    } else if (name === 'w:lvlOverride') {
      overridden = Number(at['w:ilvl'] ?? 0)
      const list = lists.get(numId)
      if (list) list.counter = `own ${numId}`
    } else if (name === 'w:startOverride') {
      const changed = levels[overridden]
      if (changed) changed.start = Number(value)
    } else if (level && name === 'w:start') level.start = Number(value || 1)
    else if (level && name === 'w:numFmt') level.format = value || 'decimal'
    else if (level && name === 'w:lvlText') level.text = value
  }
  const close = (name: string) => {
    if (name === 'w:lvl') level = undefined
  }
  walkXml(bytes, { file, part: 'numbering.xml' }, { open, close })
  return lists
}

/** Counts along a document: each call to `label` is the next paragraph of that list and level. */
export function numbering(bytes: Uint8Array | undefined, file: string): Numbering {
  const lists = bytes ? readLists(bytes, file) : new Map<string, List>()
  const counts = new Map<string, number[]>()
  return {
    label(numId, at) {
      const list = lists.get(numId)
      const level = list?.levels[at]
      if (!list || !level || level.format === 'bullet' || level.format === 'none') return ''
      const { levels, counter } = list
      const count = counts.get(counter) ?? []
      counts.set(counter, count)
      count[at] = (count[at] ?? level.start - 1) + 1
      count.length = at + 1
      return level.text.replace(/%(\d)/g, (_all, digit: string) => {
        const n = Number(digit) - 1
        return numberText(count[n] ?? levels[n]?.start ?? 1, levels[n]?.format ?? 'decimal')
      })
    },
  }
}
