// The library as a list, and what the checks and the pages ask of it.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { Int64, query, type Sql } from '../../platform/index.ts'
import { addressOf } from './add-media.ts'

const LISTED_MAX = 500

const Listed = z.object({
  id: Int64,
  kind: z.string(),
  state: z.string(),
  progress: z.number(),
  message: z.string(),
  name: z.string(),
  src: z.string().nullable(),
  original_id: Int64.nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  caption: z.string(),
  alt: z.string(),
  credit: z.string(),
  rights: z.string(),
  licence: z.string(),
  licence_until: z.string().nullable(),
  expired: z.boolean(),
  ai: z.string(),
  tags: z.array(z.string()),
  added_at: z.date(),
  added_by: z.string(),
  withdrawn_at: z.date().nullable(),
  withdrawn_why: z.string(),
  is_example: z.boolean(),
})
type Row = Omit<z.input<typeof Listed>, 'src' | 'expired'> & { digest: string | null; type: string }

export const media = query({
  name: 'newsroom.media',
  title: '媒体库',
  access: 'signed-in',
  input: z.strictObject({ kind: z.string().max(10).optional(), words: z.string().trim().max(100).optional() }),
  output: z.array(Listed),
  async read(tx, { kind, words = '' }, { at }) {
    const rows = await tx<Row[]>`select * from newsroom.media
      where (${kind ?? null}::text is null or kind = ${kind ?? null})
        and (${words} = '' or position(${words} in concat_ws(' ', name, caption, credit, array_to_string(tags, ' '))) > 0)
      order by added_at desc, id desc limit ${LISTED_MAX}`
    const today = dayOf(at)
    return rows.map(row => ({
      ...row,
      src: row.digest ? addressOf(row.digest, row.type) : null,
      expired: row.licence_until !== null && row.licence_until < today,
    }))
  },
})

/** The digests of the library's things that an HTML shows. */
const digestsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/\/media\/([0-9a-f]{64})\./g)].map(match => match[1]!)),
]

type Showing = { body_html: string; cover: { src?: string } | null; extra: Record<string, unknown> }

/** The digests of everything some renditions show: pictures, covers, films. */
export const digestsOf = (renditions: readonly Showing[]): string[] => {
  const film = ({ extra }: Showing) => (typeof extra.video === 'string' ? extra.video : '')
  return [...new Set(renditions.flatMap(one => digestsIn(`${one.body_html} ${one.cover?.src ?? ''} ${film(one)}`)))]
}

export type Shown = {
  digest: string
  kind: string
  name: string
  credit: string
  alt: string
  caption: string
  problem: string | null
}

/** The things shown in a text, and what forbids to show one on a day. */
export async function mediaShown(tx: Sql, digests: readonly string[], day: Day): Promise<Shown[]> {
  if (digests.length === 0) return []
  return tx<Shown[]>`
    select distinct on (digest) digest, kind, name, credit, alt, caption,
      case when withdrawn_at is not null then '已经撤下：' || withdrawn_why
        when licence_until < ${day} then '授权已于 ' || licence_until || ' 到期'
        when rights = 'imported' then '权属没有核实' end problem
    from newsroom.media where digest in ${tx(digests)}
    order by digest, (withdrawn_at is null) desc, id desc`
}

/** Everybody may see what an approved edition shows. */
export async function makePublic(tx: Sql, digests: readonly string[], at: Date): Promise<void> {
  if (digests.length === 0) return
  await tx`update newsroom.media set public_at = ${at} where digest in ${tx(digests)} and public_at is null`
}

export type Served = { digest: string; type: string; size_bytes: bigint; name: string; is_public: boolean }

/** A thing by the digest in its address; undefined when it is not there or withdrawn. */
export async function servedMedia(tx: Sql, digest: string): Promise<Served | undefined> {
  const [row] = await tx<Served[]>`
    select b.digest, b.type, b.size_bytes, m.name, public_at is not null is_public
    from newsroom.media m join platform.blobs b on b.digest = ${digest}
    where (m.digest = ${digest} or m.stream_digest = ${digest}) and withdrawn_at is null order by public_at nulls last limit 1`
  return row
}

/** The list of a film's pieces, for players; undefined for a film that has none, or is withdrawn. */
export async function servedStream(tx: Sql, digest: string): Promise<{ list: string; is_public: boolean } | undefined> {
  const [row] = await tx<{ playlist: string; stream_digest: string; is_public: boolean }[]>`
    select stream_playlist playlist, stream_digest, public_at is not null is_public from newsroom.media
    where digest = ${digest} and stream_digest is not null and withdrawn_at is null order by public_at nulls last limit 1`
  if (!row) return undefined
  return {
    list: row.playlist.replaceAll('{file}', addressOf(row.stream_digest, 'video/mp4')),
    is_public: row.is_public,
  }
}
