// The kernel: pure words of the house, no I/O.
export type { DocumentBlock, OfficialDocument, Run, TableColumn } from './document.ts'
export { type Facts, Refusal, type RefusalStatus, refusal } from './refusal.ts'
export type { DocumentText, TextBlock } from './text-blocks.ts'
