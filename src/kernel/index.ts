// The kernel: pure words of the house, no I/O.
export { chineseDay, type Day, dayOf, daysOf, isDay, lastDayOf, monthOf, yearOf } from './calendar.ts'
export type { DocumentBlock, OfficialDocument, Run, TableColumn } from './document.ts'
export {
  applyFormula,
  type Classification,
  type DerivedFigure,
  displayProse,
  displayTable,
  exactValue,
  type Figure,
  type FigureAmount,
  type FigureContext,
  type FigureUnit,
  type Formula,
  formulaText,
  NOT_APPLICABLE,
  type PageRequest,
  type Period,
  type SourceFigure,
  type TracePage,
  type TraceRow,
} from './figure.ts'
export {
  capitalYuan,
  decimalPercent,
  divideDown,
  divideHalfUp,
  type Fen,
  parseYuan,
  smallerFen,
  splitEvenly,
  sumFen,
  wanExact,
  wanProse,
  wanTable,
  yuanExact,
  yuanGrouped,
} from './money.ts'
export { type Facts, Refusal, type RefusalStatus, refusal } from './refusal.ts'
export { type Machine, next } from './state-machine.ts'
export type { DocumentText, TextBlock } from './text-blocks.ts'
export { SANS, SERIF, TOKENS } from './tokens.ts'
