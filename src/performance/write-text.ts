// Write one part of the report: words, with figures inserted as chips and never as typed digits.
import { z } from 'zod'
import { command, type FigureSet, Text, unknownFigure, YearField } from '../platform/index.ts'
import { Content, typedNumbers } from './content.ts'
import { editedMeanwhile, typedDigits, unknownSlot } from './refusals.ts'
import { SLOTS } from './texts.ts'

/** Write a part of a year's report. Refused with typed digits, an unknown figure, or when somebody else saved meanwhile. */
export const writeText = (set: FigureSet) =>
  command({
    name: 'performance.write-text',
    title: '编写报告',
    access: ['finance', 'operations', 'director'],
    input: z.strictObject({ year: YearField, slot: Text(40), content: Content, version: z.number().int().min(0) }),
    output: z.object({ version: z.number() }),
    async run(tx, call, { year, slot, content, version }) {
      if (!SLOTS.some(known => known.slot === slot)) throw unknownSlot({ slot })
      const digits = typedNumbers(content)
      if (digits.length > 0) throw typedDigits({ digits })
      for (const inline of content.flat()) {
        if ('figure' in inline && !set.has(inline.figure)) throw unknownFigure({ name: inline.figure })
      }
      const [written] = await tx<{ version: number }[]>`
        insert into performance.texts (year, slot, content, edited_at, edited_by)
        select ${year}, ${slot}, ${tx.json(content)}, ${call.at}, ${call.actor.name}
        where ${version} = 0 or exists (select from performance.texts where year = ${year} and slot = ${slot})
        on conflict (year, slot) do update set content = excluded.content, version = performance.texts.version + 1,
          edited_at = excluded.edited_at, edited_by = excluded.edited_by
        where performance.texts.version = ${version} returning version`
      if (written) return { version: written.version }
      const [other] = await tx<
        { edited_by: string }[]
      >`select edited_by from performance.texts where year = ${year} and slot = ${slot}`
      throw editedMeanwhile({ by: other?.edited_by ?? '别人' })
    },
  })
