// Paragraph styles of a DOCX: which are headings, and which number their paragraphs, also through the style they build on.
import { walkXml } from './xml.ts'

type Style = { heading?: number; numId?: string; level?: number }

/** The level in a style's name: `heading 1`, `标题 1`. */
function namedLevel(name: string): number | undefined {
  const match = /^(?:heading|标题)\s?([1-6])$/i.exec(name)
  return match ? Number(match[1]) : undefined
}

/** Without a styles part only the usual ids are known: `Heading1`, and `1` as Chinese Word writes it. */
function byId(id: string): Style {
  const heading = namedLevel(id) ?? (/^[1-6]$/.test(id) ? Number(id) : undefined)
  return heading === undefined ? {} : { heading }
}

/** What a paragraph inherits from its style. */
export function styles(bytes: Uint8Array | undefined, file: string): (id: string) => Style {
  if (!bytes) return byId
  const own = new Map<string, Style & { based?: string }>()
  let style: Style & { based?: string } = {}
  walkXml(
    bytes,
    { file, part: 'styles.xml' },
    {
      open(name, at) {
        const value = at['w:val'] ?? ''
        if (name === 'w:style') {
          style = {}
          own.set(at['w:styleId'] ?? '', style)
        } else if (name === 'w:name') {
          const heading = namedLevel(value)
          if (heading !== undefined) style.heading = heading
        } else if (name === 'w:basedOn') style.based = value
        else if (name === 'w:numId') style.numId = value
        else if (name === 'w:ilvl') style.level = Number(value)
        else if (name === 'w:outlineLvl' && Number(value) < 6) style.heading ??= Number(value) + 1
      },
    },
  )
  const resolve = (id: string, depth: number): Style => {
    const { based, ...found } = own.get(id) ?? {}
    return based && depth < 10 ? { ...resolve(based, depth + 1), ...found } : found
  }
  return id => resolve(id, 0)
}
