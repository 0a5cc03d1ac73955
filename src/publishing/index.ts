// publishing/ 投递·回执·更正·撤稿·巡检. The only way out of the house for an approved edition.
import { announceJob, hubNotices, recordAnnouncement } from './announce/hub.ts'
import { kit, proveByHand } from './by-hand/kit.ts'

export { mountKit } from './by-hand/kit-archive.ts'

import { takeReceipt } from './callbacks/take-receipt.ts'
import { channelComments, recordComments, recordGate, watchComments } from './comments/comments.ts'
import { activitiesJob } from './fediverse/deliver-activities.ts'
import { fediverseAccount } from './fediverse/fediverse-queries.ts'
import type { Reach } from './fediverse/reach.ts'
import { recordActivity } from './fediverse/record-activity.ts'
import { dropFollower, takeFollow } from './fediverse/take-follow.ts'
import { finding, findings, openFinding, restoreRelease, retractFound, settleFinding } from './patrol/findings.ts'
import { confirmRecheck, patrol } from './patrol/patrol.ts'
import { airProgramme, cancelProgramme, planProgramme } from './programmes/programmes.ts'
import { programmes } from './programmes/schedule.ts'
import { beginDelivery } from './releases/begin-delivery.ts'
import { deliveryJob } from './releases/deliver.ts'
import { cancelRelease, handOver, reconcile, retryCause, schedule } from './releases/manage.ts'
import type { PathOf } from './releases/parcel.ts'
import { noteProgress, recordOutcome } from './releases/record-outcome.ts'
import { release } from './releases/release-edition.ts'
import { desk, releaseEvents, storyReleases } from './releases/release-queries.ts'
import { switches, turnSwitch } from './switches/switches.ts'
import { proveStep } from './withdrawals/prove-step.ts'
import { recordTakeBack, takeBackJob } from './withdrawals/take-back-job.ts'
import { withdrawStory } from './withdrawals/withdraw-story.ts'
import { withdrawal, withdrawals } from './withdrawals/withdrawal-queries.ts'

export { mountCallbacks } from './callbacks/routes.ts'
export { mountFediverse } from './fediverse/routes.ts'
export {
  type PublicProgramme,
  publicSchedule,
  type Replay,
  replayOf,
  scheduledDays,
} from './programmes/schedule.ts'
export { publishingTodos } from './todos.ts'
export { mountCertificates } from './withdrawals/certificate-file.ts'

export const publishingCommands = [
  release,
  cancelRelease,
  schedule,
  retryCause,
  handOver,
  reconcile,
  proveByHand,
  withdrawStory,
  proveStep,
  confirmRecheck,
  settleFinding,
  restoreRelease,
  retractFound,
  planProgramme,
  cancelProgramme,
  airProgramme,
  turnSwitch,
  recordTakeBack,
  openFinding,
  beginDelivery,
  recordOutcome,
  noteProgress,
  takeReceipt,
  recordComments,
  recordGate,
  recordAnnouncement,
  takeFollow,
  dropFollower,
  recordActivity,
]
export const publishingQueries = [
  desk,
  storyReleases,
  releaseEvents,
  kit,
  switches,
  programmes,
  withdrawals,
  withdrawal,
  findings,
  finding,
  channelComments,
  hubNotices,
  fediverseAccount,
]
export const publishingJobs = (pathOf: PathOf, public_url?: string, reach: Reach = {}) => [
  deliveryJob(pathOf),
  takeBackJob,
  announceJob(public_url),
  activitiesJob(reach),
]
export const publishingSweeps = [patrol, watchComments]
