// What newspaper/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const encryptedPdf = refusal(
  'newspaper.encrypted-pdf',
  422,
  () => '这份 PDF 加了密码，请让印刷厂给一份没有密码的。',
)
export const damagedPdf = refusal(
  'newspaper.damaged-pdf',
  422,
  () => '这份 PDF 打不开，可能没有传完或已经损坏，请重新导出后再传。',
)
export const tooManyPages = refusal<{ max: number }>(
  'newspaper.too-many-pages',
  422,
  f => `这份 PDF 超过 ${f.max} 版，请分期上传。`,
)
export const noSuchPaper = refusal<{ code: string }>(
  'newspaper.no-such-paper',
  404,
  f => `没有代码为“${f.code}”的报纸，请先登记报纸。`,
)
export const noSuchIssue = refusal('newspaper.no-such-issue', 404, () => '没有这一期报纸。')
export const noSuchNewspaperPage = refusal('newspaper.no-such-page', 404, () => '没有这一版。')
export const noSuchArticle = refusal('newspaper.no-such-article', 404, () => '没有这一篇。')
const issueExists = refusal('newspaper.issue-exists', 409, () => '这一天已经有一期了，同一天不能开两期。')
const numberTaken = refusal('newspaper.number-taken', 409, () => '这个总期号已经用过了，请核对期号。')
onConstraint('paper_has_one_issue_a_day', issueExists)
onConstraint('issue_number_is_used_once', numberTaken)
export const alreadyPrinted = refusal<{ day: string }>(
  'newspaper.already-printed',
  409,
  f => `${f.day}这一期已经付印，版面不能再改。印错的请登记差错、发更正。`,
)
export const pageSigned = refusal<{ page_no: number; by: string }>(
  'newspaper.page-signed',
  409,
  f => `第 ${f.page_no} 版已由${f.by}签版。要改，请先撤回签版并写明原因，改完重新校对。`,
)
export const approvedCopy = refusal(
  'newspaper.approved-copy',
  409,
  () => '这一篇是签发过的稿件，标题和正文不能在版面上改。请在采编里“修改再审”，签发后重新上版。',
)
export const otherSource = refusal<{ wanted: string }>('newspaper.other-source', 409, f =>
  f.wanted === 'pdf' ? '这一期用模板排版，不收印刷文件。' : '这一期用印刷厂的 PDF，不能从稿件排版。',
)
export const noFreeBlocks = refusal(
  'newspaper.no-free-blocks',
  422,
  () => '没有可以组成一篇的文字块，可能都已划入别的篇。请先选中还没有划的块。',
)
export const emptyPages = refusal<{ pages: number[] }>(
  'newspaper.empty-pages',
  422,
  f => `第 ${f.pages.join('、')} 版还没有稿件，不能排版。`,
)
export const notForNewspaper = refusal<{ headline: string }>(
  'newspaper.not-for-newspaper',
  422,
  f => `“${f.headline}”送审时没有选“报纸”渠道，没有报纸稿，不能上版。`,
)
export const proofOrder = refusal<{ round: number }>(
  'newspaper.proof-order',
  409,
  f => `还没有第 ${f.round - 1} 校，不能做第 ${f.round} 校。`,
)
export const oneProofEach = refusal<{ round: number }>(
  'newspaper.one-proof-each',
  409,
  f => `您已经做过这一版的第 ${f.round} 校。三校要由三个人做，请换人。`,
)
export const proofsMissing = refusal<{ page_no: number; missing: number[] }>(
  'newspaper.proofs-missing',
  409,
  f => `第 ${f.page_no} 版还缺第 ${f.missing.join('、')} 校，不能签版。`,
)
export const changedSinceProof = refusal<{ page_no: number }>(
  'newspaper.changed-since-proof',
  409,
  f => `第 ${f.page_no} 版在第 3 校以后又改过，请对改过的版面再做一次第 3 校。`,
)
export const noPicture = refusal<{ page_no: number }>(
  'newspaper.no-picture',
  409,
  f => `第 ${f.page_no} 版还没有版面图，请先上传印刷文件或排版。`,
)
export const pagesUnsigned = refusal<{ pages: number[] }>(
  'newspaper.pages-unsigned',
  409,
  f => `第 ${f.pages.join('、')} 版还没有签版，不能付印。`,
)
export const notPrinted = refusal('newspaper.not-printed', 409, () => '还没有付印，不能上网。付印签字以后再发布。')
export const badZone = refusal(
  'newspaper.bad-zone',
  422,
  () => '热区至少要有两个角（矩形）或三个角（多边形），并且都在版面之内。',
)
