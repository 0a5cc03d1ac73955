// The page of GB/T 9704-2012, measured in the PDF and in the DOCX as LibreOffice sets it: 28 characters a line,
// 22 lines a page, 版心 156 × 225 mm, page numbers at the outer side.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OfficialDocument } from '../src/kernel/index.ts'
import { toDocx, toPdf } from '../src/platform/documents/index.ts'
import { fontConfig } from './support/browser.ts'

const PAGE = { width: 210, height: 297 }
const TYPE_AREA = { top: 37, bottom: 262, left: 28, right: 184 }
const CHARACTER = 156 / 28 // mm
/** A sign of the Noto fonts, and of most Chinese ones, reaches this far above and below its base line. */
const ABOVE = 0.88
const BELOW = 0.12

type Line = { text: string; left: number; right: number; top: number; bottom: number; base: number; size: number }

const long = '白塔区融媒体中心把每一笔钱和每一件事都记在明处让看报告的人一步一步查到凭证'.repeat(30)
const REPORT: OfficialDocument = {
  title: ['白塔区融媒体中心', '二〇二二年度部门整体支出绩效自评报告'],
  subject: '绩效自评报告',
  author: '白塔区融媒体中心',
  blocks: [
    ...Array.from({ length: 4 }, () => ({ kind: 'paragraph' as const, runs: [{ text: long }] })),
    { kind: 'signature', unit: '白塔区融媒体中心', date: '2023年3月15日' },
  ],
}

/** The lines of a page from above, in millimetres from its upper left corner. */
function linesOf(items: readonly TextItem[]): Line[] {
  const mm = (points: number) => (points * 25.4) / 72
  const lines = new Map<number, Line>()
  for (const { str, transform, width } of items) {
    if (str.trim() === '') continue
    const [, , , size = 0, x = 0, y = 0] = transform as number[]
    const base = PAGE.height - mm(y)
    const key = Math.round(base * 2)
    const line = lines.get(key) ?? {
      text: '',
      left: mm(x),
      right: 0,
      base,
      size,
      top: base - ABOVE * mm(size),
      bottom: base + BELOW * mm(size),
    }
    line.text += str
    line.left = Math.min(line.left, mm(x))
    line.right = Math.max(line.right, mm(x + width))
    lines.set(key, line)
  }
  return [...lines.values()].toSorted((a, b) => a.base - b.base)
}

async function pagesOf(bytes: Uint8Array): Promise<{ body: Line[]; folio: Line }[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const pages = []
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at)
    const { width, height } = page.getViewport({ scale: 1 })
    expect((width * 25.4) / 72).toBeCloseTo(PAGE.width, 0)
    expect((height * 25.4) / 72).toBeCloseTo(PAGE.height, 0)
    const { items } = await page.getTextContent()
    const lines = linesOf(items.filter((item): item is TextItem => 'str' in item))
    pages.push({ body: lines.slice(0, -1), folio: lines.at(-1)! })
  }
  await task.destroy()
  return pages
}

const within = (value: number, wanted: number, tolerance = 1) => {
  expect(value).toBeGreaterThan(wanted - tolerance)
  expect(value).toBeLessThan(wanted + tolerance)
}
const count = (text: string) => [...text].length

