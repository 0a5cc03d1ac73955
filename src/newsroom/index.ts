// newsroom/ 线索·选题·任务·稿件·版本·三审三校·签发. Approves; never sends anything.

import { addFeed, feeds, settleFeed, stopFeed } from './feeds/feeds.ts'
import { beginImport, finishImport, importItems } from './import/import-items.ts'
import { orderImport } from './import/import-job.ts'
import { historicalStories, importedItems, imports } from './import/import-queries.ts'
import { takeIntake } from './intake/take-intake.ts'
import { mails, mailTodos } from './mail/mail-queries.ts'
import { acceptMail, dropMail, endSender, registerSender, takeMail } from './mail/take-mail.ts'
import { addRecording } from './media/add-media.ts'

export { cropCover } from './media/crop-cover.ts'
export type { Cover } from './media/media-vocabulary.ts'

import { describeMedia, setCover, withdrawMedia } from './media/keep-media.ts'
import { media } from './media/media-queries.ts'
import { settleRecording } from './media/transcode-job.ts'
import { acceptAssignment, assign, cancelAssignment, finishAssignment } from './planning/assignments.ts'
import { board } from './planning/board.ts'
import { calendar } from './planning/calendar.ts'
import { addDay, endDay } from './planning/days.ts'
import { finishInstruction, receiptInstruction, recordInstruction } from './planning/instructions.ts'
import { addLabel, endLabel, labels } from './planning/labels.ts'
import { decidePitch, proposePitch } from './planning/pitches.ts'
import { assignments, instructions, pitches } from './planning/plan-queries.ts'
import { planTodos } from './planning/plan-todos.ts'
import { tip, tips } from './planning/tip-queries.ts'
import { dismissTip, mergeTips, recordTip, undoMerge } from './planning/tips.ts'
import { chooseFilm } from './renditions/choose-film.ts'
import { renditions } from './renditions/rendition-queries.ts'
import { setH5Page } from './renditions/set-h5-page.ts'
import { writeBody } from './renditions/write-body.ts'
import { writeRendition } from './renditions/write-rendition.ts'
import { overrideFinding, storyCheck } from './review/checks.ts'
import { decideReview, recordProof, recordSuperior } from './review/decide-review.ts'
import { errorRates } from './review/error-rates.ts'
import { recordError } from './review/errors.ts'
import { decideByLink, makeReviewLink } from './review/links.ts'
import { recheckRelease, recheckTodos } from './review/recheck.ts'
import { decisionsOfStory, reviewDesk, submission } from './review/review-queries.ts'
import { reviewRules, setReviewRules } from './review/review-rules.ts'
import { reviewTodos } from './review/review-todos.ts'
import { reviewers } from './review/reviewer-queries.ts'
import { endAbsence, nameReviewers, noteAbsence } from './review/reviewers.ts'
import { importSources, sources } from './review/sources.ts'
import { submitStory, withdrawStory } from './review/submit-story.ts'
import { createStory } from './stories/create-story.ts'
import { describeStory } from './stories/describe-story.ts'
import { lockCopy } from './stories/lock-copy.ts'
import { takeOver } from './stories/locks.ts'
import { reopenStory } from './stories/reopen-story.ts'
import { restoreVersion } from './stories/restore-version.ts'
import { saveVersion } from './stories/save-version.ts'
import { stories, story, version, versions, vocabulary } from './stories/story-queries.ts'

export { readFeedBy } from './feeds/feeds.ts'
export { feedFetcher } from './feeds/fetch-feed.ts'
export { newsroomFigures } from './figures.ts'
export { importStories } from './import/import-file.ts'
export { importBy } from './import/import-job.ts'
export { IMPORT_KINDS, type ImportKind } from './import/item.ts'
export { intakeBy } from './intake/intake-sweep.ts'
export { mountMail } from './mail/mail-upload.ts'
export { ffmpegTranscoder } from './media/ffmpeg.ts'
export { importedPictures, mountMedia } from './media/media-routes.ts'
export { transcodeBy } from './media/transcode-job.ts'
export { receiveTip } from './planning/tips.ts'
export type { Rendition } from './renditions/derive.ts'
export { approvedEdition, type Edition, editionRenditions } from './review/approve.ts'
export { mountReviewLinks } from './review/link-page.ts'
export { type ChannelKind, channelKinds } from './vocabulary.ts'

export const newsroomCommands = [
  createStory,
  saveVersion,
  describeStory,
  lockCopy,
  takeOver,
  restoreVersion,
  reopenStory,
  submitStory,
  withdrawStory,
  decideReview,
  recordSuperior,
  recordProof,
  recordError,
  nameReviewers,
  setReviewRules,
  noteAbsence,
  endAbsence,
  overrideFinding,
  importSources,
  makeReviewLink,
  decideByLink,
  beginImport,
  importItems,
  finishImport,
  addFeed,
  stopFeed,
  settleFeed,
  recheckRelease,
  orderImport,
  writeRendition,
  writeBody,
  setH5Page,
  chooseFilm,
  addRecording,
  settleRecording,
  describeMedia,
  withdrawMedia,
  setCover,
  addLabel,
  endLabel,
  recordTip,
  takeIntake,
  takeMail,
  acceptMail,
  dropMail,
  registerSender,
  endSender,
  mergeTips,
  undoMerge,
  dismissTip,
  proposePitch,
  decidePitch,
  assign,
  acceptAssignment,
  finishAssignment,
  cancelAssignment,
  recordInstruction,
  receiptInstruction,
  finishInstruction,
  addDay,
  endDay,
]
export const newsroomQueries = [
  stories,
  story,
  versions,
  version,
  vocabulary,
  reviewDesk,
  submission,
  decisionsOfStory,
  reviewers,
  reviewRules,
  storyCheck,
  sources,
  imports,
  importedItems,
  historicalStories,
  feeds,
  mails,
  errorRates,
  renditions,
  media,
  labels,
  tips,
  tip,
  pitches,
  assignments,
  instructions,
  calendar,
  board,
]
export const newsroomTodos = [reviewTodos, recheckTodos, mailTodos, ...planTodos]
