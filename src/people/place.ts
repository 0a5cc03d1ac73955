// Where the unit is and at which level its budget stands: rules that differ by place are chosen by it.
import { z } from 'zod'
import { command, type Sql } from '../platform/index.ts'
import { noUnit } from './refusals.ts'
import { LEVELS, type Level } from './words.ts'

export type Place = { province: string; city: string; county: string; level: Level }

const Name = z.string().trim().max(20, '不能超过 20 个字').regex(/^\S*$/, '名称里不要有空格')

/** A place in the order of its parts; the province by its whole name, since rules name it so. */
export const PlaceInput = z.strictObject({
  province: Name.regex(/(省|市|自治区|兵团)$/, '省级写全称，如“湖南省”'),
  city: Name.default(''),
  county: Name.default(''),
  level: z.enum(LEVELS, `预算级次应为${LEVELS.join('、')}之一`),
})

/** The place of the unit; undefined until somebody set it. */
export async function findPlace(tx: Sql): Promise<Place | undefined> {
  const [place] = await tx<Place[]>`select province, city, county, level from people.unit where level <> ''`
  return place
}

/** Keeps the place of the unit. Refuses people.no-unit before there is one. */
export async function writePlace(tx: Sql, place: Place): Promise<void> {
  const written = await tx`update people.unit set ${tx(place)} returning 1`
  if (written.length === 0) throw noUnit()
}

/** Set where the unit is and the level of its budget. */
export const setPlace = command({
  name: 'people.set-place',
  title: '设定所在地区和预算级次',
  access: ['admin', 'finance'],
  input: PlaceInput,
  output: z.object({}),
  async run(tx, _call, place) {
    await writePlace(tx, place)
    return {}
  },
})
