import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/server.ts'
import { seal, signatureHolds, signingKey, signText, takeKeysOf, unseal } from './sealing.ts'

const { folder } = temporaryFolder()
takeKeysOf(folder)

test('what is sealed opens only where it was sealed for, and only unchanged', () => {
  const sealed = seal('很长的密钥', 'account 1')
  expect(sealed.toString('utf8')).not.toContain('密钥')
  expect(unseal(sealed, 'account 1')).toBe('很长的密钥')
  expect(() => unseal(sealed, 'account 2')).toThrow()
  sealed[sealed.length - 1]! ^= 1
  expect(() => unseal(sealed, 'account 1')).toThrow()
})

test('a signature holds for the text it was made of and no other', () => {
  const signature = signText('全部撤下')
  expect(signatureHolds('全部撤下', signature)).toBe(true)
  expect(signatureHolds('部分撤下', signature)).toBe(false)
  expect(signingKey()).toContain('PUBLIC KEY')
})
