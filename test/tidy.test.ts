// The laws of the house, held by reading the source: order of modules, one door each, schema ownership, no clock in
// commands, every command and refusal tested, no dead export, small files and functions.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../src/app.ts'
import { programDir } from '../src/platform/index.ts'

/** The order is the law: a module may import only from those before it. */
const ORDER = [
  'kernel',
  'platform',
  'people',
  'proofing',
  'accounts',
  'budget',
  'assets',
  'procurement',
  'spending',
  'books',
  'channels',
  'newsroom',
  'newspaper',
  'publishing',
  'audience',
  'performance',
  'disclosure',
  'supervision',
  'handover',
  'inbox',
  'portal',
]
const LINES_MAX = 300
const FUNCTION_LINES_MAX = 60

type Source = { file: string; module: string; text: string; lines: string[] }

function walk(folder: string, suffixes: readonly string[]): string[] {
  if (!existsSync(path.join(programDir, folder))) return []
  return readdirSync(path.join(programDir, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && suffixes.some(suffix => entry.name.endsWith(suffix)))
    .map(entry => path.relative(programDir, path.join(entry.parentPath, entry.name)))
    .filter(file => !file.includes('node_modules') && !file.includes('/dist/'))
}

function read(file: string): Source {
  const text = readFileSync(path.join(programDir, file), 'utf8')
  return { file, module: file.split('/')[1]!, text, lines: text.split('\n') }
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const sources = walk('src', ['.ts']).map(read)
const code = sources.filter(source => !isTest(source.file))
const workbench = walk('workbench', ['.ts', '.tsx']).map(read)
const everything = [
  ...sources,
  ...workbench,
  ...['test', 'samples', 'bench', 'trust'].flatMap(folder => walk(folder, ['.ts'])).map(read),
]

function importsOf(source: Source): string[] {
  return [...source.text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(match =>
    path.normalize(path.join(path.dirname(source.file), match[1]!)),
  )
}

describe('the order of modules', () => {
  const inModules = code.filter(source => source.file.split('/').length > 2)

  test('every folder of src has its place in the order', () => {
    expect([...new Set(inModules.map(source => source.module))].filter(name => !ORDER.includes(name))).toEqual([])
  })

  test('a module imports only from those before it, and only through their index.ts', () => {
    const doors = ['', 'documents/', 'files/', 'pdf/', 'search/', 'workbooks/'].map(folder => `${folder}index.ts`)
    const wrong = inModules.flatMap(source =>
      importsOf(source)
        .filter(target => target.startsWith('src/'))
        .filter(target => {
          const [, module = '', ...rest] = target.split('/')
          if (module === source.module) return false
          return ORDER.indexOf(module) > ORDER.indexOf(source.module) || !doors.includes(rest.join('/'))
        })
        .map(target => `${source.file} → ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('only the owner of a schema writes its tables', () => {
    const writes = /(?:insert into|update|delete from)\s+([a-z]+)\.[a-z_]+/g
    const wrong = inModules.flatMap(source =>
      [...source.text.matchAll(writes)]
        .map(match => match[1]!)
        .filter(schema => schema !== source.module && ORDER.includes(schema))
        .map(schema => `${source.file} writes ${schema}`),
    )
    // sign-ins are written to the platform's security log, which belongs to everybody
    expect(wrong.filter(line => !/people\/(sessions|set-up)\.ts writes platform/.test(line))).toEqual([])
  })
})

describe('the habits', () => {
  test('the environment is read in config.ts and by the entry points alone', () => {
    const readers = code.filter(source => source.text.includes('process.env')).map(source => source.file)
    expect(
      readers.filter(file => !['src/platform/config.ts', 'src/main.ts', 'src/commands.ts'].includes(file)),
    ).toEqual([])
  })

  test('no clock inside the modules: commands are told the time', () => {
    const clocked = code.filter(
      source =>
        source.file.split('/').length > 2 &&
        source.module !== 'platform' &&
        /new Date\(\)|Date\.now\(\)/.test(source.text),
    )
    expect(clocked.map(source => source.file)).toEqual([])
  })

  test('every command has a test that performs it', () => {
    const tests = everything
      .filter(source => isTest(source.file) || source.file.startsWith('test/'))
      .map(source => source.text)
      .join('\n')
    const untested = allCommands.filter(command => {
      const verb = command.name.split('.')[1]!.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
      return !tests.includes(command.name) && !new RegExp(`\\b${verb}\\b`).test(tests)
    })
    expect(untested.map(command => command.name)).toEqual([])
  })

  test('every refusal has a test that names its code', () => {
    const tests = everything
      .filter(source => isTest(source.file) || source.file.startsWith('trust/'))
      .map(source => source.text)
      .join('\n')
    const codes = code.flatMap(source =>
      [...source.text.matchAll(/^(?:export )?const \w+ = refusal(?:<[^(]*>)?\(\s*'([a-z-]+\.[a-z-]+)'/gm)].map(
        match => match[1]!,
      ),
    )
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter(name => !tests.includes(name))).toEqual([])
  })

  test('every export is used somewhere else', () => {
    // passing a name on through an index.ts is no use of it
    const texts = everything.map(source => ({
      file: source.file,
      text: source.text.replace(/^export (?:type )?\{[^}]*\} from '[^']+'$/gm, ''),
    }))
    const dead = code.flatMap(source =>
      [...source.text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
        .map(match => match[1]!)
        .filter(
          name => !texts.some(other => other.file !== source.file && new RegExp(`\\b${name}\\b`).test(other.text)),
        )
        .map(name => `${source.file}: ${name}`),
    )
    expect(dead).toEqual([])
  })
})

describe('the size of things', () => {
  const measured = [...code, ...workbench.filter(source => !isTest(source.file))]

  test(`no file of code is longer than ${LINES_MAX} lines`, () => {
    const long = measured.filter(source => source.lines.length > LINES_MAX && !isData(source))
    expect(long.map(source => `${source.file}: ${source.lines.length}`)).toEqual([])
  })

  test(`no function is longer than ${FUNCTION_LINES_MAX} lines`, () => {
    const long = measured.filter(source => !isData(source)).flatMap(source => longFunctions(source))
    expect(long).toEqual([])
  })

  test('every file says in its first line what it is for', () => {
    const silent = measured.filter(source => !/^(\/\/|\/\*)/.test(source.lines[0] ?? ''))
    expect(silent.map(source => source.file)).toEqual([])
  })
})

/** Data tables are exempt: files that are one list of words or rules. */
function isData(source: Source): boolean {
  return /(vocabulary|rules|words|table)\.ts$/.test(source.file)
}

function longFunctions(source: Source): string[] {
  const found: string[] = []
  source.lines.forEach((line, at) => {
    const start =
      /^( *)(?:export )?(?:default )?(?:async )?(?:function\s+(\w+)|const (\w+)(?:: [^=]+)? = (?:async )?\(?[^=]*\)?(?:: [^=]+)? =>)/.exec(
        line,
      )
    if (!start || !/[{(]\s*$/.test(line)) return
    const indent = start[1]!
    const end = source.lines.findIndex((other, n) => n > at && new RegExp(`^${indent}[})]`).test(other))
    if (end - at + 1 > FUNCTION_LINES_MAX) found.push(`${source.file}: ${start[2] ?? start[3]} (${end - at + 1})`)
  })
  return found
}
