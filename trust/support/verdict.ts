// The verdict of a trial: claims that held or not, figures, and one closing line with both and the seed.
import { parseArgs } from 'node:util'

export type Verdict = {
  /** records whether a claim held; what is wrong is told at once */
  claim(text: string, held: boolean, wrong?: unknown): void
  figure(name: string, value: string | number | bigint): void
  /** writes the closing line, sets the exit code */
  close(): void
}

/** Opens the verdict of a trial. */
export function openVerdict(trial: string, seed: number): Verdict {
  const began = performance.now()
  const figures: string[] = []
  let passed = 0
  let failed = 0
  return {
    claim(text, held, wrong) {
      if (held) passed += 1
      else failed += 1
      const detail = held || wrong === undefined ? '' : `: ${JSON.stringify(wrong, plain)?.slice(0, 2000)}`
      process.stdout.write(`${held ? 'ok  ' : 'FAIL'} ${text}${detail}\n`)
    },
    figure(name, value) {
      figures.push(`${name} ${value}`)
    },
    close() {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      const parts = [`${passed} passed, ${failed} failed`, ...figures, `seed ${seed}`, `${seconds} s`]
      process.stdout.write(`${trial}: ${parts.join(' · ')}\n`)
      process.exitCode = failed === 0 && passed > 0 ? 0 : 1
    },
  }
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/**
 * Whole numbers from the command line: `sizes` with their full and quick defaults; `--quick` takes the quick ones, each
 * can be set by its own option. `--seed` for another course of the same trial.
 */
export function trialOptions<K extends string>(sizes: Record<K, { full: number; quick: number }>) {
  const names = Object.keys(sizes) as K[]
  const options = Object.fromEntries(['seed', ...names].map(name => [name, { type: 'string' as const }]))
  const { values } = parseArgs({ options: { ...options, quick: { type: 'boolean' } } })
  const given = values as Record<string, string | boolean | undefined>
  const whole = (name: string, fallback: number) => {
    const value = given[name] === undefined ? fallback : Number(given[name])
    if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1`)
    return value
  }
  const size = Object.fromEntries(
    names.map(name => [name, whole(name, given.quick ? sizes[name].quick : sizes[name].full)]),
  ) as Record<K, number>
  return { ...size, quick: given.quick === true, seed: whole('seed', 1) }
}
