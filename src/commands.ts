// What the command line can do, one function a command. Each returns the exit code: 0 fine, 1 something was found wrong.

import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { allFigures, allVetoes } from './app.ts'
import { type Arguments, print, WrongArguments } from './arguments.ts'
import { checkBooks, EXPORT_FORMATS, type ExportFormat, exportBooks } from './books/index.ts'
import { noSuchYear } from './budget/index.ts'
import { serveEmulators } from './channels/index.ts'
import { figureOut } from './disclosure/index.ts'
import { closeYear } from './handover/index.ts'
import { importKinds } from './import-kinds.ts'
import type { Classification } from './kernel/index.ts'
import { ensureSample, SERVER_ROLES, startServer } from './main.ts'
import { assembleReport, defaultClassification, FORMATS, type Format, renderReport } from './performance/index.ts'
import {
  type Command,
  openInstallation,
  type Pool,
  perform,
  readConfig,
  toJson,
  verifyJournal,
} from './platform/index.ts'
import { checkFile } from './proofing/index.ts'

type Run = (args: Arguments) => Promise<number>

const say = (line: string) => process.stderr.write(`${line}\n`)
const SYSTEM = { id: 'system', name: '系统', roles: [] }

function wantedYear({ values }: Arguments): number {
  if (!/^\d{4}$/.test(values.year ?? '')) throw new WrongArguments('请用 --year 写明年度，如 --year 2022。')
  return Number(values.year)
}

function wantedOne<T extends string>(value: string | undefined, option: string, allowed: readonly T[]): T {
  const found = allowed.find(one => one === value)
  if (found === undefined) throw new WrongArguments(`--${option} 应为 ${allowed.join('、')} 之一。`)
  return found
}

function wantedClassification({ values }: Arguments): Classification | undefined {
  return values.as === undefined ? undefined : wantedOne<Classification>(values.as, 'as', ['reported', 'classified'])
}

function wantedFile({ positionals }: Arguments): string {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new WrongArguments('请写明一个文件。')
  return file
}

/** Attaches to the running server's database, or starts it for as long as the work takes. */
async function withPool<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
  const config = { ...readConfig(), database_connections: 4 }
  const installation = await openInstallation(config, 'tool')
  try {
    if (await ensureSample(installation.pool, config))
      say('已装入示例单位。登录名和密码在第一次启动（npm start）时显示。')
    return await work(installation.pool)
  } finally {
    await installation.close()
  }
}

/** One snapshot of the database for everything a command reads. */
function snapshot<T>(
  work: Parameters<Pool['begin']>[1] extends (sql: infer S) => unknown ? (tx: S) => Promise<T> : never,
): Promise<T> {
  return withPool(async pool => (await pool.begin('isolation level repeatable read read only', work as never)) as T)
}

async function deliver(bytes: Uint8Array | string, out: string | undefined): Promise<void> {
  if (out === undefined) return print(bytes)
  await writeFile(out, bytes)
  say(`已写入 ${path.resolve(out)}`)
}

