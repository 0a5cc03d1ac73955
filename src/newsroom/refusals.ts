// What newsroom/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const noSuchStory = refusal<{ story_id: string }>('newsroom.no-such-story', 404, () => '没有这篇稿件。')
export const noSuchVersion = refusal<{ version_no: number }>(
  'newsroom.no-such-version',
  404,
  f => `这篇稿件没有第 ${f.version_no} 版。`,
)
export const noSuchSection = refusal<{ section: string }>(
  'newsroom.no-such-section',
  422,
  f => `没有“${f.section}”这个栏目，或者它已经停用。`,
)
export const noSuchTopic = refusal<{ topic: string }>(
  'newsroom.no-such-topic',
  422,
  f => `没有“${f.topic}”这个选题类别，或者它已经失效。`,
)
export const tooLong = refusal<{ max: number }>(
  'newsroom.too-long',
  422,
  f => `正文太长或结构太复杂，一篇稿件不能超过 ${f.max} 个字。`,
)
export const editedMeanwhile = refusal<{ version_no: number; by: string }>(
  'newsroom.edited-meanwhile',
  409,
  f => `您写的时候，${f.by}已经保存了第 ${f.version_no} 版。两份都还在，请比较后决定。`,
)
export const notEditable = refusal<{ state: string }>(
  'newsroom.not-editable',
  409,
  f => `稿件现在是“${f.state}”，不能修改。送审中的先撤回或由审稿人退回；已签发的点“修改再审”。`,
)
export const lockedCopy = refusal(
  'newsroom.locked-copy',
  409,
  () => '通稿不能改动标题和正文。需要改写时，另写一篇稿件。',
)
export const filmNotReady = refusal<{ name: string }>(
  'newsroom.film-not-ready',
  409,
  f => `“${f.name}”还没有转成 MP4，等转码完成再选。`,
)
export const repostIncomplete = refusal<{ missing: string[] }>(
  'newsroom.repost-incomplete',
  422,
  f => `转载稿还缺：${f.missing.join('、')}。`,
)
export const emptyStory = refusal<{ missing: string }>(
  'newsroom.empty-story',
  422,
  f => `${f.missing}还没有写，不能送审。`,
)
export const wrongState = refusal<{ state: string; move: string }>(
  'newsroom.wrong-state',
  409,
  f => `稿件现在是“${f.state}”，不能${f.move}。`,
)
export const expressNotAllowed = refusal(
  'newsroom.express-not-allowed',
  422,
  () => '纠错快审只用于签发过的稿件改错别字：标题不变，正文改动不超过 20 个字。请走常规三审。',
)
export const notReviewer = refusal<{ step: string }>(
  'newsroom.not-reviewer',
  403,
  f => `您不在“${f.step}”的审稿名单里。`,
)
export const ownWork = refusal('newsroom.own-work', 403, () => '您写过或改过这篇稿件，不能再审它。请由另一位审稿人审。')
export const secondStep = refusal(
  'newsroom.second-step',
  403,
  () => '您已经审过这篇稿件的另一关。任何两个环节不能由同一人担任。',
)
export const contentChanged = refusal(
  'newsroom.content-changed',
  409,
  () => '您看到的内容已经不是现在送审的内容。请重新打开，看过新的内容再审。',
)
export const alreadyDecided = refusal<{ step: string }>(
  'newsroom.already-decided',
  409,
  f => `${f.step || '这一关'}已经审过了，不能再审一次。`,
)
export const opinionWanted = refusal('newsroom.opinion-wanted', 422, () => '退回或退稿要写明理由。')
export const proofWanted = refusal(
  'newsroom.proof-wanted',
  422,
  () => '重要稿件终审前还要加一校或诵读，由作者以外的人完成并登记。',
)
export const tooManyErrors = refusal<{ found: number; max: number; step: string }>(
  'newsroom.too-many-errors',
  422,
  f => `${f.step}查出 ${f.found} 处差错，超过 ${f.max} 处的上限，应退回修改。`,
)
export const noSuchSubmission = refusal('newsroom.no-such-submission', 404, () => '没有这次送审。')
export const noSuchEdition = refusal('newsroom.no-such-edition', 404, () => '没有这个签发稿。')
export const editionBroken = refusal<{ edition_id: string }>(
  'newsroom.edition-broken',
  409,
  () => '签发稿的内容与签发时的校验码不符，已停止使用。请告诉系统管理员。',
)
export const alreadyRechecked = refusal('newsroom.already-rechecked', 409, () => '这一次签发已经复核过了。')
export const noSuperiorWanted = refusal(
  'newsroom.no-superior-wanted',
  422,
  () => '这篇稿件的选题类别不用上报审定，没有上级意见可登记。',
)

