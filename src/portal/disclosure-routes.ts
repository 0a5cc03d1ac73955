// Routes of 信息公开: the list, a report, its data, its files.
import type { Context, Hono } from 'hono'
import { type FinalFormat, finalFile, finalFromJson } from '../books/index.ts'
import {
  type PublishedAccounts,
  type PublishedReport,
  publications,
  publishedAccounts,
  publishedAccountsList,
  publishedReport,
} from '../disclosure/index.ts'
import { findUnit } from '../people/index.ts'
import { FORMATS, type Format, renderReport } from '../performance/index.ts'
import { type Sql, toJson } from '../platform/index.ts'
import { accountsPage, dataPage, disclosureList, reportPage } from './disclosure-pages.ts'
import { openData } from './open-data.ts'
import type { Made } from './page-cache.ts'
import type { Site } from './site.ts'

async function reportOf(c: Context, tx: Sql): Promise<PublishedReport | undefined> {
  const year = c.req.param('year') ?? ''
  return /^\d{4}$/.test(year) ? publishedReport(tx, Number(year)) : undefined
}

async function reportFile(site: Site, report: PublishedReport, suffix: string): Promise<Made | undefined> {
  const format = (Object.keys(FORMATS) as Format[]).find(name => FORMATS[name].suffix === suffix)
  if (!format) return undefined
  const { year, classification, document, figures, title } = report
  const body = await renderReport({ year, as: classification, document, figures }, format, site)
  return { body, type: FORMATS[format].type, filename: `${title}.${suffix}` }
}

async function accountsOf(c: Context, tx: Sql): Promise<PublishedAccounts | undefined> {
  const year = c.req.param('year') ?? ''
  return /^\d{4}$/.test(year) ? publishedAccounts(tx, Number(year)) : undefined
}

/** 部门决算 as a page and as files: /disclosure/<year>/final-accounts[.xlsx|.pdf|.docx|.json] */
function mountAccounts(app: Hono, site: Site): void {
  app.get('/disclosure/:year/final-accounts', c =>
    site.serve(c, async tx => {
      const accounts = await accountsOf(c, tx)
      return accounts && { title: accounts.title, section: 'disclosure', main: accountsPage(accounts) }
    }),
  )
  app.get('/disclosure/:year/:file{final-accounts\\.(xlsx|pdf|docx|json)}', c =>
    site.file(c, async tx => {
      const accounts = await accountsOf(c, tx)
      const suffix = c.req.param('file').split('.')[1]
      if (!accounts) return undefined
      const { title, digest, content, published_at } = accounts
      if (suffix === 'json') {
        const body = toJson({ title, digest, published_at: published_at.toISOString(), ...content })
        return { body, type: 'application/json; charset=utf-8', filename: `${title}.json` }
      }
      const unit = (await findUnit(tx))?.name ?? ''
      return finalFile(finalFromJson(content), unit, suffix as FinalFormat, site.fonts_dir)
    }),
  )
}

export function mountDisclosure(app: Hono, site: Site): void {
  mountAccounts(app, site)
  app.get('/disclosure', c =>
    site.serve(c, async tx => ({
      title: '信息公开',
      section: 'disclosure',
      main: disclosureList(await publications(tx), await publishedAccountsList(tx)),
    })),
  )
  app.get('/disclosure/:year', c =>
    site.serve(c, async tx => {
      const report = await reportOf(c, tx)
      return report && { title: report.title, section: 'disclosure', main: reportPage(report) }
    }),
  )
  app.get('/disclosure/:year/data', c =>
    site.serve(c, async tx => {
      const report = await reportOf(c, tx)
      return report && { title: `${report.year}年度公开数据`, section: 'disclosure', main: dataPage(report) }
    }),
  )
  app.get('/disclosure/:year/:file{(report|figures)\\.[a-z]+}', c =>
    site.file(c, async tx => {
      const report = await reportOf(c, tx)
      const [kind, suffix = ''] = c.req.param('file').split('.')
      if (!report) return undefined
      if (kind === 'report') return reportFile(site, report, suffix)
      return suffix === 'xlsx' || suffix === 'csv' || suffix === 'json' ? openData(report, suffix) : undefined
    }),
  )
}
