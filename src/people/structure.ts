// The unit and its sections as rows, for this module's commands and for imports.
import type { Sql } from '../platform/index.ts'
import { noSuchSection } from './refusals.ts'

export type Unit = { name: string; short_name: string; district: string; duties: string }

/** The unit this installation serves; undefined before the setup. */
export async function findUnit(tx: Sql): Promise<Unit | undefined> {
  const [unit] = await tx<Unit[]>`select name, short_name, district, duties from people.unit`
  return unit
}

export async function writeUnit(tx: Sql, unit: Unit): Promise<void> {
  await tx`insert into people.unit (name, short_name, district, duties)
    values (${unit.name}, ${unit.short_name}, ${unit.district}, ${unit.duties})
    on conflict (only_one) do update set name = excluded.name, short_name = excluded.short_name,
      district = excluded.district, duties = excluded.duties`
}

/** Makes sure a section exists; returns its id. */
export async function ensureSection(tx: Sql, name: string): Promise<bigint> {
  const [row] = await tx<{ id: bigint }[]>`
    insert into people.sections (name, sort) values (${name}, (select coalesce(max(sort), 0) + 1 from people.sections))
    on conflict on constraint section_name_is_unique do update set name = excluded.name returning id`
  return row!.id
}

/** The id of a section by name; refuses when there is none. */
export async function sectionByName(tx: Sql, name: string): Promise<bigint> {
  const [row] = await tx<{ id: bigint }[]>`select id from people.sections where name = ${name} and closed_at is null`
  if (!row) throw noSuchSection({ section: name })
  return row.id
}

/** 编制数 and people in post of a year, with the document they come from. */
export async function writeStaffing(
  tx: Sql,
  staffing: { year: number; authorised_count: number; in_post_count: number; source: string },
): Promise<void> {
  const { year, authorised_count, in_post_count, source } = staffing
  await tx`insert into people.staffing (year, authorised_count, in_post_count, source)
    values (${year}, ${authorised_count}, ${in_post_count}, ${source})
    on conflict (year) do update set authorised_count = excluded.authorised_count,
      in_post_count = excluded.in_post_count, source = excluded.source`
}
