// Proofing: what is wrong with the figures and the wording of an official text.
//
// How it decides, so that an alarm can be trusted:
// - A number x with d decimals stands for [x − ½·10⁻ᵈ, x + ½·10⁻ᵈ]; counts, 元 in prose and zero are exact. All arithmetic is
//   in bigint fractions (intervals.ts). Where a document visibly trims zeros, 129.7 is read as 129.70 (style.ts).
// - A relation bound by strong grammar (年初预算A、决算B、完成p%; a list whose members make up a known whole, or whose shares
//   add to 100; 由A增至B) is judged as it stands.
// - A relation bound by weak grammar (an open list, a total behind its parts, several possible bases) is reported only when it
//   holds, or when exactly one reading is a single digit off, in numbers long enough that this is no chance (report.ts).
// - A table teaches how it adds up: a way of adding that other columns or rows bear out is strict, any other is weak.
// - A repeated amount is a contradiction only where name, measure, year and unit agree and one digit differs (repeats.ts).
// - Where the binding stays open, nothing is said.
//
// passages.ts → facts.ts (numbers.ts, quantities.ts) → groups, ratios, shares, changes, runs, counts, tables → report.ts.
//
// words/ checks the words of a story: terms, personal data, dates, names and titles, by dictionaries that are kept as rows.
import { addCommonWords, addOfficial, addTerm, endOfficial, endTerm } from './words/dictionary-commands.ts'
import { officials, terms, wordCheck } from './words/word-queries.ts'

export { checkText } from './check.ts'
export { checkFile, checkUpload } from './check-file.ts'
export { RULES } from './rules.ts'
export type { CheckResult, Finding, Relation, RelationKind, RelationPart, RelationStatus, Severity } from './types.ts'
export { checkWords, type WordFinding, type WordRules, wordRules } from './words/check-words.ts'

export const proofingCommands = [addTerm, endTerm, addCommonWords, addOfficial, endOfficial]
export const proofingQueries = [terms, officials, wordCheck]
