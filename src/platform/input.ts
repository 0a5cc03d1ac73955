// What is put into commands and queries, checked: by its schema, and for what no column of the database can hold.
import type { z } from 'zod'
import { refusal } from '../kernel/index.ts'

type Problem = { path: string; message: string }

export const malformed = refusal<{ problems: Problem[] }>(
  'platform.malformed',
  400,
  f => `填写的内容不符合要求：${f.problems.map(p => `${p.path || '整体'}：${p.message}`).join('；')}`,
)

/** Texts that hold a zero character or half of a surrogate pair: no database and no other program can keep them. */
function unkeepable(value: unknown, path: readonly string[] = []): Problem[] {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return []
    return [{ path: path.join('.'), message: '含有不能保存的字符，请删去后重新填写' }]
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...unkeepable(key, [...path, '字段名']),
    ...unkeepable(inner, [...path, key]),
  ])
}

/** What the program itself brings in from outside (feeds, mails, answers of platforms), without what could not be kept. */
export function keepable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T
  if (Array.isArray(value)) return value.map(keepable) as T
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [keepable(key), keepable(inner)])) as T
}

/** Checks an input against its schema; throws the refusal `platform.malformed` naming each field. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const read = schema.safeParse(raw)
  if (!read.success)
    throw malformed({ problems: read.error.issues.map(i => ({ path: i.path.join('.'), message: i.message })) })
  const problems = unkeepable(raw)
  if (problems.length > 0) throw malformed({ problems })
  return read.data
}

const OUT_OF_RANGE = '22003'

/** A number greater than its column is a number somebody filled in: told as that. Other errors come back as they are. */
export function mapOutOfRange(error: unknown): unknown {
  if ((error as { code?: unknown } | null)?.code !== OUT_OF_RANGE) return error
  return malformed({ problems: [{ path: '', message: '有数字超出了能保存的范围' }] })
}
