// newspaper/ 期·版·篇·热区: pages from a printer's PDF or from the template, three proofs, signature, printing, the reader's data.

import { drawArticle, suggestForPage } from './articles/draw-articles.ts'
import { editArticle, orderArticles, removeArticle, setHotzones } from './articles/edit-article.ts'
import { closeCopy } from './issues/close-copy.ts'
import { openIssue } from './issues/open-issue.ts'
import { printIssue, publishIssue } from './issues/print-issue.ts'
import { setPaper } from './issues/set-paper.ts'
import { recordProof, reopenPage, signPage } from './pages/proofs.ts'
import { takePages } from './pages/take-pages.ts'
import { correctArticle, recordFault } from './quality/record-fault.ts'
import { qualitySheet } from './quality/sheet.ts'
import { corrections, issue, issues, page, papers, readyCopy } from './queries.ts'
import { addNotice, placeStories } from './typeset/place-stories.ts'
import { takeLayout } from './typeset/take-layout.ts'

export { outline, type Zone } from './pages/zones.ts'
export { mountPress, pressTemplate } from './press-routes.ts'
export {
  findPublishedPage,
  latestIssue,
  type PublishedArticle,
  type PublishedIssue,
  type PublishedPage,
  publishedIssues,
  publishedPages,
} from './published.ts'
export { newspaperTodos } from './todos.ts'

export const newspaperCommands = [
  setPaper,
  openIssue,
  closeCopy,
  takePages,
  suggestForPage,
  drawArticle,
  editArticle,
  setHotzones,
  orderArticles,
  removeArticle,
  placeStories,
  addNotice,
  takeLayout,
  recordProof,
  signPage,
  reopenPage,
  printIssue,
  publishIssue,
  recordFault,
  correctArticle,
]
export const newspaperQueries = [papers, issues, issue, page, readyCopy, corrections, qualitySheet]
