// Limits of the three reviews, as data with their period: a new rule is a new entry, an old one is never changed.
import type { Day } from '../../kernel/index.ts'

export type ReviewRules = {
  effective_from: Day
  source: string
  /** how many errors a step may find and still pass; more must go back */
  errors_max: { review1: number; review2: number; review3: number }
  /** 纠错快审: how many characters may differ from the edition that stands */
  express_characters_max: number
  /** 突发: within how many hours after sign-off the second review is to be made up */
  second_review_hours: number
  /** within how many hours what is out is read once more */
  recheck_hours: number
  /** how long a leader's link works */
  link_hours: number
  /** what a printed paper may hold, per 10,000 characters */
  printed_errors_max: number
}

const RULES: readonly ReviewRules[] = [
  {
    effective_from: '2020-01-01',
    source:
      '差错上限取自乡镇信息发布制度范例（待核）；印刷差错率取自国新出发〔2020〕10号；其余为本单位三审三校制度（示例）',
    errors_max: { review1: 5, review2: 3, review3: 1 },
    express_characters_max: 20,
    second_review_hours: 24,
    recheck_hours: 24,
    link_hours: 48,
    printed_errors_max: 3,
  },
]

/** The rules in force on a day. */
export function reviewRulesOn(day: Day): ReviewRules {
  return RULES.filter(rules => rules.effective_from <= day).at(-1) ?? RULES[0]!
}
