// Secrets at rest: sealed by AES-256-GCM under a key file in the data directory, and our signature by Ed25519. The names of
// the algorithms stand beside what they made, so that others can take their place.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const SEAL_ALG = 'aes-256-gcm'

type Keys = { seal: Buffer; sign: KeyObject }
let folder: string | undefined
let keys: Keys | undefined

/** Where the keys lie: set once when the installation is opened. They are made when they are first needed. */
export function takeKeysOf(dataDir: string): void {
  const wanted = path.join(dataDir, 'keys')
  if (wanted !== folder) keys = undefined
  folder = wanted
}

function fileOf(name: string, make: () => string | Buffer): Buffer {
  const file = path.join(folder!, name)
  if (!existsSync(file)) {
    mkdirSync(folder!, { recursive: true, mode: 0o700 })
    try {
      // `wx`: of two processes that make it at once, one wins and both read the same
      writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file)
}

function ring(): Keys {
  if (folder === undefined) throw new Error('no folder of keys was named')
  keys ??= {
    seal: Buffer.from(fileOf('secrets.key', () => randomBytes(32).toString('hex')).toString(), 'hex'),
    sign: createPrivateKey(
      fileOf('signing.pem', () => {
        const { privateKey } = generateKeyPairSync('ed25519')
        return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
      }),
    ),
  }
  return keys
}

/** Seals a text; `place` names where it is kept, so that it opens nowhere else. */
export function seal(plain: string, place: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', ring().seal, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Opens what was sealed for this place; throws when it was changed, moved, or sealed under another key. */
export function unseal(sealed: Buffer, place: string): string {
  const cipher = createDecipheriv('aes-256-gcm', ring().seal, sealed.subarray(0, 12))
  cipher.setAAD(Buffer.from(place))
  cipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8')
}

export function signText(text: string): Buffer {
  return sign(null, Buffer.from(text), ring().sign)
}

export function signatureHolds(text: string, signature: Buffer): boolean {
  return verify(null, Buffer.from(text), createPublicKey(ring().sign), signature)
}

/** The public half, as others need it to check a signature. */
export function signingKey(): string {
  return createPublicKey(ring().sign).export({ type: 'spki', format: 'pem' }) as string
}