export const noSuchPerson = refusal('newsroom.no-such-person', 422, () => '名单里有不在岗的人员，请重新选择。')
export const noSuchAbsence = refusal('newsroom.no-such-absence', 404, () => '没有这条不在岗记录，或者已经销假。')

export const wordsBlocked = refusal<{ count: number; first: string }>(
  'newsroom.words-blocked',
  422,
  f => `检查发现 ${f.count} 处必须处理的问题，先改正或写明保留的理由再送审。${f.first}`,
)
export const linkGone = refusal(
  'newsroom.link-gone',
  404,
  () => '这个链接已经用过、已经失效，或者稿件已经有了结果。需要时请编辑部重新发一个。',
)
export const linkNotNow = refusal<{ state: string; step: string }>(
  'newsroom.link-not-now',
  409,
  f => `稿件现在是“${f.state}”，还不到“${f.step}”，不能生成链接。`,
)
const alreadyOverridden = refusal('newsroom.already-overridden', 409, () => '这一处已经写明保留的理由了。')

export const mailTooLarge = refusal<{ limit_mb: number }>(
  'newsroom.mail-too-large',
  422,
  f => `这封信超过 ${f.limit_mb} MB，没有收。请对方分几封发，或用网盘、投稿文件夹。`,
)
export const mailTooManyParts = refusal<{ limit: number }>(
  'newsroom.mail-too-many-parts',
  422,
  f => `这封信的部分超过 ${f.limit} 个，没有收。请对方只附需要的文件重发。`,
)
export const mailWinmail = refusal(
  'newsroom.mail-winmail',
  422,
  () => '这封信是 Outlook 专用格式（winmail.dat），没有收。请对方改用 HTML 或纯文本格式重发。',
)
export const mailBroken = refusal<{ problem: string }>(
  'newsroom.mail-broken',
  422,
  f => `这不是一封完整的邮件（${f.problem}），没有收。请从邮箱里另存为 .eml 再放。`,
)
export const noSuchMail = refusal('newsroom.no-such-mail', 404, () => '没有这封来信。')
export const mailHandled = refusal('newsroom.mail-handled', 409, () => '这封来信已经有人处理过了。')
export const noSuchSender = refusal('newsroom.no-such-sender', 404, () => '登记里没有这个发件人，或者已经停用。')

onConstraint('finding_is_overridden_once', alreadyOverridden)
onConstraint('step_is_decided_once', () => alreadyDecided({ step: '' }))
onConstraint('person_takes_one_step', secondStep)
export const badImportFile = refusal<{ name: string; why: string }>(
  'newsroom.bad-import-file',
  422,
  f => `“${f.name}”没有导入：${f.why}。`,
)
export const noSuchImport = refusal('newsroom.no-such-import', 404, () => '没有这次导入。')

