// Whether a year's books may come in at all, whatever stands in their rows.
import { type Day, yearOf } from '../kernel/index.ts'
import { findUnit } from '../people/index.ts'
import type { Sql } from '../platform/index.ts'
import { futureYear, keptYear, otherUnit } from './refusals.ts'
import type { Books } from './schema.ts'

/** Refuses books of another unit, of a year still to come, and of one that is kept here. */
export async function mustBeImportable(
  tx: Sql,
  books: Pick<Books, 'year' | 'unit_name'>,
  today: Day,
): Promise<{ closed: boolean } | undefined> {
  const { year } = books
  const unit = await findUnit(tx)
  if (unit && unit.name !== books.unit_name) throw otherUnit({ given: books.unit_name, unit: unit.name })
  if (year > yearOf(today)) throw futureYear({ year })
  const [known] = await tx<{ origin: string; closed: boolean }[]>`
    select origin, closed_at is not null closed from budget.years where year = ${year}`
  if (known?.origin === 'kept') throw keptYear({ year })
  return known
}

/** The year is not over and not closed: it is gone on with here. */
export const isRunning = ({ year, closed }: Pick<Books, 'year' | 'closed'>, today: Day): boolean =>
  year === yearOf(today) && !closed
