// Send an asset to repair, and note that it came back.
import { z } from 'zod'
import { command, Id, Text } from '../../platform/index.ts'
import { lockCards, moveCard } from './card.ts'

/** Send an asset to repair; it stays in the name of who used it. */
export const sendToRepair = command({
  name: 'assets.send-to-repair',
  title: '送修',
  access: ['operations', 'finance'],
  input: z.strictObject({ card_id: Id, fault: Text(200), repairer: z.string().trim().max(80).default('') }),
  output: z.object({ card_no: z.string() }),
  async run(tx, call, { card_id, fault, repairer }) {
    const [card] = await lockCards(tx, [card_id])
    await moveCard(
      tx,
      call,
      card!,
      'send-to-repair',
      {},
      { summary: `送修：${fault}${repairer ? `，${repairer}` : ''}` },
    )
    return { card_no: card!.card_no }
  },
})

/** Note that a repair is done: it goes back to who used it, or to the store. */
export const finishRepair = command({
  name: 'assets.finish-repair',
  title: '修好',
  access: ['operations', 'finance'],
  input: z.strictObject({ card_id: Id, result: Text(200) }),
  output: z.object({ card_no: z.string() }),
  async run(tx, call, { card_id, result }) {
    const [card] = await lockCards(tx, [card_id])
    const move = card!.holder_id === null ? 'repaired-idle' : 'repaired'
    await moveCard(tx, call, card!, move, {}, { summary: `修好：${result}` })
    return { card_no: card!.card_no }
  },
})
