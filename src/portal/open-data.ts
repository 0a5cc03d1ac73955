// The open data of a published report: the same figures as XLSX, CSV and JSON.
import type { PublishedReport } from '../disclosure/index.ts'
import { toJson } from '../platform/index.ts'
import { toCsv, writeWorkbook } from '../platform/workbooks/index.ts'
import type { Made } from './page-cache.ts'

const COLUMNS = ['名称', '代码', '数值', '单位', '显示', '口径', '算法'].map(title => ({
  title,
  type: 'text' as const,
}))

function rows(report: PublishedReport): string[][] {
  return report.figures.map(f => [
    f.title,
    f.name,
    f.value ?? '不适用',
    f.unit,
    f.display,
    f.basis,
    f.formula ?? '逐笔加总',
  ])
}

export async function openData(report: PublishedReport, format: 'xlsx' | 'csv' | 'json'): Promise<Made> {
  const filename = `${report.title}-数据.${format}`
  if (format === 'csv') return { body: toCsv(COLUMNS, rows(report)), type: 'text/csv; charset=utf-8', filename }
  if (format === 'json') {
    const { year, title, classification, digest, figures } = report
    const published_at = report.published_at.toISOString()
    return {
      body: toJson({ year, title, classification, published_at, digest, figures }),
      type: 'application/json; charset=utf-8',
      filename,
    }
  }
  const body = await writeWorkbook([{ name: '指标数', columns: COLUMNS, rows: rows(report) }])
  return { body, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', filename }
}
