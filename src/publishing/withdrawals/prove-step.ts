// A step no interface can do: a person took the piece away and says how that is known.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { command, Id, Text } from '../../platform/index.ts'
import { stepClosed } from '../refusals.ts'
import { finishStep, lockStep } from './take-back-job.ts'

/** Say that a piece is gone or corrected where no interface is, with the proof. */
export const proveStep = command({
  name: 'publishing.prove-step',
  title: '登记人工撤下',
  access: ['operations', 'director', 'editor'],
  input: z.strictObject({ step_id: Id, note: Text(300), screenshot_id: Id.nullable().default(null) }),
  output: z.object({}),
  async run(tx, call, { step_id, note, screenshot_id }) {
    const step = await lockStep(tx, step_id)
    if (!step || step.state === 'done' || step.way !== 'by_hand') throw stepClosed()
    if (screenshot_id !== null) {
      const use = { file_id: screenshot_id, use: 'publishing.withdrawal', subject: String(step_id) }
      await attachFile(tx, call, { ...use, access: 'signed-in', kinds: ['image'] })
    }
    const proof = { note, screenshot_id: screenshot_id === null ? null : String(screenshot_id) }
    await finishStep(tx, call, step, { message: note, by: call.actor.name, proof })
    return {}
  },
})
