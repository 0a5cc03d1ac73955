// The job that delivers one release: decides, speaks with the channel, records the outcome. May die anywhere and begin again.
import { z } from 'zod'
import { job } from '../../platform/index.ts'
import { beginDelivery } from './begin-delivery.ts'

export const deliver = job({
  name: 'publishing.deliver',
  title: '投递',
  payload: z.strictObject({ release_id: z.string() }),
  attempts_max: 1_000,
  async run(work, { release_id }) {
    const { step, again_at } = await work.perform(beginDelivery, { release_id })
    if (step === 'wait') return { again_at: new Date(again_at as unknown as string) }
    return undefined
  },
})
