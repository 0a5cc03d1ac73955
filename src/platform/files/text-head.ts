// Whether bytes are text, and whether text is something a browser would run.

/** Text in UTF-8, UTF-16 with its mark, or GBK: no control signs but tab, line feed and return. */
export function isText(head: Buffer): boolean {
  if (head.length === 0) return false
  const wide = head.length > 1 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
  if (wide) return true
  if (head.some(byte => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false
  // the last sign may be cut in two by the end of the head
  const whole = head.subarray(0, Math.max(head.length - 4, 1))
  return ['utf-8', 'gb18030'].some(name => {
    const text = new TextDecoder(name).decode(head.length > 4 ? whole : head)
    return text.replace(/\ufffd$/, '').includes('\ufffd') === false
  })
}

const BEGINNINGS: [RegExp, string][] = [
  [/^<svg[\s>]/i, 'SVG 图形'],
  [/^<(!doctype html|html|head|body|script|iframe|!--)/i, '网页'],
  [/^<\?php/i, '程序'],
  [/^#!/, '程序'],
]

/** What a text would be to a browser that trusts it; undefined when it is harmless. */
export function activeText(head: Buffer): string | undefined {
  const text = head.toString('latin1').replace(/^(\u00ef\u00bb\u00bf|\s)+/, '')
  const found = BEGINNINGS.find(([pattern]) => pattern.test(text))?.[1]
  if (found) return found
  if (!/^<\?xml/i.test(text)) return undefined
  // data is kept as data, a download; what draws, runs or pulls in something is not
  if (/<svg[\s>]/i.test(text)) return 'SVG 图形'
  if (/<!doctype|<!entity/i.test(text)) return '带有实体定义的 XML'
  return /<\?xml-stylesheet|xmlns(:\w+)?\s*=\s*["']http:\/\/www\.w3\.org\/(1999\/xhtml|1999\/XSL)/i.test(text)
    ? '带有网页代码的 XML'
    : undefined
}

/** Whether a text begins as XML. */
export function isXml(head: Buffer): boolean {
  return /^<\?xml[\s?]/.test(head.toString('latin1').replace(/^(\u00ef\u00bb\u00bf|\s)+/, ''))
}

/** Tags that have no business in a picture, a sound or a film. */
const SMUGGLED = /<(script|html|!doctype html|svg|iframe|body|\?php)[\s>]/i

export function smuggledMarkup(head: Buffer): boolean {
  return SMUGGLED.test(head.toString('latin1'))
}
