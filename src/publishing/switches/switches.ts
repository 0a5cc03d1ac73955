// Emergency switches: stop publishing, close comments, grey mode. Each turn says who, when and why.
import { z } from 'zod'
import { command, query, type Sql, Text } from '../../platform/index.ts'
import { publishingStopped } from '../refusals.ts'
import { SWITCHES, type Switch, switchNames } from '../vocabulary.ts'

/** Turn an emergency switch on or off. */
export const turnSwitch = command({
  name: 'publishing.turn-switch',
  title: '按下或解除应急开关',
  access: ['director', 'operations', 'admin'],
  input: z.strictObject({ switch: z.enum(switchNames), is_on: z.boolean(), reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, input) {
    await tx`insert into publishing.switch_turns ${tx({ ...input, at: call.at, by_id: call.actor.id, by_name: call.actor.name })}`
    return {}
  },
})

type Turned = { switch: Switch; is_on: boolean; at: Date; by_name: string; reason: string }

/** True while a switch is on. */
export async function switchIsOn(tx: Sql, name: Switch): Promise<Turned | undefined> {
  const [row] = await tx<Turned[]>`select * from publishing.switches where switch = ${name} and is_on`
  return row
}

/** Refuses while publishing is stopped. */
export async function mustBePublishing(tx: Sql): Promise<void> {
  const stopped = await switchIsOn(tx, 'stop_publishing')
  if (stopped) throw publishingStopped({ by: stopped.by_name, reason: stopped.reason })
}

const State = z.object({
  switch: z.string(),
  title: z.string(),
  is_on: z.boolean(),
  at: z.date().nullable(),
  by_name: z.string(),
  reason: z.string(),
})
const Turn = z.object({
  switch: z.string(),
  is_on: z.boolean(),
  at: z.date(),
  by_name: z.string(),
  reason: z.string(),
})

export const switches = query({
  name: 'publishing.switches',
  title: '应急开关',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ switches: z.array(State), turns: z.array(Turn) }),
  async read(tx) {
    const rows = await tx<Turned[]>`select * from publishing.switches`
    const turns = await tx<Turned[]>`select * from publishing.switch_turns order by id desc limit 200`
    const list = switchNames.map(name => {
      const row = rows.find(one => one.switch === name)
      const { is_on = false, at = null, by_name = '', reason = '' } = row ?? {}
      return { switch: name, title: SWITCHES[name], is_on, at, by_name, reason }
    })
    return { switches: list, turns }
  },
})
