// Close a year (关账): asks every module what stands in the way, then the books are closed for good.
import { z } from 'zod'
import { closeYear as closeBudgetYear } from '../budget/index.ts'
import { command, Int64, type VetoSource, vetoesOf, YearField } from '../platform/index.ts'
import { vetoesStand } from './refusals.ts'

/** Close the year's books. Refused with every reason while something of the year is unfinished. */
export const closeYear = (sources: readonly VetoSource[]) =>
  command({
    name: 'handover.close-year',
    title: '年度关账',
    access: ['finance'],
    input: z.strictObject({ year: YearField }),
    output: z.object({ voucher_id: Int64.nullable() }),
    async run(tx, call, { year }) {
      const vetoes = await vetoesOf(sources, tx, { kind: 'year-closes', year })
      if (vetoes.length > 0) throw vetoesStand({ subject: `${year}年度关账`, reasons: vetoes.map(veto => veto.reason) })
      return { voucher_id: await closeBudgetYear(tx, call, year) }
    },
  })
