// Input that fits a schema on the whole and is bad in its details: what a broken program or somebody who means harm would send.
import { z } from 'zod'
import { type Random, random } from '../../samples/random.ts'

type Schema = {
  $ref?: string
  $defs?: Record<string, Schema>
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  minimum?: number
  maximum?: number
  maxLength?: number
  format?: string
  pattern?: string
}

const TEXTS = [
  ['', 'x', '北塔', '=cmd()', '<script>', "'; drop table x; --", '../../etc/passwd', '%00', '\u202e', '１２', '\n'],
  ['nul\0', '\ud800x', 'a'.repeat(5000), '🀄'.repeat(300), 'http://127.0.0.1/', 'https://a.example.cn', 'file:///x'],
  ['0', '1', '2', '-1', '1e5', '2022', '9223372036854775807', '9223372036854775808', '9'.repeat(25), '10:00', '25:61'],
].flat()
const DAYS = ['2022-01-01', '2022-06-30', '2024-02-29', '0001-01-01', '9999-12-31', '2026-02-30']
const MOMENTS = ['2022-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z']
const DIGITS = ['0', '1', '2', '3', '100', '2022', '2022-03', '2022-01-01', '-1', '9223372036854775808', '9'.repeat(25)]
const WHOLE = [0, 1, 2, 3, 2022, -1, 2_147_483_648, Number.MAX_SAFE_INTEGER]
const ANYTHING = [null, 0, '', 'x', true, [], {}]

function text(one: Schema, { pick, next }: Random): string {
  if (one.format === 'date') return pick(DAYS)
  if (one.format === 'date-time') return pick(MOMENTS)
  if (one.format === 'uuid') return '6f1c9d1e-3c2b-4a57-9d5e-2f0b8a7c6d5e'
  if (one.pattern?.includes('{64}')) return '0'.repeat(64)
  if (one.pattern && /\\d|0-9/.test(one.pattern)) return pick(DIGITS)
  const made = pick(TEXTS)
  return one.maxLength !== undefined && next() < 0.9 ? made.slice(0, one.maxLength) : made
}

function object(one: Schema, root: Schema, by: Random): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(one.properties ?? {})) {
    if (by.next() < (one.required?.includes(name) ? 0.98 : 0.5)) made[name] = value(inner, root, by)
  }
  const { additionalProperties: more } = one
  if (typeof more === 'object') for (let n = 0; n < 2; n += 1) made[by.pick(TEXTS).slice(0, 50)] = value(more, root, by)
  return made
}

function value(one: Schema, root: Schema, by: Random): unknown {
  const { next, pick } = by
  if (next() < 0.03) return pick(ANYTHING)
  if (one.$ref) return value(one.$ref === '#' ? root : root.$defs![one.$ref.split('/').at(-1)!]!, root, by)
  if (one.const !== undefined) return one.const
  if (one.enum) return pick(one.enum)
  const several = one.anyOf ?? one.oneOf
  if (several) return value(pick(several), root, by)
  if (one.allOf) return Object.assign({}, ...one.allOf.map(part => value(part, root, by)))
  switch (Array.isArray(one.type) ? pick(one.type) : one.type) {
    case 'object':
      return object(one, root, by)
    case 'array':
      return Array.from({ length: pick([0, 1, 1, 2, 3]) }, () => value(one.items ?? {}, root, by))
    case 'integer':
    case 'number':
      return pick([one.minimum ?? 0, one.maximum ?? 9, ...WHOLE, 2.5, 1e308])
    case 'boolean':
      return next() < 0.5
    case 'string':
      return text(one, by)
    default:
      return pick(ANYTHING)
  }
}

/** So many inputs for a schema; the same seed makes the same. */
export function garbageFor(schema: z.ZodType, count: number, seed: number): unknown[] {
  const by = random(seed)
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  return Array.from({ length: count }, () => value(root, root, by))
}
