// One item of a file that is taken in: what it says, and what it was where it comes from.

export type ImportKind = 'wxr' | 'word'
export const IMPORT_KINDS: Record<ImportKind, string> = { wxr: 'WordPress 导出文件', word: 'Word 稿件' }

/** What a file holds, one by one: HTML as it stood there. */
export type FoundItem = {
  /** the same for the same item in every export of it */
  key: string
  headline: string
  html: string
  published_at: Date | null
  author: string
  categories: string[]
  tags: string[]
  slug: string
  address: string
  was: string
  /** why it is no story; such an item is listed and left out */
  skip: string
  /** why it could not be read, when it could not */
  failed?: string
  notes: string[]
  /** the address of the picture shown above the text, if there is one */
  cover: string
}

/** Where a file's items and pictures are read from. */
export type ImportSource = {
  kind: ImportKind
  file_name: string
  digest: Buffer
  /** the items in their order; may be asked for again, from the start */
  items(): AsyncGenerator<FoundItem>
  /** the bytes of a picture by the address in an item's HTML; undefined when it is not there */
  picture(item: FoundItem, src: string): Promise<{ bytes: Uint8Array; name: string } | undefined>
  close(): void
}