/** What both formats must hold, measured on the same long text. */
function laws(pages: () => { body: Line[]; folio: Line }[]) {
  const full = () => pages().slice(1, -1)
  const inner = () =>
    full()
      .flatMap(page => page.body)
      .filter(line => line.right > TYPE_AREA.right - CHARACTER)

  test('a full line holds exactly 28 characters, from edge to edge of the type area', () => {
    const lines = inner().filter(line => line.left < TYPE_AREA.left + CHARACTER)
    expect(lines.length).toBeGreaterThan(80)
    for (const line of lines) {
      expect(count(line.text)).toBe(28)
      within(line.left, TYPE_AREA.left)
      within(line.right, TYPE_AREA.right)
    }
  })

  test('a paragraph begins two characters in', () => {
    const first = pages()
      .flatMap(page => page.body)
      .filter(line => line.text.startsWith('白塔区融媒体中心把每') && line.left > TYPE_AREA.left + CHARACTER)
    expect(first).toHaveLength(4)
    for (const line of first) {
      within(line.left, TYPE_AREA.left + 2 * CHARACTER)
      expect(count(line.text)).toBe(26)
    }
  })

  test('a full page holds 22 lines of 三号, evenly set, that fill the height of the type area', () => {
    expect(full().length).toBeGreaterThan(3)
    for (const { body } of full()) {
      expect(body).toHaveLength(22)
      expect(body.every(line => Math.abs(line.size - 16) < 0.1)).toBe(true)
      const pitch = (body.at(-1)!.base - body[0]!.base) / 21
      for (const [n, line] of body.entries()) within(line.base, body[0]!.base + n * pitch, 0.1)
      expect(body[0]!.top).toBeGreaterThan(TYPE_AREA.top - 1)
      expect(body.at(-1)!.bottom).toBeLessThan(TYPE_AREA.bottom + 1)
    }
  })

  test('lines stand at the same heights on every page, below the title too', () => {
    const heights = full()[0]!.body.map(line => line.base)
    const text = pages()[0]!.body.slice(2)
    expect(text).toHaveLength(19)
    for (const [n, line] of text.entries()) within(line.base, heights[n + 3]!, 0.3)
  })

  test('the title is 二号, each of its lines in the middle', () => {
    const title = pages()[0]!.body.slice(0, 2)
    expect(title.map(line => line.text)).toEqual(REPORT.title)
    for (const line of title) {
      expect(line.size).toBeCloseTo(22, 0)
      within((line.left + line.right) / 2, (TYPE_AREA.left + TYPE_AREA.right) / 2)
    }
  })

  test('the page number stands below the type area, at the outer side, one character in', () => {
    pages().forEach(({ folio }, at) => {
      expect(folio.text.replace(/\s/g, '')).toBe(`—${at + 1}—`)
      expect(folio.size).toBeCloseTo(14, 0)
      // the dash, in the middle of its sign, 7 mm below the type area
      within(folio.base - ((0.5 - BELOW) * 14 * 25.4) / 72, TYPE_AREA.bottom + 7)
      const character = (14 * 25.4) / 72
      if (at % 2 === 0) within(folio.right, TYPE_AREA.right - character)
      else within(folio.left, TYPE_AREA.left + character)
    })
  })

  test('the date of the signature stands four characters from the right, the unit above its middle', () => {
    const [unit, date] = pages().at(-1)!.body.slice(-2)
    expect([unit!.text, date!.text.replace(/\s/g, '')]).toEqual(['白塔区融媒体中心', '2023年3月15日'])
    within(date!.right, TYPE_AREA.right - 4 * CHARACTER, 1.5)
    // LibreOffice sets blanks between digits and Chinese that the file forbids: the date grows to the left
    within((unit!.left + unit!.right) / 2, (date!.left + date!.right) / 2, CHARACTER)
  })
}

describe('the page of an official document as PDF', () => {
  let pages: { body: Line[]; folio: Line }[] = []
  beforeAll(async () => {
    pages = await pagesOf(await toPdf(REPORT))
  })
  laws(() => pages)

  test('the unit stands exactly above the middle of the date', () => {
    const [unit, date] = pages.at(-1)!.body.slice(-2)
    within((unit!.left + unit!.right) / 2, (date!.left + date!.right) / 2, 0.3)
  })

  test('the first line touches the top of the type area, the last line its bottom', () => {
    for (const { body } of pages.slice(1, -1)) {
      within(body[0]!.top, TYPE_AREA.top)
      within(body.at(-1)!.bottom, TYPE_AREA.bottom)
    }
  })
})

const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0

describe.skipIf(!hasLibreOffice)('the page of an official document as DOCX (needs LibreOffice)', () => {
  let pages: { body: Line[]; folio: Line }[] = []
  beforeAll(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-layout-'))
    try {
      writeFileSync(path.join(folder, 'report.docx'), await toDocx(REPORT))
      const made = spawnSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          path.join(folder, 'report.docx'),
        ],
        { env: { ...process.env, FONTCONFIG_FILE: fontConfig() } },
      )
      expect(made.status).toBe(0)
      pages = await pagesOf(readFileSync(path.join(folder, 'report.pdf')))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  laws(() => pages)

  test('22 lines at their pitch are the height of the type area', () => {
    for (const { body } of pages.slice(1, -1)) {
      within((22 * (body.at(-1)!.base - body[0]!.base)) / 21, TYPE_AREA.bottom - TYPE_AREA.top)
    }
  })
})
