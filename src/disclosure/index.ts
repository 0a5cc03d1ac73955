// disclosure/ 信息公开: what was published, and which figures the public may open
import type { FigureSet } from '../platform/index.ts'
import { figure, figureRows, figures } from './figure-queries.ts'
import { publishedAccountsQuery, publishFinalAccounts, withdrawFinalAccounts } from './publish-final-accounts.ts'
import { publishReport, withdrawReport } from './publish-report.ts'
import { signedReports } from './signed-reports.ts'

export { type FigureOut, figure, figureOut, figureRows } from './figure-queries.ts'
export { isPublished, type Publication, type PublishedReport, publications, publishedReport } from './publications.ts'
export { type PublishedAccounts, publishedAccounts, publishedAccountsList } from './publish-final-accounts.ts'
export { nothingPublished, notPublic } from './refusals.ts'
export { mountFigures } from './routes.ts'
export { disclosureTodos } from './todos.ts'

export const disclosureCommands = [publishReport, withdrawReport, publishFinalAccounts, withdrawFinalAccounts]
export const disclosureQueries = (set: FigureSet) => [
  figure(set),
  figures(set),
  figureRows(set),
  signedReports,
  publishedAccountsQuery,
]
