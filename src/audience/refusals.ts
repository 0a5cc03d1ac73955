// What audience/ refuses.
import { refusal } from '../kernel/index.ts'

export const noSuchAccount = refusal('audience.no-such-account', 422, () => '渠道账号登记里没有这个账号，请先登记。')
export const noSuchPost = refusal('audience.no-such-post', 404, () => '没有这条发布内容。')
export const futureReading = refusal<{ day: string }>(
  'audience.future-reading',
  422,
  f => `日期 ${f.day} 还没有到，不能登记数据。`,
)
export const wrongMetric = refusal<{ metric: string }>(
  'audience.wrong-metric',
  422,
  f => `“${f.metric}”不是这一行能登记的数：粉丝按账号登记，其余按每条内容登记。`,
)
export const fallingCount = refusal<{ title: string; metric: string; before: string; now: string }>(
  'audience.falling-count',
  422,
  f => `“${f.title}”的${f.metric}上次是 ${f.before}，这次填 ${f.now}，累计数少了一半以上。确实如此请写明说明。`,
)
export const noSuchFormula = refusal<{ code: string; day: string }>(
  'audience.no-such-formula',
  422,
  f => `${f.day} 没有可用的“${f.code}”算式，请先在指数算式里登记。`,
)
export const badFormula = refusal<{ faults: string[] }>(
  'audience.bad-formula',
  422,
  f => `算式有误：${f.faults.join('；')}。`,
)
export const formulaExists = refusal<{ version: string }>(
  'audience.formula-exists',
  409,
  f => `版本 ${f.version} 已经有了。算式不能改，要改请用新的版本号。`,
)
export const formulaTooEarly = refusal<{ day: string }>(
  'audience.formula-too-early',
  422,
  f => `新版本的施行日期应晚于现行版本的施行日期（${f.day}）。`,
)
export const wrongPlatform = refusal<{ title: string }>(
  'audience.wrong-platform',
  422,
  f => `“${f.title}”不适用于这种账号。`,
)
export const wrongDays = refusal(
  'audience.wrong-days',
  422,
  () => '起止日期不对：结束日期不能早于开始日期，也不能晚于今天，最长一年。',
)
export const noSuchAdoption = refusal('audience.no-such-adoption', 404, () => '没有这条采用记录，或者已经撤销。')
export const noEvidence = refusal(
  'audience.no-evidence',
  422,
  () => '采用记录要有凭据：填写网页地址，或上传版面、画面截图。',
)
export const adoptedBefore = refusal('audience.adopted-before', 409, () => '同一家媒体同一天的这篇稿件已经登记过了。')

export const quarterNotBegun = refusal<{ quarter: string }>(
  'audience.quarter-not-begun',
  422,
  f => `${f.quarter.slice(0, 4)}年第${f.quarter.slice(5)}季度还没有开始。`,
)
export const noSchemeYet = refusal<{ quarter: string }>(
  'audience.no-scheme-yet',
  422,
  () => '这个季度没有适用的自查指标。',
)
export const noSuchInspection = refusal('audience.no-such-inspection', 404, () => '没有这次自查。')
export const inspectionClosed = refusal('audience.inspection-closed', 409, () => '这次自查已经定分，不能再改。')
export const noSuchLine = refusal('audience.no-such-line', 404, () => '这次自查没有这一条。')
export const notAllAnswered = refusal<{ count: number; first: string }>(
  'audience.not-all-answered',
  422,
  f => `还有 ${f.count} 条没有填写，先填“${f.first}”。`,
)
export const nothingFound = refusal('audience.nothing-found', 409, () => '这一条没有待整改的问题，或者已经登记过整改。')
export const dueTooLate = refusal<{ days: number }>(
  'audience.due-too-late',
  422,
  f => `整改期限应在今天以后、${f.days} 天以内。`,
)

export const noInterface = refusal<{ account: string }>(
  'audience.no-interface',
  422,
  f => `“${f.account}”没有能给出数据的接口，请从平台后台导出表格再导入。`,
)
export const populationStands = refusal<{ day: string }>(
  'audience.population-stands',
  409,
  f => `${f.day}起的常住人口已经核对过，不能再改。有新的公布数，请按新的日期登记。`,
)
export const spikeRuleTooEarly = refusal<{ day: string }>(
  'audience.spike-rule-too-early',
  422,
  f => `已经施行的规则不改，新规则的施行日期不能早于 ${f.day}；当天已有规则的，从第二天起。`,
)
export const noSuchVersion = refusal<{ version: string }>(
  'audience.no-such-version',
  404,
  f => `没有“${f.version}”这一版自查指标。`,
)
export const versionStands = refusal<{ version: string }>(
  'audience.version-stands',
  409,
  f => `已经有“${f.version}”这一版，请换一个版本号。`,
)
export const versionTooEarly = refusal<{ day: string }>(
  'audience.version-too-early',
  422,
  f => `新版本的施行日期要晚于现行版本的 ${f.day}。`,
)
export const versionUsed = refusal<{ version: string }>(
  'audience.version-used',
  409,
  f => `“${f.version}”这一版已经用来自查过，不能再改。要改请新建一版。`,
)
