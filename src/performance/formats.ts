// The report in every format, from one document.
import type { OfficialDocument } from '../kernel/index.ts'
import { toDocx, toHtml, toPdf, toText } from '../platform/documents/index.ts'
import { toJson } from '../platform/index.ts'

export const FORMATS = {
  text: { type: 'text/plain; charset=utf-8', suffix: 'txt' },
  html: { type: 'text/html; charset=utf-8', suffix: 'html' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', suffix: 'docx' },
  pdf: { type: 'application/pdf', suffix: 'pdf' },
  json: { type: 'application/json; charset=utf-8', suffix: 'json' },
} as const
export type Format = keyof typeof FORMATS

export type Renderable = { year: number; as: string; document: OfficialDocument; figures: unknown[] }

/** A whole page around the report, for a file that is opened by itself. */
function page(title: string, body: string): string {
  const style =
    'body{max-width:46em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.8}table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.3em .5em}'
  const escaped = title.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark)
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped}</title><style>${style}</style></head><body>${body}</body></html>\n`
}

/** Renders a report. Text ends with a newline; JSON carries year, classification, figures and the document. */
export async function renderReport(
  report: Renderable,
  format: Format,
  options: { fonts_dir?: string | undefined } = {},
): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  const { document } = report
  switch (format) {
    case 'text':
      return encoder.encode(toText(document))
    case 'html':
      return encoder.encode(page(document.subject, toHtml(document)))
    case 'docx':
      return toDocx(document)
    case 'pdf':
      return toPdf(document, options.fonts_dir === undefined ? {} : { fonts_dir: options.fonts_dir })
    case 'json':
      return encoder.encode(
        `${toJson({ year: report.year, as: report.as, title: document.subject, figures: report.figures, document })}\n`,
      )
  }
}
