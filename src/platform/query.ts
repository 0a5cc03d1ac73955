// Queries: declared reads, with permission, input and output, like commands.
import type { z } from 'zod'
import { type Access, type Actor, mustBeAllowed } from './command.ts'
import type { Pool, Sql } from './database/database.ts'
import { mapOutOfRange, parseInput } from './input.ts'

/** What a query knows of the outside. */
export type Reading = { actor: Actor | undefined; at: Date }

export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  kind: 'query'
  /** module.noun: the route and the permission */
  name: string
  title: string
  access: Access
  input: I
  output: O
  read(tx: Sql, input: z.output<I>, reading: Reading): Promise<z.input<O>>
}

/** Declares a query. */
export function query<I extends z.ZodType, O extends z.ZodType>(declaration: Omit<Query<I, O>, 'kind'>): Query<I, O> {
  return { kind: 'query', ...declaration }
}

/** Answers a query on one snapshot of the database, so that numbers on one page agree with each other. */
export async function ask(pool: Pool, declared: Query, reading: Reading, raw: unknown): Promise<unknown> {
  mustBeAllowed(declared, reading.actor)
  const input = parseInput(declared.input, raw)
  try {
    return await pool.begin('isolation level repeatable read read only', async tx =>
      declared.output.parse(await declared.read(tx, input, reading)),
    )
  } catch (error) {
    throw mapOutOfRange(error)
  }
}
