// Name the unit this installation serves and its sections: the first step of the setup.
import { z } from 'zod'
import { command, Text } from '../platform/index.ts'
import { ensureSection, writeUnit } from './structure.ts'

/** Set the unit's names and duties, and make sure its sections exist. */
export const setUnit = command({
  name: 'people.set-unit',
  title: '设置单位',
  access: ['admin'],
  input: z.strictObject({
    name: Text(60),
    short_name: Text(20).default('本中心'),
    district: Text(60),
    duties: z.string().max(20_000).default(''),
    sections: z.array(Text(40)).max(50).default([]),
  }),
  output: z.object({ section_count: z.number() }),
  async run(tx, _call, { sections, ...unit }) {
    await writeUnit(tx, unit)
    for (const name of sections) await ensureSection(tx, name)
    return { section_count: sections.length }
  },
})
