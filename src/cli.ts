// The command line: bin/beita <command>. Results go to standard output, messages to standard error, in Chinese.
import { enableCompileCache } from 'node:module'
import { readArguments, USAGE, WrongArguments } from './arguments.ts'
import { Refusal } from './kernel/index.ts'

enableCompileCache?.()

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

/** A page lists what stands in the way; a terminal has only this message, which names the first few. */
function everyReason({ message, facts }: Refusal): string {
  const reasons = (Array.isArray(facts.reasons) ? facts.reasons : []) as string[]
  return reasons.every(reason => message.includes(reason)) ? '' : reasons.map(reason => `  ${reason}\n`).join('')
}

function explain(error: unknown): string {
  if (error instanceof WrongArguments) return `${error.message}\n\n${USAGE}`
  if (error instanceof Refusal) return `${error.message}\n${everyReason(error)}`
  const { code, path, port, stack } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'ENOENT') return `找不到文件 ${path}。\n`
  if (code === 'EISDIR') return `${path ?? '这'} 是文件夹，需要文件。\n`
  if (code === 'EACCES') return `没有权限读写 ${path ?? `端口 ${port}`}。\n`
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请用 --port 换一个。\n`
  return `出错了：${stack ?? String(error)}\n`
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(explain(error))
  process.exitCode = 2
}
