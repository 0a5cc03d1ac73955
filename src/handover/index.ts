// handover/ 离岗移交·关账: runs the vetoes
import type { VetoSource } from '../platform/index.ts'
import { closeYear } from './close-year.ts'
import { completeDeparture } from './complete-departure.ts'
import { confirmDocument } from './confirm-document.ts'
import { document, documents } from './documents.ts'
import { makeDocument } from './make-document.ts'
import { departures, personVetoes, yearVetoes } from './queries.ts'
import { withdrawDocument } from './withdraw-document.ts'

export { closeYear } from './close-year.ts'
export { handoverTodos, handoverVetoes } from './vetoes.ts'

export const handoverCommands = (sources: readonly VetoSource[]) => [
  makeDocument,
  confirmDocument,
  withdrawDocument,
  completeDeparture(sources),
  closeYear(sources),
]
export const handoverQueries = (sources: readonly VetoSource[]) => [
  personVetoes(sources),
  yearVetoes(sources),
  documents,
  document,
  departures,
]
