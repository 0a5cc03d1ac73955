// What other servers read, made by the vocabulary of the library. Nothing here touches the network: the contexts come with it.
// The library is loaded when it is first needed; an installation without such an account never loads it.
import { createPublicKey, type webcrypto } from 'node:crypto'
import type { Account } from '../../channels/index.ts'
import { actorId, followersOf, inboxOf, keyIdOf, objectId, outboxOf } from './addresses.ts'

export type Json = Record<string, unknown>
export type FediverseArticle = {
  slug: string
  title: string
  lead: string
  body_html: string
  tags: readonly string[]
  published_at: Date
  updated_at: Date
  corrections: readonly { at: string; note: string }[]
  /** our page of it for people, when a site of ours shows it */
  link: string
}

const vocabulary = () => import('@fedify/vocab')
const PICTURES_MAX = 4
const PICTURE = /<img[^>]* src="(\/media\/[0-9a-f]{64}\.(jpe?g|png|gif))"(?:[^>]* alt="([^"]*)")?/g

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The text with addresses that hold outside, and what was corrected below it. */
function contentOf({ address }: Account, { body_html, corrections }: FediverseArticle): string {
  const notes = corrections.map(({ at, note }) => `<p>更正（${at.slice(0, 10)}）：${escaped(note)}</p>`)
  return [body_html.replace(/(src|href)="\/(?!\/)/g, `$1="${address}/`), ...notes].join('\n')
}

export async function actorDocument(account: Account): Promise<Json> {
  const { CryptographicKey, Image, Organization } = await vocabulary()
  const { importJwk } = await import('@fedify/fedify/sig')
  const jwk = createPublicKey(String(account.settings.public_key)).export({ format: 'jwk' })
  const usable = { ...jwk, alg: 'RS256', key_ops: ['verify'], ext: true } as webcrypto.JsonWebKey
  const id = new URL(actorId(account))
  const actor = new Organization({
    id,
    preferredUsername: account.handle,
    name: account.name,
    url: new URL(account.address),
    inbox: new URL(inboxOf(account)),
    outbox: new URL(outboxOf(account)),
    followers: new URL(followersOf(account)),
    manuallyApprovesFollowers: false,
    discoverable: true,
    icon: new Image({ url: new URL('/tower.svg', account.address), mediaType: 'image/svg+xml' }),
    publicKey: new CryptographicKey({
      id: new URL(keyIdOf(account)),
      owner: id,
      publicKey: await importJwk(usable, 'public'),
    }),
  })
  return (await actor.toJsonLd()) as Json
}

async function articleObject(account: Account, article: FediverseArticle) {
  const { Article, Document, Hashtag, PUBLIC_COLLECTION } = await vocabulary()
  const pictures = [...article.body_html.matchAll(PICTURE)].slice(0, PICTURES_MAX)
  return new Article({
    id: new URL(objectId(account, article.slug)),
    attribution: new URL(actorId(account)),
    to: PUBLIC_COLLECTION,
    cc: new URL(followersOf(account)),
    name: article.title,
    ...(article.lead ? { summary: article.lead } : {}),
    content: contentOf(account, article),
    mediaType: 'text/html',
    url: new URL(article.link || objectId(account, article.slug)),
    tags: article.tags.map(tag => new Hashtag({ name: `#${tag}` })),
    attachments: pictures.map(([, src = '', suffix = '', alt = '']) => {
      const mediaType = `image/${suffix === 'jpg' ? 'jpeg' : suffix}`
      return new Document({ url: new URL(src, account.address), mediaType, name: plain(alt) })
    }),
  })
}

/** Times are put in afterwards: the vocabulary wants a Temporal that Node 24 does not have. */
function timed(json: Json, { published_at, updated_at }: FediverseArticle): Json {
  const changed = updated_at.getTime() === published_at.getTime() ? {} : { updated: updated_at.toISOString() }
  return { ...json, published: published_at.toISOString(), ...changed }
}

export async function articleDocument(account: Account, article: FediverseArticle): Promise<Json> {
  return timed((await (await articleObject(account, article)).toJsonLd()) as Json, article)
}

/** Create or Update of an article, to everybody. */
export async function articleActivity(
  account: Account,
  kind: 'Create' | 'Update',
  id: string,
  article: FediverseArticle,
): Promise<Json> {
  const { Create, PUBLIC_COLLECTION, Update } = await vocabulary()
  const Made = kind === 'Create' ? Create : Update
  const object = await articleObject(account, article)
  const parts = { id: new URL(id), actor: new URL(actorId(account)), object }
  const activity = new Made({ ...parts, to: PUBLIC_COLLECTION, cc: new URL(followersOf(account)) })
  const json = (await activity.toJsonLd()) as Json
  return { ...json, published: article.updated_at.toISOString(), object: timed(json.object as Json, article) }
}

export async function tombstoneDocument(account: Account, slug: string, withdrawn_at: Date): Promise<Json> {
  const { Tombstone } = await vocabulary()
  const json = (await new Tombstone({ id: new URL(objectId(account, slug)) }).toJsonLd()) as Json
  return { ...json, formerType: 'Article', deleted: withdrawn_at.toISOString() }
}

export async function deleteActivity(account: Account, slug: string, at: Date): Promise<Json> {
  const { Delete, PUBLIC_COLLECTION, Tombstone } = await vocabulary()
  const object = new Tombstone({ id: new URL(objectId(account, slug)) })
  const id = new URL(`${objectId(account, slug)}#delete`)
  const parts = { id, actor: new URL(actorId(account)), object, to: PUBLIC_COLLECTION }
  return { ...((await new Delete(parts).toJsonLd()) as Json), published: at.toISOString() }
}

/** Accept of a Follow, named after it. */
export async function acceptActivity(account: Account, id: string, follow: { id: string; actor: string }) {
  const { Accept, Follow } = await vocabulary()
  const object = new Follow({
    ...(follow.id ? { id: new URL(follow.id) } : {}),
    actor: new URL(follow.actor),
    object: new URL(actorId(account)),
  })
  const accept = new Accept({ id: new URL(id), actor: new URL(actorId(account)), object, to: new URL(follow.actor) })
  return (await accept.toJsonLd()) as Json
}

/** A collection of ours; without items only how many there are. */
export async function collectionDocument(
  id: string,
  total: number,
  page?: { items: Json[]; part_of: string; next: string | null },
): Promise<Json> {
  const { OrderedCollection, OrderedCollectionPage } = await vocabulary()
  if (!page) {
    const first = id.endsWith('/outbox') ? { first: new URL(`${id}?page=1`) } : {}
    return (await new OrderedCollection({ id: new URL(id), totalItems: total, ...first }).toJsonLd()) as Json
  }
  const { items, part_of, next } = page
  const links = { partOf: new URL(part_of), ...(next ? { next: new URL(next) } : {}) }
  const made = new OrderedCollectionPage({ id: new URL(id), totalItems: total, ...links })
  return { ...((await made.toJsonLd()) as Json), orderedItems: items }
}
