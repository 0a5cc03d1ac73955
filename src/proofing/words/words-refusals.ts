// What the dictionaries refuse.
import { refusal } from '../../kernel/index.ts'
import { onConstraint } from '../../platform/index.ts'

export const noSuchTerm = refusal('proofing.no-such-term', 404, () => '没有这个词条，或者它已经停用。')
export const noSuchOfficial = refusal('proofing.no-such-official', 404, () => '没有这条姓名职务，或者它已经到期。')
const termKnown = refusal('proofing.term-known', 409, () => '这一类里已经有这个词。要改它，先停用旧的再加新的。')

onConstraint('term_stands_once', termKnown)
