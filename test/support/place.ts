// The unit of the tests: a district where the rules that come with the product apply.
import { findUnit, type Place, writePlace, writeUnit } from '../../src/people/index.ts'
import type { Sql } from '../../src/platform/index.ts'

export const HERE: Place = { province: '湖南省', city: '某市', county: '某区', level: '区县级' }

/** Writes the unit, unless there is one, with its place. */
export async function standHere(tx: Sql): Promise<void> {
  if (!(await findUnit(tx)))
    await writeUnit(tx, { name: '某区融媒体中心', short_name: '本中心', district: '某市某区', duties: '' })
  await writePlace(tx, HERE)
}
