// The rules that decide something, each with its value, its scope and the document it stands in.
import { Link } from '@tanstack/react-router'
import type { Deciding } from '../../src/procurement/rules/deciding.ts'
import { CATEGORIES_OF_PURCHASE, RULE_KINDS } from '../../src/procurement/vocabulary.ts'
import { paths } from '../app/paths.ts'
import { yuan } from '../ui/index.ts'

/** 300,000.00 元, 2 个工作日, 10%: by what the kind says of its value. */
export function ruleValue({ kind, value }: Pick<Deciding, 'kind' | 'value'>): string {
  if (kind === 'limit' || kind === 'tender') return `${yuan(value)} 元`
  if (kind.endsWith('permille')) return `${Number(value) / 10}%`
  if (kind.endsWith('workdays')) return `${value} 个工作日`
  return kind.endsWith('years') ? `${value} 年` : `${value} 日`
}

/** The kind without its unit in brackets: the value says it. */
const titleOf = ({ kind, category }: Deciding) =>
  `${RULE_KINDS[kind].replace(/（[^）]*）$/, '')}${category ? `（${CATEGORIES_OF_PURCHASE[category]}）` : ''}`

export function DecidingRules({ rules, missing = [] }: { rules: readonly Deciding[]; missing?: readonly string[] }) {
  return (
    <ul className="deciding">
      {rules.map(rule => (
        <li key={`${rule.kind}${rule.category ?? ''}`}>
          {titleOf(rule)} <b>{ruleValue(rule)}</b>
          <span className="soft">
            {rule.region}
            {rule.level === '各级' ? '' : rule.level}　{rule.source}
            {!rule.confirmed && !rule.source.includes('待核') && '（待核）'}
          </span>
        </li>
      ))}
      {missing.map(words => (
        <li key={words} className="due late">
          {words} <Link to={paths.procurementRules}>采购规定</Link>
        </li>
      ))}
    </ul>
  )
}
