import path from 'node:path'
import { expect, test } from 'vitest'
import { refusalOf } from '../../test/support/database.ts'
import { databaseEnvironment, readConfig } from './config.ts'

const read = async (environment: Record<string, string>) => readConfig(environment)

test('without any setting the program listens to this machine only and keeps its data beside itself', async () => {
  expect(await read({})).toEqual({
    data_dir: path.resolve('data'),
    port: 8090,
    host: '127.0.0.1',
    database_url: undefined,
    database_connections: 16,
    public_url: undefined,
    trust_proxy: false,
    ffmpeg: 'ffmpeg',
    fonts_dir: undefined,
    clock_offset: 0,
  })
})

test('an empty setting counts as none, and the command line goes before the environment', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(8090)
  expect(readConfig({ PORT: '8091' }, { port: '8092' }).port).toBe(8092)
  expect(readConfig({ TRUST_PROXY: '1' }).trust_proxy).toBe(true)
})

test('a wrong setting is refused by its name', async () => {
  const wrong: Record<string, string>[] = [
    { PORT: '99999' },
    { PORT: 'abc' },
    { PORT: '-1' },
    { DATABASE_URL: 'mysql://localhost/x' },
    { DATABASE_CONNECTIONS: '0' },
    { PUBLIC_URL: 'www.example.cn' },
    { PUBLIC_URL: 'ftp://example.cn' },
    { TRUST_PROXY: 'yes' },
  ]
  for (const setting of wrong) {
    expect(await refusalOf(read(setting)), JSON.stringify(setting)).toBe('platform.invalid-config')
    await expect(read(setting)).rejects.toThrow(Object.keys(setting)[0]!)
  }
})

test('all wrong settings are named at once', async () => {
  await expect(read({ PORT: 'x', TRUST_PROXY: 'yes' })).rejects.toThrow(/PORT.*；.*TRUST_PROXY/)
})

test('the database server inherits nothing of ours but the path', () => {
  expect(Object.keys(databaseEnvironment()).sort()).toEqual(['LC_ALL', 'PATH', 'TZ'])
})
