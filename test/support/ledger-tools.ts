// The strict checks of other people's accounting programs, where they are installed.
import { spawnSync } from 'node:child_process'

export type LedgerTool = { format: 'hledger' | 'beancount'; command: string; check(file: string): string[] }

export const LEDGER_TOOLS: readonly LedgerTool[] = [
  { format: 'hledger', command: 'hledger', check: file => ['-f', file, 'check', '--strict'] },
  { format: 'beancount', command: 'bean-check', check: file => [file] },
]

export const isInstalled = ({ command }: LedgerTool): boolean => spawnSync(command, ['--version']).status === 0

/** What the tool finds wrong with a file; empty when it passes. */
export function faultsFound(tool: LedgerTool, file: string): string {
  const { status, stdout, stderr } = spawnSync(tool.command, tool.check(file), { encoding: 'utf8' })
  return status === 0 ? stdout + stderr : `${status}: ${stdout}${stderr}`
}
