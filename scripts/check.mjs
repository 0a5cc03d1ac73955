// The named steps that must be green; .ci/run calls the same ones. Prints what each took and ends with one line of counts.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = process.execPath
const bin = (name, ...args) => [node, [`node_modules/${name}`, ...args]]

const STEPS = {
  types: [bin('typescript/bin/tsc', '--noEmit'), bin('typescript/bin/tsc', '--noEmit', '-p', 'workbench')],
  lint: [bin('@biomejs/biome/bin/biome', 'check', '.')],
  test: [bin('vitest/vitest.mjs', 'run')],
}

const wanted = process.argv.slice(2)
let failed = 0
let passed = 0
for (const [name, commands] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const began = performance.now()
  const ok = commands.every(([command, args]) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0)
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}
console.log(`check: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
