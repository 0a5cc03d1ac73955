// audience/ 访问·阅读·客户端·传播力指数·采用·工作量·自查: what became of what was published.
import type { FigureSet } from '../platform/index.ts'
import { bulletin } from './bulletin/bulletin-query.ts'
import { client, recordClient } from './client/record-client.ts'
import { dashboard } from './counters/dashboard.ts'
import { countFollowers, followerSweep } from './counters/follower-sweep.ts'
import { noteReleasesSweep } from './counters/note-sweep.ts'
import { previewReadings } from './counters/preview-readings.ts'
import { noteReleases, recordReadings } from './counters/record-readings.ts'
import { answerSpike, readSpikes } from './counters/spikes.ts'
import { computeIndex, setFormula } from './indexes/compute-index.ts'
import { formulas, indexes } from './indexes/index-queries.ts'
import { answerInspection, closeInspection, inspect, rectifyFinding } from './inspection/inspect.ts'
import { inspectionSheet, inspectionTodos } from './inspection/inspection-queries.ts'
import { adoptions, recordAdoption, takeBackAdoption } from './output/adoptions.ts'
import { output, pointRules, setPointRule } from './output/output.ts'
import { beginPull, pullNow, pulls, recordPull } from './pulls/pull.ts'
import { pullSweep } from './pulls/pull-sweep.ts'
import {
  beginInspectionVersion,
  dropInspectionRule,
  setInspectionRule,
  setInspectionScheme,
} from './rules/inspection-versions.ts'
import { setPopulation, setSpikeRule } from './rules/measures.ts'
import { audienceRules } from './rules/rule-queries.ts'
import { recordVisits } from './visits/record-visits.ts'

export { mountBulletins } from './bulletin/bulletin-query.ts'
export { audienceFigures } from './figures.ts'
export { type VisitCounter, visitCounter } from './visits/visit-counter.ts'
export { runVisitWriter } from './visits/visit-writer.ts'

export const audienceCommands = [
  recordReadings,
  noteReleases,
  countFollowers,
  beginPull,
  recordPull,
  pullNow,
  answerSpike,
  computeIndex,
  setFormula,
  recordClient,
  recordAdoption,
  takeBackAdoption,
  setPointRule,
  recordVisits,
  inspect,
  answerInspection,
  rectifyFinding,
  closeInspection,
  setPopulation,
  setSpikeRule,
  beginInspectionVersion,
  setInspectionRule,
  dropInspectionRule,
  setInspectionScheme,
]
export const audienceQueries = (set: FigureSet) => [
  dashboard,
  readSpikes,
  pulls,
  indexes,
  formulas,
  client,
  adoptions,
  output,
  pointRules,
  bulletin(set),
  inspectionSheet,
  audienceRules,
]
export const audienceTodos = [inspectionTodos]
export const audienceFileReadings = [previewReadings]
export const audienceSweeps = [noteReleasesSweep, followerSweep, pullSweep]
