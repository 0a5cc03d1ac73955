// Names of files: made harmless when they come in, and told to browsers by RFC 6266 when they go out.

const NAME_MAX = 120
const FALLBACK = '未命名'

/** Signs that turn the reading direction round, or cannot be seen: `cod.exe` must not pass for `exe.doc`. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

/** What a file is called from now on: no folders, no invisible signs, no leading dots, at most 120 characters. */
export function harmlessName(given: string): string {
  const last = given.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? ''
  const plain = last
    .replace(INVISIBLE, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '')
  const letters = [...plain]
  if (letters.length <= NAME_MAX) return plain || FALLBACK
  const extension = extensionOf(plain)
  const end = extension && extension.length < 10 ? `.${extension}` : ''
  return `${letters.slice(0, NAME_MAX - end.length).join('')}${end}`
}

/** The extension in small letters, without the dot; '' when there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Content-Disposition for a name in any script: a plain fallback, and the name itself in UTF-8. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const extension = extensionOf(name).replace(/[^a-z0-9]/g, '')
  const ascii = /^[\w .()-]+$/.test(name) ? name : `file${extension && `.${extension}`}`
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
