// Before start and test: installs what is missing and builds the workbench once. Plain JavaScript for Node 18 and newer,
// since it runs before the project's own Node is there. Messages go to standard error.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = text => process.stderr.write(`${text}\n`)

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** True when everything the lock file wants (without optional and, for a start, development packages) is installed. */
function installed(wantDev) {
  const want = packagesOf('package-lock.json')
  const have = packagesOf('node_modules/.package-lock.json')
  if (!want || !have) return false
  const wanted = Object.entries(want).filter(
    ([name, entry]) => name && !entry.optional && !entry.devOptional && (wantDev || !entry.dev),
  )
  return wanted.every(([name, entry]) => have[name]?.version === entry.version)
}

function install(wantDev) {
  say('正在安装所需程序包（只在首次启动或版本更新时需要）……')
  const args = ['ci', ...(wantDev ? [] : ['--omit=dev'])]
  const npm = process.env.npm_execpath
  const node = process.env.npm_node_execpath ?? process.execPath
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const done = npm?.endsWith('.js')
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (done.status !== 0) {
    say('程序包安装失败，请检查网络后重试。')
    process.exit(2)
  }
}

function digestOf(folder, hash = createHash('sha256')) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) digestOf(full, hash)
    else hash.update(entry.name).update(readFileSync(full))
  }
  return hash
}

/** The Node that runs the product: the one npm brought, or a new enough one of the machine. */
export function productNode() {
  const own = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  say('这台机器需要 Node.js 24 或以上。')
  process.exit(2)
}

function buildWorkbench() {
  if (!existsSync(path.join(root, 'workbench', 'vite.config.ts'))) return
  const stamp = digestOf(path.join(root, 'workbench'))
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const file = path.join(root, 'workbench', 'dist', '.stamp')
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return
  say('正在构建工作台……')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(productNode(), [vite, 'build', 'workbench', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (done.status !== 0) {
    say('工作台构建失败。')
    process.exit(2)
  }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, stamp)
}

/** Makes the working copy ready to run (`start`) or to test (`test`). */
export function setUp(purpose) {
  const wantDev = purpose === 'test'
  if (!installed(wantDev)) install(wantDev)
  if (purpose !== 'tool') buildWorkbench()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp(process.argv[2] ?? 'start')
