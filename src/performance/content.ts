// Text with figure chips, and the typed digits it must not hold. Pure: the editor in the browser uses it too.
import { z } from 'zod'

/** A stretch of text, or a chip that shows a figure. */
const Inline = z.union([
  z.strictObject({ text: z.string().max(5000) }),
  z.strictObject({ figure: z.string().max(80), format: z.enum(['prose', 'table']).default('prose') }),
])
export const Content = z.array(z.array(Inline).max(400)).max(200)
export type Content = z.infer<typeof Content>

/** Digits that are no figures: years, dates, document numbers, articles, list numbers, names such as H5 and 12345. */
const NO_FIGURES = [
  /\d{4}\s*[-—–至]\s*\d{4}\s*年度?/g,
  /\d{4}\s*年度?/g,
  /\d{1,2}\s*月份?/g,
  /\d{1,2}\s*日/g,
  /[〔[（(]\d{4}[〕\])）]\s*(?:第)?\d+\s*号/g,
  /第\s*\d+\s*[条款项届次期号批]/g,
  /^\s*\d{1,2}\s*[、．.](?!\d)/g,
  /^\s*[（(]\d{1,2}[)）]/g,
  /[A-Za-z]+\d+[A-Za-z]*|\d+[A-Za-z]+/g,
  /(?<!\d)(?:12345|110|119|120|12348)(?=热线|平台|电话)/g,
]

const NUMBER = /\d[\d,.]*\s*(?:%|亿元|万元|元|人|篇|条|次|个百分点|个)?/g

/** Where numbers stand in a stretch of text, with their unit; offsets are those of the text as it was typed. */
export function numbersIn(text: string): { at: number; end: number; text: string }[] {
  let rest = text.replace(/[０-９．％]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  // covered, not cut out, so that every offset stays
  for (const pattern of NO_FIGURES) rest = rest.replace(pattern, known => '#'.repeat(known.length))
  return [...rest.matchAll(NUMBER)].map(match => {
    const number = match[0].trim()
    return { at: match.index, end: match.index + number.length, text: number }
  })
}

/** The numbers somebody typed where a figure belongs. */
export function typedNumbers(content: Content): string[] {
  return content.flat().flatMap(inline => ('text' in inline ? numbersIn(inline.text).map(found => found.text) : []))
}
