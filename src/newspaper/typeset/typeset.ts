// Pages of the template as PDF by Typst, and where each article came to stand. Text reaches Typst as JSON, never as markup.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { ArticleKind, Weight } from '../rows.ts'

export type SetArticle = {
  key: string
  kind: ArticleKind
  weight: Weight
  span: number
  intro_title: string
  title: string
  subtitle: string
  byline: string
  paragraphs: string[]
  picture: { path: string; caption: string; ratio: number } | null
}
export type SetPaper = {
  title: string
  name: string
  sponsor: string
  licence: string
  date_text: string
  weekday: string
  issue_text: string
  pages: { page_no: string; name: string; editor: string; bands: SetArticle[][] }[]
}
/** A place in millimetres on a page of PAGE_MM. */
export type SetZone = { key: string; page: number; x: number; y: number; width: number; height: number }
/** `over`: what did not fit, in millimetres; `size`: of the text, in points. */
export type Fit = { page: number; over: number; spare: number; size: number }
export const PAGE_MM = { width: 270, height: 390 }

const FONT_FILES = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
]
const template = readFileSync(new URL('./newspaper.typ', import.meta.url), 'utf8')
let compiler: NodeCompiler | undefined

function theCompiler(fontsDir: string | undefined): NodeCompiler {
  if (compiler) return compiler
  const packages = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')),
    '..',
  )
  const fontBlobs = FONT_FILES.map(file => readFileSync(path.join(packages, file)))
  compiler = NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [...(fontsDir === undefined ? [] : [{ fontPaths: [fontsDir] }]), { fontBlobs }],
  })
  return compiler
}

type Told<T> = { value: T }[]

/** Sets the paper. `pictures` are files by the path the articles name them with. */
export function typeset(
  paper: SetPaper,
  pictures: ReadonlyMap<string, string>,
  fontsDir: string | undefined,
): { pdf: Uint8Array; zones: SetZone[]; fits: Fit[] } {
  const typst = theCompiler(fontsDir)
  const shadows = [...pictures].filter(([, file]) => existsSync(file))
  for (const [name, file] of shadows) typst.mapShadow(path.join(import.meta.dirname, name), readFileSync(file))
  try {
    const compiled = typst.compile({ mainFileContent: template, inputs: { paper: JSON.stringify(paper) } })
    if (!compiled.result) {
      const found = compiled.takeDiagnostics()
      throw new Error(`typst: ${JSON.stringify(found ? typst.fetchDiagnostics(found) : [])}`)
    }
    const told = <T>(selector: string) => (typst.query(compiled.result!, { selector }) as Told<T>).map(one => one.value)
    return {
      pdf: new Uint8Array(typst.pdf(compiled.result, { creationTimestamp: 0 })),
      zones: told<SetZone>('<zone>'),
      fits: told<Fit>('<fit>'),
    }
  } finally {
    for (const [name] of shadows) typst.unmapShadow(path.join(import.meta.dirname, name))
    typst.evictCache(5)
  }
}
