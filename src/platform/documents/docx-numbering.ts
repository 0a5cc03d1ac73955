// Automatic numbers of a DOCX as the reader sees them: which list, which level, which number now.
import { walkXml } from './xml.ts'

type Level = { start: number; format: string; text: string }
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

function readLevels(bytes: Uint8Array, file: string): Map<string, Level[]> {
  const abstract = new Map<string, Level[]>()
  const lists = new Map<string, Level[]>()
  let levels: Level[] = []
  let level: Level | undefined
  let numId = ''
  walkXml(
    bytes,
    { file, part: 'numbering.xml' },
    {
      open(name, at) {
        if (name === 'w:abstractNum') {
          levels = []
          abstract.set(at['w:abstractNumId'] ?? '', levels)
        } else if (name === 'w:lvl') {
          level = { start: 1, format: 'decimal', text: '' }
          levels[Number(at['w:ilvl'] ?? 0)] = level
        } else if (name === 'w:num') numId = at['w:numId'] ?? ''
        else if (name === 'w:abstractNumId') lists.set(numId, abstract.get(at['w:val'] ?? '') ?? [])
        else if (level && name === 'w:start') level.start = Number(at['w:val'] ?? 1)
        else if (level && name === 'w:numFmt') level.format = at['w:val'] ?? 'decimal'
        else if (level && name === 'w:lvlText') level.text = at['w:val'] ?? ''
      },
      close(name) {
        if (name === 'w:lvl') level = undefined
      },
    },
  )
  return lists
}

/** Counts along a document: each call to `label` is the next paragraph of that list and level. */
export function numbering(bytes: Uint8Array | undefined, file: string): Numbering {
  const lists = bytes ? readLevels(bytes, file) : new Map<string, Level[]>()
  const counts = new Map<string, number[]>()
  return {
    label(numId, at) {
      const levels = lists.get(numId)
      const level = levels?.[at]
      if (!levels || !level || level.format === 'bullet' || level.format === 'none') return ''
      const count = counts.get(numId) ?? []
      counts.set(numId, count)
      count[at] = (count[at] ?? level.start - 1) + 1
      count.length = at + 1
      return level.text.replace(/%(\d)/g, (_all, digit: string) => {
        const n = Number(digit) - 1
        return numberText(count[n] ?? levels[n]?.start ?? 1, levels[n]?.format ?? 'decimal')
      })
    },
  }
}
