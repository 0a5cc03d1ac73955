// An official document as PDF by Typst, in the layout of official.typ. Text reaches Typst as JSON, never as markup.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { OfficialDocument } from '../../kernel/index.ts'

const FONT_FILES = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
]
const CACHE_AGE = 10

const template = readFileSync(new URL('./official.typ', import.meta.url), 'utf8')
const compilers = new Map<string, NodeCompiler>()

/** One compiler per fonts folder: it keeps the fonts in memory between documents. */
function compilerFor(fontsDir: string | undefined): NodeCompiler {
  const known = compilers.get(fontsDir ?? '')
  if (known) return known
  const packages = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')),
    '..',
  )
  const fontBlobs = FONT_FILES.map(file => readFileSync(path.join(packages, file)))
  const made = NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [...(fontsDir === undefined ? [] : [{ fontPaths: [fontsDir] }]), { fontBlobs }],
  })
  compilers.set(fontsDir ?? '', made)
  return made
}

/** The document as PDF bytes. `fonts_dir`: a folder with the centre's licensed official fonts, preferred where present. */
export async function toPdf(document: OfficialDocument, options: { fonts_dir?: string } = {}): Promise<Uint8Array> {
  const compiler = compilerFor(options.fonts_dir)
  const compiled = compiler.compile({ mainFileContent: template, inputs: { document: JSON.stringify(document) } })
  if (!compiled.result) {
    const found = compiled.takeDiagnostics()
    throw new Error(`typst: ${JSON.stringify(found ? compiler.fetchDiagnostics(found) : [])}`)
  }
  const pdf = compiler.pdf(compiled.result, { creationTimestamp: 0 })
  compiler.evictCache(CACHE_AGE)
  return new Uint8Array(pdf)
}
