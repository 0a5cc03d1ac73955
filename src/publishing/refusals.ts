// What publishing/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const noSuchRelease = refusal('publishing.no-such-release', 404, () => '没有这条发布记录。')
export const wrongState = refusal<{ state: string; move: string }>(
  'publishing.wrong-state',
  409,
  f => `这条发布现在是“${f.state}”，不能${f.move}。`,
)
export const publishingStopped = refusal<{ by: string; reason: string }>(
  'publishing.stopped',
  409,
  f => `${f.by}已按下“停止发布”（${f.reason}），解除之前什么都不能发。`,
)
export const superseded = refusal<{ edition_no: number }>(
  'publishing.superseded',
  409,
  f => `这篇稿件已有更新的第 ${f.edition_no} 次签发稿，请发布最新的。`,
)
export const storyWithdrawn = refusal(
  'publishing.story-withdrawn',
  409,
  () => '这篇稿件已经撤稿，不能再发布。确需再发时另写一篇，重新送审。',
)
export const noRendition = refusal<{ account: string; kind: string }>(
  'publishing.no-rendition',
  422,
  f => `这次签发里没有${f.kind}稿，发不到“${f.account}”。请在稿件信息里勾选这个渠道，重新送审。`,
)
export const accountNotInUse = refusal<{ account: string }>(
  'publishing.account-not-in-use',
  409,
  f => `账号“${f.account}”已暂停或注销，不能发布。`,
)
export const earlierStillThere = refusal<{ account: string; edition_no: number }>(
  'publishing.earlier-still-there',
  409,
  f => `“${f.account}”上还有这篇稿件第 ${f.edition_no} 次签发的内容，请用“更正”，不要再发一篇。`,
)
export const wrongTime = refusal<{ problem: string }>('publishing.wrong-time', 422, f => f.problem)
export const noSuchOrder = refusal(
  'publishing.no-such-order',
  422,
  () => '要等的那个账号不在这篇稿件的发布里，请先把它选上。',
)
export const nothingToRetry = refusal(
  'publishing.nothing-to-retry',
  409,
  () => '没有因为这个原因未发成的发布，可能别人已经重试过。',
)
export const proofWanted = refusal<{ problem: string }>('publishing.proof-wanted', 422, f => f.problem)
export const badCallback = refusal('publishing.bad-callback', 403, () => '回调的签名不对。')
export const nothingOut = refusal(
  'publishing.nothing-out',
  409,
  () => '这篇稿件没有发到任何地方，用不着撤。还没发的请直接取消。',
)
export const correctedWanted = refusal(
  'publishing.corrected-wanted',
  422,
  () => '更正要有新的签发稿：先点“修改再审”改好，三审签发以后再更正。',
)
const takenBackNow = refusal('publishing.taken-back-now', 409, () => '这篇稿件正在撤稿或更正，请到“撤稿与更正”看进度。')
export const noSuchWithdrawal = refusal('publishing.no-such-withdrawal', 404, () => '没有这次撤稿或更正。')
export const notClearYet = refusal('publishing.not-clear-yet', 409, () => '各渠道还没有全部办完，办完以后才有凭证。')
export const stepClosed = refusal('publishing.step-closed', 409, () => '这一步已经办完，或者不用人工办。')
export const noSuchFinding = refusal('publishing.no-such-finding', 404, () => '没有这条巡检问题，或者已经处理。')
const alreadyRechecked = refusal('publishing.already-rechecked', 409, () => '这次发布已经复核过了。')
const alreadyReleased = refusal(
  'publishing.already-released',
  409,
  () => '这一次签发已经安排到这个账号，不会再发第二遍。',
)

export const noFediverse = refusal<{ account: string }>(
  'publishing.no-fediverse',
  422,
  f => `“${f.account}”不是联邦网络账号。`,
)

export const noSuchProgramme = refusal('publishing.no-such-programme', 404, () => '没有这个节目。')
export const programmeOver = refusal('publishing.programme-over', 409, () => '这个节目已经播出或取消，不能再改。')
export const programmeTooEarly = refusal('publishing.programme-too-early', 409, () => '还没有到播出时间，播了再登记。')
export const scriptNotSigned = refusal(
  'publishing.script-not-signed',
  409,
  () => '这篇稿件还没有签发的口播稿：请在稿件里选“广播电视”渠道，三审签发以后再登记播出。',
)
const programmesOverlap = refusal(
  'publishing.programmes-overlap',
  409,
  () => '这个时段已经有节目了，请改时间，或先取消原来的节目。',
)

onConstraint('edition_goes_to_an_account_once', alreadyReleased)
onConstraint('story_is_taken_back_by_one', takenBackNow)
onConstraint('rechecks_pkey', alreadyRechecked)
onConstraint('one_programme_at_a_time', programmesOverlap)
