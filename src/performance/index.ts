// performance/ 监控·自评·评分·报告
import type { FigureSet } from '../platform/index.ts'
import { judge } from './judge.ts'
import { draft } from './queries.ts'
import { signOff } from './sign-off.ts'
import { writeText } from './write-text.ts'

export { type Assembled, assembleReport, defaultClassification } from './assemble.ts'
export { checkReport } from './check-report.ts'
export { notSigned } from './refusals.ts'

export const performanceCommands = (set: FigureSet) => [writeText(set), judge, signOff(set)]
export const performanceQueries = (set: FigureSet) => [draft(set)]
export { FORMATS, type Format, renderReport } from './formats.ts'
export { mountReports } from './routes.ts'
