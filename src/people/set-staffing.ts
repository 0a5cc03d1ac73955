// Record the authorised posts (编制) of a year and how many people are in post.
import { z } from 'zod'
import { command, Text, YearField } from '../platform/index.ts'
import { writeStaffing } from './structure.ts'

/** Set a year's authorised posts and people in post, with the document that says so. */
export const setStaffing = command({
  name: 'people.set-staffing',
  title: '登记编制',
  access: ['admin', 'operations'],
  input: z.strictObject({
    year: YearField,
    authorised_count: z.number().int().min(0).max(10_000),
    in_post_count: z.number().int().min(0).max(10_000),
    source: Text(200),
  }),
  output: z.object({}),
  async run(tx, _call, input) {
    await writeStaffing(tx, input)
    return {}
  },
})
