// Jobs: work the program does by itself. Declared like commands; the row that asks for one is written in a command's transaction.
import type { z } from 'zod'
import type { Command } from '../command.ts'
import type { Sql } from '../database/database.ts'

/** What a job may use: it reads in a transaction of its own and changes things by commands alone. */
export type Work = {
  read<T>(look: (tx: Sql) => Promise<T>): Promise<T>
  /** performs a command as the system */
  perform<I extends z.ZodType, O extends z.ZodType>(declared: Command<I, O>, input: z.input<I>): Promise<z.output<O>>
  now(): Date
  /** 1 the first time; grows when the job threw or its worker died */
  attempt_no: number
  /** aborts when the worker stops or loses the database */
  signal: AbortSignal
}

export type Job<P extends z.ZodType = z.ZodType> = {
  kind: 'job'
  /** module.verb-noun */
  name: string
  title: string
  payload: P
  /** after so many failures it waits for a person */
  attempts_max: number
  /** done, or when to come again (which is no failure) */
  run(work: Work, payload: z.output<P>): Promise<{ again_at: Date } | undefined>
}

/** Declares a job. Its work must bear being begun twice: a worker may die in the middle. */
export function job<P extends z.ZodType>(declaration: Omit<Job<P>, 'kind'>): Job<P> {
  return { kind: 'job', ...declaration }
}

/** What a worker does every so often; several workers may do it at once. */
export type Sweep = { kind: 'sweep'; name: string; every_ms: number; run(work: Work): Promise<void> }

export function sweep(declaration: Omit<Sweep, 'kind'>): Sweep {
  return { kind: 'sweep', ...declaration }
}

type When = { at: Date; due_at?: Date; key?: string }

/**
 * Asks for a job, in the caller's transaction. With a `key`, a job of that name and key that waits already is the one: it
 * only comes sooner if it now should.
 */
export async function enqueue<P extends z.ZodType>(
  tx: Sql,
  declared: Job<P>,
  payload: z.input<P>,
  { at, due_at = at, key }: When,
): Promise<void> {
  await tx`insert into platform.jobs (name, key, payload, due_at, queued_at)
    values (${declared.name}, ${key ?? null}, ${tx.json(payload as never)}, ${due_at}, ${at})
    on conflict (name, key) where worker_no is null and gave_up_at is null
    do update set due_at = least(platform.jobs.due_at, excluded.due_at)`
}
