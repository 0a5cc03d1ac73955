// The job that takes one release back by its channel. Taking back twice does no harm, so a lost answer is simply asked again.
import { z } from 'zod'
import { job } from '../../platform/index.ts'

/** The job by its name; take-back-job.ts gives it its work. */
export const takeBack = job({
  name: 'publishing.take-back',
  title: '从渠道撤下',
  payload: z.strictObject({ step_id: z.string() }),
  attempts_max: 1_000,
  async run() {
    throw new Error('撤下任务没有装配')
  },
})
