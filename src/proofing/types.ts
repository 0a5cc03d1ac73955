// What the checker answers: relations it could judge and findings it raises. The field names are a published contract.

export type RelationKind = 'sum' | 'difference' | 'ratio' | 'share' | 'growth' | 'equality' | 'count'

/**
 * ok: equal after rounding half up. rounded: only within the intervals of the displayed digits. truncated: equal when cut
 * instead of rounded. last_digit: one unit in the last place off, outside the intervals. fail: wrong.
 * undefined: a percentage of a zero base.
 */
export type RelationStatus = 'ok' | 'rounded' | 'truncated' | 'last_digit' | 'fail' | 'undefined'

export type RelationPart = { label: string; value: string; unit: string }

export type Relation = {
  kind: RelationKind
  status: RelationStatus
  /** The digits as printed, without separators and unit. */
  stated: string
  computed: string
  parts: RelationPart[]
  excerpt: string
  line: number
}

export type Severity = 'error' | 'warning' | 'info'

export type Finding = { rule: string; severity: Severity; message: string; excerpt: string; line: number }

export type CheckResult = { relations: Relation[]; findings: Finding[] }