export const labelStands = refusal<{ kind: string; name: string }>(
  'newsroom.label-stands',
  409,
  f => `${f.kind}“${f.name}”已经有了。`,
)
export const noSuchLabel = refusal<{ kind: string; name: string }>(
  'newsroom.no-such-label',
  422,
  f => `没有“${f.name}”这个${f.kind}，或者它已经停用。`,
)
export const noSuchTip = refusal('newsroom.no-such-tip', 404, () => '没有这条线索。')
export const tipHandled = refusal<{ title: string; state: string }>(
  'newsroom.tip-handled',
  409,
  f => `线索“${f.title}”现在是“${f.state}”，不能这样处理。请刷新后再看。`,
)
export const mergeIntoItself = refusal('newsroom.merge-into-itself', 422, () => '一条线索不能并入它自己。')
export const noSuchPitch = refusal('newsroom.no-such-pitch', 404, () => '没有这个选题。')
export const pitchDecided = refusal<{ state: string }>(
  'newsroom.pitch-decided',
  409,
  f => `这个选题已经定为“${f.state}”。`,
)
export const decisionReasonWanted = refusal(
  'newsroom.decision-reason-wanted',
  422,
  () => '待用或不用要写明理由，让报题人知道为什么。',
)
export const pitchNotAdopted = refusal<{ state: string }>(
  'newsroom.pitch-not-adopted',
  409,
  f => `选题现在是“${f.state}”，采用以后才能派任务。`,
)
export const noSuchAssignment = refusal('newsroom.no-such-assignment', 404, () => '没有这个任务。')
export const assignmentEnded = refusal<{ state: string }>(
  'newsroom.assignment-ended',
  409,
  f => `这个任务${f.state}，不能再办。`,
)
export const notAssigned = refusal('newsroom.not-assigned', 403, () => '这个任务没有派给您，也不是您派的。')
export const startsAfterDeadline = refusal('newsroom.starts-after-deadline', 422, () => '开始时间不能晚于交稿时间。')
export const noSuchInstruction = refusal('newsroom.no-such-instruction', 404, () => '没有这条指令。')
export const instructionReceipted = refusal('newsroom.instruction-receipted', 409, () => '这条指令已经签收过了。')
export const receiptFirst = refusal('newsroom.receipt-first', 409, () => '先签收，再办结。')
export const instructionDone = refusal('newsroom.instruction-done', 409, () => '这条指令已经办结。')
export const noSuchDay = refusal('newsroom.no-such-day', 404, () => '日历里没有这一条，或者已经停用。')
export const impossibleDay = refusal<{ month: number; day: number }>(
  'newsroom.impossible-day',
  422,
  f => `没有${f.month}月${f.day}日这一天。`,
)
export const periodTooLong = refusal<{ max: number }>(
  'newsroom.period-too-long',
  422,
  f => `日历一次最多看 ${f.max} 天，开始要在结束之前。`,
)
export const noSuchRendition = refusal<{ channel: string }>(
  'newsroom.no-such-rendition',
  422,
  f => `这篇稿件不发${f.channel}。先在“信息”里选上这个渠道。`,
)
export const wholeChannel = refusal<{ channel: string }>(
  'newsroom.whole-channel',
  422,
  f => `${f.channel}用稿件全文，只能另写标题和摘要，不能另写正文。`,
)
export const innerAddress = refusal(
  'newsroom.inner-address',
  422,
  () => '这个地址指向本机或内部网络，不能订阅。请填对方网站公开的地址。',
)
export const feedUnitUnlisted = refusal<{ unit: string }>(
  'newsroom.feed-unit-unlisted',
  422,
  f => `“${f.unit}”不在稿源名单里。本地单位或经批准的，请写明理由。`,
)
export const feedStands = refusal('newsroom.feed-stands', 409, () => '这个地址已经订阅了。')
export const ruleTooEarly = refusal<{ day: string }>(
  'newsroom.rule-too-early',
  422,
  f => `已经施行的规则不改，新规则的施行日期不能早于 ${f.day}；当天已有规则的，从第二天起。`,
)
export const mayNotRelieve = refusal<{ person: string }>(
  'newsroom.may-not-relieve',
  422,
  f => `按三审三校规则，${f.person}的岗位不能作 B 角。请换人，或先修改规则里“谁可以顶岗”。`,
)
export const noSuchFeed = refusal('newsroom.no-such-feed', 404, () => '没有这个订阅，或者已经停订。')
