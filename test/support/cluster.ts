// Starts one PostgreSQL cluster for the whole test run, without flushing to disk, and a migrated template database.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, migrate, startEmbedded } from '../../src/platform/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    socket_dir: string
  }
}

export const TEMPLATE = 'beita_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-test-'))
  const cluster = await startEmbedded(folder, { fast: true })
  const admin = connect(cluster, { database: 'postgres', connections: 1 })
  await admin.unsafe(`create database ${TEMPLATE}`)
  const template = connect(cluster, { database: TEMPLATE, connections: 2 })
  await migrate(template)
  await template.end()
  await admin.end()
  project.provide('socket_dir', cluster.socket_dir)
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
