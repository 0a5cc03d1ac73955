// A release as its row; every change of state leaves an event.
import type { Known } from '../../channels/index.ts'
import { next } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { noSuchRelease, wrongState } from '../refusals.ts'
import { RELEASE_STATES, type ReleaseMove, type ReleaseState, releaseMachine } from '../vocabulary.ts'

export type Release = {
  id: bigint
  edition_id: bigint
  story_id: bigint
  account_id: bigint
  channel_kind: string
  content_hash: Buffer
  state: ReleaseState
  urgent: boolean
  not_before: Date | null
  not_after: Date | null
  after_account_id: bigint | null
  due_at: Date
  attempt_no: number
  retry_count: number
  cause: string | null
  message: string
  progress: Record<string, unknown>
  external_id: string | null
  url: string | null
  requested_at: Date
  begun_at: Date | null
  visible_at: Date | null
  is_example: boolean
}

/** What channels are told of it. `taken`: what other deliveries of the account are known by there. */
export function knownOf(release: Release, taken: readonly string[] = []): Known {
  const begun_at = release.begun_at ?? new Date(0)
  const { recipients_at } = release.progress
  const first_begun_at = typeof recipients_at === 'string' ? new Date(recipients_at) : begun_at
  const { external_id, url, progress } = release
  return { external_id, url, progress, begun_at, first_begun_at, taken }
}

export async function findRelease(tx: Sql, id: bigint): Promise<Release> {
  const [release] = await tx<Release[]>`select * from publishing.releases where id = ${id}`
  if (!release) throw noSuchRelease()
  return release
}

/** The release, locked: what is decided about it is decided by one at a time. */
export async function lockRelease(tx: Sql, id: bigint): Promise<Release> {
  const [release] = await tx<Release[]>`select * from publishing.releases where id = ${id} for update`
  if (!release) throw noSuchRelease()
  return release
}

const MOVES: Record<ReleaseMove, string> = {
  begin: '发送',
  accept: '记为已接收',
  show: '记为上线',
  fail: '记为未发成',
  lose: '记为结果不明',
  again: '重新发送',
  hand_over: '转人工发布',
  cancel: '取消',
  withdraw: '撤下',
  redo: '重新发布',
}

export async function noteEvent(
  tx: Sql,
  call: Call,
  release: Pick<Release, 'id' | 'state' | 'attempt_no'>,
  event: { what: string; to: ReleaseState; code?: string; message?: string },
): Promise<void> {
  await tx`insert into publishing.events (release_id, at, what, from_state, to_state, attempt_no, code, message, by_id, by_name)
    values (${release.id}, ${call.at}, ${event.what}, ${release.state}, ${event.to}, ${release.attempt_no}, ${event.code ?? ''},
      ${(event.message ?? '').slice(0, 500)}, ${call.actor.id}, ${call.actor.name})`
}

type Change = Partial<{
  due_at: Date
  attempt_no: number
  retry_count: number
  cause: string | null
  message: string
  progress: Record<string, unknown>
  external_id: string | null
  url: string | null
  begun_at: Date
  accepted_at: Date
  visible_at: Date
  ended_at: Date | null
  reconciled_at: Date
  reconciled_by: string
  proof: Record<string, unknown>
}>

/** Moves a locked release on and writes the event; refuses a move its state does not have. */
export async function moveRelease(
  tx: Sql,
  call: Call,
  release: Release,
  move: ReleaseMove,
  change: Change = {},
  code = '',
): Promise<Release> {
  const state = next(releaseMachine, release.state, move)
  if (!state) throw wrongState({ state: RELEASE_STATES[release.state], move: MOVES[move] })
  const { progress, proof, ...plain } = change
  const all = {
    ...plain,
    ...(progress ? { progress: tx.json(progress as never) } : {}),
    ...(proof ? { proof: tx.json(proof as never) } : {}),
    state,
  }
  await tx`update publishing.releases set ${tx(all as never)} where id = ${release.id}`
  const attempt_no = change.attempt_no ?? release.attempt_no
  const message = change.message ?? ''
  await noteEvent(tx, call, { ...release, attempt_no }, { what: MOVES[move], to: state, code, message })
  return { ...release, ...change, state } as Release
}
