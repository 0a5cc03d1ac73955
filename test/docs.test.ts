// The documents people read: every link leads somewhere, every picture is there and small, every command of the handbook exists.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../src/commands.ts'
import { programDir } from '../src/platform/index.ts'

const PICTURE_BYTES_MAX = 150_000
const FOLDERS = ['.', 'docs', 'docs/handbook', 'docs/decisions', 'samples']

const documents = FOLDERS.flatMap(folder =>
  readdirSync(path.join(programDir, folder))
    .filter(name => name.endsWith('.md'))
    .map(name => path.join(folder, name)),
)
const read = (file: string) => readFileSync(path.join(programDir, file), 'utf8')

/** Links and pictures of a document inside the repository. */
const linksOf = (file: string) =>
  [...read(file).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
    .map(match => decodeURI(match[1] ?? match[2]!))
    .filter(target => !/^[a-z]+:/.test(target))

/** How a heading is addressed: without punctuation, blanks as hyphens. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-')

test('every link of the documents leads to a file, and to a heading where it names one', () => {
  const broken = documents.flatMap(file =>
    linksOf(file).filter(link => {
      const [target = '', anchor] = link.split('#')
      const found = target === '' ? file : path.join(path.dirname(file), target)
      if (!existsSync(path.join(programDir, found))) return true
      if (!anchor) return false
      const headings = [...read(found).matchAll(/^#+ (.+)$/gm)].map(match => anchorOf(match[1]!))
      return !headings.includes(anchor)
    }),
  )
  expect(broken).toEqual([])
})

test('every picture of the handbook is shown somewhere and small', () => {
  const folder = path.join(programDir, 'docs/handbook/pictures')
  const shown = new Set(documents.flatMap(file => linksOf(file).map(link => path.basename(link))))
  const pictures = readdirSync(folder)
  expect(pictures.filter(name => !shown.has(name))).toEqual([])
  expect(pictures.filter(name => statSync(path.join(folder, name)).size > PICTURE_BYTES_MAX)).toEqual([])
})

test('every command that the documents name exists, and the handbook names each', () => {
  const named = (file: string) => [...read(file).matchAll(/bin\/beita ([a-z-]+)/g)].map(match => match[1]!)
  const guides = documents.filter(file => !file.startsWith('docs/decisions'))
  expect(guides.flatMap(named).filter(name => !(name in commands))).toEqual([])
  expect(Object.keys(commands).filter(name => !named('docs/handbook/07-命令行.md').includes(name))).toEqual([])
})
