// A Word file as a story: headline and body with headings, tables and pictures, the pictures taken into the library.

import { Refusal } from '../../kernel/index.ts'
import { unzip } from '../../platform/documents/index.ts'
import { inThread } from '../../platform/index.ts'
import { headlineOf } from '../import/word-source.ts'
import type { Body } from '../text/body.ts'
import { bodyFromHtml } from '../text/body-from-html.ts'
import { LIMITS } from './encode-picture.ts'
import { badWordFile } from './media-refusals.ts'

const READER = new URL('./word-worker.ts', import.meta.url)
const HEAP_MB = 512
const PICTURES_MAX = 60

type Found = { html: string; pictures: { bytes: Uint8Array; name: string }[] }
export type ReadWord = { headline: string; body: Body; notes: string[] }

/** Reads it in a thread with limits; `keep` takes a picture into the library. Refuses bombs and broken files. */
export async function readWordFile(
  bytes: Uint8Array,
  name: string,
  keep: (picture: { bytes: Uint8Array; name: string }) => Promise<string | undefined>,
): Promise<ReadWord> {
  // looks at the directory first: too many members, too much inside, no ZIP at all
  const zip = await unzip(bytes, name)
  zip.close()
  const found = await inThread<Found>(READER, bytes, { ...LIMITS, heap_mb: HEAP_MB })
  if (!found) throw badWordFile({ name })
  const { headline, html } = headlineOf(found.html, name)
  const addresses = new Map<string, string>()
  let lost = Math.max(0, found.pictures.length - PICTURES_MAX)
  for (const [n, picture] of found.pictures.slice(0, PICTURES_MAX).entries()) {
    const src = await keep(picture).catch(error => {
      if (error instanceof Refusal) return undefined
      throw error
    })
    if (src) addresses.set(`https://word.invalid/${n}`, src)
    else lost += 1
  }
  const notes = [
    ...(addresses.size > 0 ? [`带入 ${addresses.size} 张图片，请在媒体库里补署名和权属。`] : []),
    ...(lost > 0 ? [`${lost} 张图片没有带入（格式不能显示或超过上限），请另行上传。`] : []),
  ]
  return { headline, body: bodyFromHtml(html, src => addresses.get(src)), notes }
}
