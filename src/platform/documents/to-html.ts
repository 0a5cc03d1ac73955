// An official document as semantic HTML: a fragment for pages. Everything is escaped; links lead to http(s) or own paths.
import type { DocumentBlock, OfficialDocument, Run, TableColumn } from '../../kernel/index.ts'

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string) => text.replace(/[&<>"']/g, mark => MARKS[mark] ?? mark)

function runHtml({ text, figure, href, bold }: Run): string {
  let html = escapeText(text)
  if (bold) html = `<strong>${html}</strong>`
  const safe = href !== undefined && /^(https?:\/\/|\/(?![/\\]))/.test(href) ? ` href="${escapeText(href)}"` : undefined
  if (figure !== undefined && safe) return `<a class="figure" data-figure="${escapeText(figure)}"${safe}>${html}</a>`
  return safe ? `<a${safe}>${html}</a>` : html
}

const runsHtml = (runs: readonly Run[]) => runs.map(runHtml).join('')

function cell(tag: 'td' | 'th', column: TableColumn | undefined, content: string): string {
  const align = column?.align === 'right' ? ' class="num"' : column?.align === 'center' ? ' class="mid"' : ''
  return `<${tag}${tag === 'th' ? ' scope="col"' : ` data-label="${escapeText(column?.title ?? '')}"`}${align}>${content}</${tag}>`
}

function tableHtml(block: Extract<DocumentBlock, { kind: 'table' }>): string {
  const unit = block.unit === undefined ? '' : `<span class="unit">${escapeText(block.unit)}</span>`
  const head = block.columns.map(column => cell('th', column, escapeText(column.title))).join('')
  const rows = block.rows.map((row, at) => {
    const total = block.total_rows?.includes(at) ? ' class="total"' : ''
    return `<tr${total}>${row.map((runs, n) => cell('td', block.columns[n], runsHtml(runs))).join('')}</tr>`
  })
  const note = block.note === undefined ? '' : `<p class="plain note">${escapeText(block.note)}</p>`
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeText(block.title)}"><table><caption>${escapeText(block.title)}${unit}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${note}`
}

function blockHtml(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${runsHtml(block.runs)}</h${block.level + 1}>`
    case 'paragraph':
      return `<p${block.shape && block.shape !== 'indented' ? ` class="${block.shape}"` : ''}>${runsHtml(block.runs)}</p>`
    case 'table':
      return tableHtml(block)
    case 'signature':
      return `<div class="signature"><p class="right">${escapeText(block.unit)}</p><p class="right">${escapeText(block.date)}</p></div>`
    case 'page-break':
      return '<hr class="page-break">'
  }
}

/** A fragment: one h1 of the title lines, then the blocks. */
export function toHtml(document: OfficialDocument): string {
  return `<h1>${document.title.map(escapeText).join('<br>')}</h1>\n${document.blocks.map(blockHtml).join('\n')}\n`
}
