// Give a line to the section that answers for it: 收入责任 for income, the first section in charge for spending.
import { z } from 'zod'
import { sectionByName } from '../../people/index.ts'
import { command, Text, YearField } from '../../platform/index.ts'
import { noSuchLine } from '../refusals.ts'

/** Name the section that answers for a line. */
export const assignLine = command({
  name: 'budget.assign-line',
  title: '落实责任科室',
  access: ['finance'],
  input: z.strictObject({ year: YearField, line_no: Text(20), section: Text(40) }),
  output: z.object({ line_no: z.string() }),
  async run(tx, _call, { year, line_no, section }) {
    const section_id = await sectionByName(tx, section)
    const named = await tx`
      update budget.lines set section_id = ${section_id} where year = ${year} and line_no = ${line_no} and not imported returning 1`
    if (named.length === 0) throw noSuchLine({ line: line_no })
    return { line_no }
  },
})
