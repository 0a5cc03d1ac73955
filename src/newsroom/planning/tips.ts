// Tips: recorded, merged with the ones that tell the same, taken apart again, or let go with a reason.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { mergeIntoItself, noSuchTip, tipHandled } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'
import { TIP_ORIGINS, TIP_STATES, type TipOrigin, type TipState } from './planning-vocabulary.ts'

export const TIP_FILES = 'newsroom.tip'
const FILES_MAX = 9

const TipFields = {
  title: Text(200),
  content: z.string().trim().max(5000).default(''),
  place: z.string().trim().max(100).default(''),
  source_name: z.string().trim().max(100).default(''),
  source_url: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(500)])
    .default(''),
  contact: z.string().trim().max(100).default(''),
}

export type NewTip = {
  origin: TipOrigin
  title: string
  content?: string
  place?: string
  source_name?: string
  source_url?: string
  contact?: string
  received_at?: Date
  file_ids?: readonly bigint[]
  is_example?: boolean
}

/** Takes in a tip, also for later modules (what residents send). Returns its id. */
export async function receiveTip(tx: Sql, call: Call, tip: NewTip): Promise<bigint> {
  const { content = '', place = '', source_name = '', source_url = '', contact = '', received_at = call.at } = tip
  const [row] = await tx<{ id: bigint }[]>`
    insert into newsroom.tips (origin, title, content, place, source_name, source_url, contact, received_at, recorded_by_id,
      recorded_by, is_example)
    values (${tip.origin}, ${tip.title}, ${content}, ${place}, ${source_name}, ${source_url}, ${contact}, ${received_at},
      ${call.actor.id}, ${call.actor.name}, ${tip.is_example ?? false}) returning id`
  for (const file_id of tip.file_ids ?? [])
    await attachFile(tx, call, { file_id, use: TIP_FILES, subject: row!.id, access: WRITERS })
  return row!.id
}

/** Record a tip. */
export const recordTip = command({
  name: 'newsroom.record-tip',
  title: '登记线索',
  access: 'signed-in',
  input: z.strictObject({
    origin: z.enum(Object.keys(TIP_ORIGINS) as [TipOrigin]).default('staff'),
    ...TipFields,
    file_ids: z.array(Id).max(FILES_MAX, `最多 ${FILES_MAX} 个附件`).default([]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ tip_id: Int64 }),
  run: async (tx, call, tip) => ({ tip_id: await receiveTip(tx, call, tip) }),
})

export type Tip = {
  id: bigint
  origin: TipOrigin
  title: string
  state: TipState
  merged_into_id: bigint | null
}

/** The tips, locked in the order of their ids, so that two people who handle the same ones wait for each other. */
export async function lockTips(tx: Sql, ids: readonly bigint[]): Promise<Tip[]> {
  const wanted = [...new Set(ids)]
  const tips = await tx<Tip[]>`select id, origin, title, state, merged_into_id from newsroom.tips
    where id in ${tx(wanted)} order by id for update`
  if (tips.length !== wanted.length) throw noSuchTip()
  return tips
}

function mustBeNew(tip: Tip): void {
  if (tip.state !== 'new') throw tipHandled({ title: tip.title, state: TIP_STATES[tip.state] })
}

/** Merge tips that tell the same into one; what was merged into them before comes along. */
export const mergeTips = command({
  name: 'newsroom.merge-tips',
  title: '合并线索',
  access: WRITERS,
  input: z.strictObject({ into_id: Id, tip_ids: z.array(Id).min(1, '请选要并入的线索').max(50) }),
  output: z.object({ merged_count: z.number() }),
  async run(tx, call, { into_id, tip_ids }) {
    if (tip_ids.includes(into_id)) throw mergeIntoItself()
    const tips = await lockTips(tx, [into_id, ...tip_ids])
    const into = tips.find(tip => tip.id === into_id)!
    if (into.state !== 'new' && into.state !== 'used') mustBeNew(into)
    for (const tip of tips) if (tip.id !== into_id) mustBeNew(tip)
    await tx`update newsroom.tips set state = 'merged', merged_into_id = ${into_id}, handled_at = ${call.at},
        handled_by = ${call.actor.name}
      where id in ${tx(tip_ids)}`
    return { merged_count: tip_ids.length }
  },
})

/** Undo a merge: the tip stands by itself again, with whatever it brought. */
export const undoMerge = command({
  name: 'newsroom.undo-merge',
  title: '撤销合并',
  access: WRITERS,
  input: z.strictObject({ tip_id: Id }),
  output: z.object({}),
  async run(tx, _call, { tip_id }) {
    const [tip] = await lockTips(tx, [tip_id])
    if (tip!.state !== 'merged') throw tipHandled({ title: tip!.title, state: TIP_STATES[tip!.state] })
    await tx`update newsroom.tips set state = 'new', merged_into_id = null, handled_at = null, handled_by = null
      where id = ${tip_id}`
    return {}
  },
})

/** Let a tip go, with the reason; or take it up again. */
export const dismissTip = command({
  name: 'newsroom.dismiss-tip',
  title: '线索不用',
  access: WRITERS,
  input: z.strictObject({ tip_id: Id, reason: Text(300) }),
  output: z.object({}),
  async run(tx, call, { tip_id, reason }) {
    const [tip] = await lockTips(tx, [tip_id])
    mustBeNew(tip!)
    await tx`update newsroom.tips set state = 'dismissed', reason = ${reason}, handled_at = ${call.at}, handled_by = ${call.actor.name}
      where id = ${tip_id}`
    return {}
  },
})
