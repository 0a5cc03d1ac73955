// Passwords: argon2id from Node's crypto, compared in constant time; nothing is cut off, length is counted in characters.
import { type Argon2Parameters, argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const hash = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>

const MEMORY_KIB = 19_456
const PASSES = 2
const TAG_LENGTH = 32
const PASSWORD_LENGTH_MIN = 10
const PASSWORD_LENGTH_MAX = 128

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return hash('argon2id', {
    message: Buffer.from(password.normalize('NFC'), 'utf8'),
    nonce,
    parallelism: 1,
    tagLength: TAG_LENGTH,
    memory: MEMORY_KIB,
    passes: PASSES,
  })
}

/** `argon2id$memory$passes$nonce$tag`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce)
  return ['argon2id', MEMORY_KIB, PASSES, nonce.toString('base64url'), tag.toString('base64url')].join('$')
}

export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [algorithm, memory, passes, nonce = '', tag = ''] = stored.split('$')
  if (algorithm !== 'argon2id' || Number(memory) !== MEMORY_KIB || Number(passes) !== PASSES) return false
  const expected = Buffer.from(tag, 'base64url')
  const found = await derive(password, Buffer.from(nonce, 'base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}

const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password that can be read out and typed: four groups of four. */
export function randomPassword(): string {
  const letter = () => READABLE[randomInt(READABLE.length)]
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-')
}

/** What forbids a password, or undefined. `context` holds words it must not contain (login, unit, district). */
export function passwordProblem(password: string, context: string[]): string | undefined {
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN) return `密码至少 ${PASSWORD_LENGTH_MIN} 个字符`
  if (length > PASSWORD_LENGTH_MAX) return `密码最多 ${PASSWORD_LENGTH_MAX} 个字符`
  if (new Set(password).size < 5) return '密码用到的不同字符太少'
  const lower = password.toLowerCase()
  if (/^(password|qwerty|abc|admin|letmein|iloveyou|woaini|1234)/.test(lower) && length < 16) return '密码太常见'
  return context.some(word => word.length >= 3 && lower.includes(word.toLowerCase()))
    ? '密码不能包含登录名、单位或地名'
    : undefined
}
