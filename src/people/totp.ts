// One-time codes of an authenticator app (RFC 6238: SHA-1, 30 s, 6 digits). A code works once.
import { createHmac, randomBytes } from 'node:crypto'

const STEP_S = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map(group => ALPHABET[Number.parseInt(group, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(octet => Number.parseInt(octet, 2)))
}

/** A new secret of 160 bits, base32. */
export function newTotpSecret(): string {
  return base32(randomBytes(20))
}

export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = mac[19]! & 15
  return ((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0')
}

export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_S)
}

/** The step whose code was typed: now or one step to either side, and later than the last one used; else undefined. */
export function matchingStep(secret: string, code: string, at: Date, lastStep: bigint | null): number | undefined {
  const now = totpStep(at)
  return [now, now - 1, now + 1].find(step => BigInt(step) > (lastStep ?? -1n) && totpCode(secret, step) === code)
}
