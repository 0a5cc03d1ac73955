// The command line: bin/beita <command>. Results go to standard output, messages to standard error, in Chinese.
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { Refusal } from './kernel/index.ts'

enableCompileCache?.()

const USAGE = `用法：bin/beita <命令>
  start [--empty] [--port N]                启动（--empty：不装示例，打开设置向导）
  report --year N [--as reported|classified] --format text|html|docx|pdf|json [--out 文件]
  figures --year N [--as reported|classified] --json
  check 文件 [--json]                        校核一份报告
  check-books --year N [--json]             检查账套
  import 文件或文件夹 --kind books [--dry-run]  导入往年账
  export --year N --format hledger|beancount|xlsx|csv --out 文件夹
  close-year --year N                       年度关账
  verify                                    验证操作日志
`

export class WrongArguments extends Error {}

const OPTIONS = {
  year: { type: 'string' },
  as: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  kind: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  empty: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

export type Arguments = ReturnType<typeof readArguments>

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new WrongArguments((error as Error).message)
  }
}

async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === '' || name === 'help' || name === '--help') {
    process.stdout.write(USAGE)
    return name === '' ? 2 : 0
  }
  const { commands } = await import('./commands.ts')
  const run = commands[name]
  if (!run) throw new WrongArguments(`没有“${name}”这个命令。`)
  return run(readArguments(rest))
}

function explain(error: unknown): string {
  if (error instanceof WrongArguments) return `${error.message}\n\n${USAGE}`
  if (error instanceof Refusal) return `${error.message}\n`
  const { code, path, port, stack } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'ENOENT') return `找不到文件 ${path}。\n`
  if (code === 'EISDIR') return `${path ?? '这'} 是文件夹，需要文件。\n`
  if (code === 'EACCES') return `没有权限读写 ${path ?? `端口 ${port}`}。\n`
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请用 --port 换一个。\n`
  return `出错了：${stack ?? String(error)}\n`
}

/** Writes all of a text before the process may end, also into a pipe. */
export function print(bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(bytes, error => (error ? reject(error) : resolve())))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(explain(error))
  process.exitCode = 2
}
