// What a table reader does not tell: merged ranges, formulas and error cells, by a pass over the sheets' XML.
import { unzip } from '../documents/unzip.ts'
import { walkXml } from '../documents/xml.ts'

export type SheetScan = { name: string; merges: string[]; formulas: string[]; errors: string[] }

type Zip = Awaited<ReturnType<typeof unzip>>

async function sheetParts(zip: Zip, file: string): Promise<{ name: string; part: string }[]> {
  const targets = new Map<string, string>()
  const sheets: { name: string; id: string }[] = []
  const workbook = await zip.read('xl/workbook.xml')
  const relations = await zip.read('xl/_rels/workbook.xml.rels')
  if (!workbook || !relations) return []
  walkXml(
    relations,
    { file, part: '工作簿' },
    {
      open: (name, at) => {
        if (name === 'Relationship') targets.set(at.Id ?? '', (at.Target ?? '').replace(/^\/?(xl\/)?/, 'xl/'))
      },
    },
  )
  walkXml(
    workbook,
    { file, part: '工作簿' },
    {
      open: (name, at) => {
        if (name === 'sheet' || name.endsWith(':sheet')) sheets.push({ name: at.name ?? '', id: at['r:id'] ?? '' })
      },
    },
  )
  return sheets.map(({ name, id }) => ({ name, part: targets.get(id) ?? '' }))
}

/** Scans every sheet in workbook order; empty for a file that is no workbook. The archive's limits are checked here. */
export async function scanSheets(bytes: Uint8Array, file: string): Promise<SheetScan[]> {
  const zip = await unzip(bytes, file)
  try {
    const scans: SheetScan[] = []
    for (const { name, part } of await sheetParts(zip, file)) {
      const xml = await zip.read(part)
      const scan: SheetScan = { name, merges: [], formulas: [], errors: [] }
      let cell = ''
      if (xml) {
        walkXml(
          xml,
          { file, part: name },
          {
            open: (tag, at) => {
              if (tag === 'c') {
                cell = at.r ?? ''
                if (at.t === 'e') scan.errors.push(cell)
              } else if (tag === 'f') scan.formulas.push(cell)
              else if (tag === 'mergeCell') scan.merges.push(at.ref ?? '')
            },
          },
        )
      }
      scans.push(scan)
    }
    return scans
  } finally {
    zip.close()
  }
}