function stopSignal(): Promise<void> {
  return new Promise<void>(resolve => {
    // Ctrl-C may arrive twice, from the terminal and from the launcher: the second must not cut the orderly stop short
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

const start: Run = async args => {
  // listened for from the first moment: a Ctrl-C while it starts stops it in order, too
  const stopped = stopSignal()
  const server = await startServer(
    readConfig(process.env, args.values.port === undefined ? {} : { port: args.values.port }),
    {
      empty: args.values.empty === true,
      role: wantedOne(args.values.role ?? 'all', 'role', SERVER_ROLES),
    },
  )
  await stopped
  say('正在停止……')
  await server.stop()
  return 0
}

const report: Run = async args => {
  const year = wantedYear(args)
  const format = wantedOne(args.values.format, 'format', Object.keys(FORMATS) as Format[])
  const as = wantedClassification(args)
  const assembled = await snapshot(async tx => {
    const period = { year, as: as ?? (await defaultClassification(tx, year)) }
    return { ...(await assembleReport(tx, allFigures, period)), ...period }
  })
  const figures = [...assembled.figures.values()].map(figure => figureOut(figure, assembled.figures))
  const body = await renderReport({ year, as: assembled.as, document: assembled.document, figures }, format, {
    fonts_dir: readConfig().fonts_dir,
  })
  await deliver(body, args.values.out)
  return 0
}

const figures: Run = async args => {
  const year = wantedYear(args)
  const as = wantedClassification(args)
  const all = await snapshot(async tx => {
    const period = { year, as: as ?? (await defaultClassification(tx, year)) }
    return (await assembleReport(tx, allFigures, period)).figures
  })
  const list = [...all.values()].map(value => figureOut(value, all))
  const lines = args.values.json
    ? `${toJson(list)}\n`
    : list.map(f => `${f.name}\t${f.title}\t${f.display}\t${f.basis}\n`).join('')
  await deliver(lines, args.values.out)
  return 0
}

const check: Run = async args => {
  const file = wantedFile(args)
  const { document: _document, file: _name, ...result } = await checkFile(await readFile(file), path.basename(file))
  const found = result.findings.some(finding => finding.severity === 'error')
  if (args.values.json) await print(`${toJson({ file, ...result })}\n`)
  else await print(checkText({ file, ...result }))
  return found ? 1 : 0
}

const SEVERITIES: Record<string, string> = { error: '错误', warning: '提示', info: '说明' }

function findingLines(
  findings: readonly { severity: string; line: number; message: string; excerpt: string }[],
): string {
  return findings
    .map(f => `[${SEVERITIES[f.severity]}] ${f.line > 0 ? `第${f.line}行：` : ''}${f.message}\n        ${f.excerpt}\n`)
    .join('')
}

function checkText(result: {
  file: string
  relations: { status: string }[]
  findings: { severity: string; line: number; message: string; excerpt: string }[]
}): string {
  const good = result.relations.filter(relation => ['ok', 'rounded'].includes(relation.status)).length
  const head = `${result.file}：核对数量关系 ${result.relations.length} 处，相符 ${good} 处；发现问题 ${result.findings.length} 个。\n`
  return head + findingLines(result.findings)
}

const checkBooksOfYear: Run = async args => {
  const year = wantedYear(args)
  const findings = await snapshot(async tx => {
    await defaultClassification(tx, year)
    return checkBooks(tx, year)
  })
  const found = findings.some(finding => finding.severity === 'error')
  await print(args.values.json ? `${toJson({ year, findings })}\n` : findingLines(findings) || '没有发现问题。\n')
  return found ? 1 : 0
}

const importAny: Run = async args => {
  const kind = wantedOne(args.values.kind, 'kind', Object.keys(importKinds))
  const file = wantedFile(args)
  const { section, 'media-host': media_host } = args.values
  return withPool(async pool => {
    const { data_dir } = readConfig()
    const dry_run = args.values['dry-run'] === true
    const options = { dry_run, now: () => new Date(), section, media_host, data_dir, say, given: args.values }
    const { ok, message, detail } = await importKinds[kind]!(pool, file, options)
    await print(`${args.values.json ? toJson({ kind, file, dry_run, ok, message, ...detail }) : message}\n`)
    return ok ? 0 : 1
  })
}

const exportYear: Run = async args => {
  const year = wantedYear(args)
  const format = wantedOne<ExportFormat>(args.values.format, 'format', EXPORT_FORMATS)
  const out = args.values.out
  if (out === undefined) throw new WrongArguments('请用 --out 写明文件夹。')
  const files = await snapshot(async tx => {
    await defaultClassification(tx, year)
    return exportBooks(tx, year, format, out)
  })
  for (const file of files) say(`已写入 ${file}`)
  return 0
}

const closeBooksOfYear: Run = async args => {
  const year = wantedYear(args)
  return withPool(async pool => {
    const known = await pool`select 1 from budget.years where year = ${year}`
    if (known.length === 0) throw noSuchYear({ year })
    const close = closeYear(allVetoes) as unknown as Command
    await perform(pool, close, { id: randomUUID(), actor: SYSTEM, at: new Date() }, { year })
    say(`${year}年度已关账。`)
    return 0
  })
}

const verify: Run = () =>
  withPool(async pool => {
    const { sealed_count, unsealed_count, head, first_bad } = await verifyJournal(pool)
    if (first_bad) {
      await print(
        `操作日志第 ${first_bad.seal_no} 条有问题：${first_bad.reason}（${first_bad.journal_id ?? '无编号'}）。\n`,
      )
      return 1
    }
    await print(`操作日志完好：已封存 ${sealed_count} 条，待封存 ${unsealed_count} 条，链首 ${head ?? '无'}。\n`)
    return 0
  })

/** The emulated platforms, beside a demo: what to set an account's address to is said once they serve. */
const emulators: Run = async args => {
  const base = args.values['port-base'] ?? '8300'
  if (!/^\d{1,5}$/.test(base)) throw new WrongArguments('--port-base 应为端口号。')
  const served = await serveEmulators(Number(base))
  say('模拟平台已启动。在“账号”里把接口地址设为下面的地址，就可以演练：')
  for (const one of served) say(`  ${one.name.padEnd(12)} ${one.url}`)
  await stopSignal()
  await Promise.all(served.map(one => one.stop()))
  return 0
}

export const commands: Record<string, Run> = {
  start,
  emulators,
  report,
  figures,
  check,
  verify,
  'check-books': checkBooksOfYear,
  import: importAny,
  export: exportYear,
  'close-year': closeBooksOfYear,
}
