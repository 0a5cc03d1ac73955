// An error as a reviewer lists it.
import { z } from 'zod'
import { Text } from '../../platform/index.ts'
import { ERROR_CLASSES } from '../vocabulary.ts'

const classes = Object.keys(ERROR_CLASSES) as [keyof typeof ERROR_CLASSES]

export const ErrorField = z.strictObject({
  class: z.enum(classes),
  excerpt: Text(200),
  correction: z.string().trim().max(200).default(''),
})
