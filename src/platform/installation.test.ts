import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../test/support/database.ts'
import { readConfig } from './config.ts'
import { startEmbedded } from './database/embedded-postgres.ts'
import { type Machine, nativeFolder, runnerOfRoot } from './database/postgres-binaries.ts'
import { mustBeNewEnough, openInstallation } from './installation.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'beita-installation-'))
  chmodSync(made, 0o755)
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

describe('a data directory', () => {
  test('serves one server at a time, beside which tools may work; the last one out stops the database', async () => {
    const config = readConfig({ DATA_DIR: path.join(folder(), 'data'), DATABASE_CONNECTIONS: '2' })
    const server = await openInstallation(config, 'server')
    expect(await refusalOf(openInstallation(config, 'server'))).toBe('platform.already-running')
    const tool = await openInstallation(config, 'tool')
    await server.close()
    const [row] = await tool.pool`select count(*)::int n from platform.migrations`
    expect(row?.n).toBeGreaterThan(0)
    const next = await openInstallation(config, 'server')
    await tool.close()
    expect(await next.pool`select 1 one`).toEqual([{ one: 1 }])
    await next.close()
    await expect(next.pool`select 1`).rejects.toThrow()
  })

  test('that a newer program used is refused, and let go of', async () => {
    const config = readConfig({ DATA_DIR: path.join(folder(), 'data'), DATABASE_CONNECTIONS: '2' })
    const first = await openInstallation(config, 'server')
    await first.pool`insert into platform.migrations (file, digest) values ('9999-of-the-future.sql', 'x')`
    await first.close()
    expect(await refusalOf(openInstallation(config, 'server'))).toBe('platform.database-is-newer')
    expect(await refusalOf(openInstallation(config, 'server'))).toBe('platform.database-is-newer')
  })

  test('whose database is damaged is refused with the place of the log', async () => {
    const data = folder()
    mkdirSync(path.join(data, 'postgres'), { mode: 0o700 })
    writeFileSync(path.join(data, 'postgres', 'PG_VERSION'), 'nonsense\n')
    const starting = startEmbedded(data)
    starting.catch(() => undefined)
    expect(await refusalOf(starting)).toBe('platform.database-did-not-start')
    await expect(starting).rejects.toThrow(path.join(data, 'postgres.log'))
  })
})

describe('a server of one’s own', () => {
  test('that does not answer is refused, with why', async () => {
    const opening = openInstallation(readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }), 'tool')
    opening.catch(() => undefined)
    expect(await refusalOf(opening)).toBe('platform.database-unreachable')
    await expect(opening).rejects.toThrow('ECONNREFUSED')
  })

  test('must be PostgreSQL 15 or newer', async () => {
    const opening = async (no: number, version: string) => mustBeNewEnough(no, version)
    expect(await refusalOf(opening(140_012, '14.12'))).toBe('platform.database-too-old')
    expect(await refusalOf(opening(Number.NaN, ''))).toBe('platform.database-too-old')
    await expect(opening(90_624, '9.6.24')).rejects.toThrow('9.6.24')
    await expect(opening(150_000, '15.0')).resolves.toBeUndefined()
  })
})

describe('the embedded database', () => {
  const nobody = { uid: 65_534, gid: 65_534 }
  const machine = (can: { namespace?: boolean; enter?: boolean; run?: string }): Machine => ({
    runs: (bin, prefix) => (prefix.length > 0 ? can.namespace === true : bin === can.run),
    reachable: () => can.enter === true,
    copied: () => '/copy',
  })
  const choose = async (can: Parameters<typeof machine>[0]) => runnerOfRoot('/program', '/srv/data', machine(can))

  test('is there for this platform, and says so where it is not', async () => {
    expect(nativeFolder(`${process.platform}-${process.arch}`)).toContain('embedded-postgres')
    const looking = async () => nativeFolder('plan9-mips')
    expect(await refusalOf(looking())).toBe('platform.no-database-binaries')
    await expect(looking()).rejects.toThrow('plan9-mips')
  })

  test('is run by root in a namespace of its own, else as nobody, else from a copy', async () => {
    expect(await choose({ namespace: true })).toEqual({ bin: '/program/bin', prefix: ['unshare', '--user', '--'] })
    expect(await choose({ enter: true, run: '/program/bin' })).toEqual({ bin: '/program/bin', prefix: [], ...nobody })
    expect(await choose({ enter: true, run: '/copy/bin' })).toEqual({ bin: '/copy/bin', prefix: [], ...nobody })
  })

  test('is refused to root where nobody else may enter or run it', async () => {
    expect(await refusalOf(choose({ run: '/program/bin' }))).toBe('platform.database-as-root')
    await expect(choose({})).rejects.toThrow('/srv')
    expect(await refusalOf(choose({ enter: true }))).toBe('platform.database-as-root')
  })
})
