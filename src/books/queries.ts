// Reads of the books for the workbench: what check-books finds.
import { z } from 'zod'
import { query, YearField } from '../platform/index.ts'
import { checkBooks } from './check-books.ts'

export const check = query({
  name: 'books.check',
  title: '账套检查',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(
    z.object({ rule: z.string(), severity: z.string(), message: z.string(), excerpt: z.string(), line: z.number() }),
  ),
  read: (tx, { year }) => checkBooks(tx, year),
})
