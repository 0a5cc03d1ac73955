import { expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '203.0.113.9',
  '::1',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fd00::1',
  'not an address',
])('%s is not of the public network', address => expect(isPublicAddress(address)).toBe(false))

test.each(['223.5.5.5', '114.114.114.114', '2400:3200::1'])('%s is of the public network', address =>
  expect(isPublicAddress(address)).toBe(true),
)
