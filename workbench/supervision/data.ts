// What the pages of rules and supervision read.
import { useQuery } from '@tanstack/react-query'
import type { checks, findings, plans } from '../../src/supervision/checks/check-queries.ts'
import type { rule, rules } from '../../src/supervision/rules/rule-queries.ts'
import { SUBJECTS } from '../../src/supervision/vocabulary.ts'
import { ask } from '../app/api.ts'

export type RuleRow = Awaited<ReturnType<typeof ask<typeof rules>>>[number]
export type FullRule = Awaited<ReturnType<typeof ask<typeof rule>>>
export type Plan = Awaited<ReturnType<typeof ask<typeof plans>>>[number]
export type CheckRow = Awaited<ReturnType<typeof ask<typeof checks>>>[number]
export type Finding = Awaited<ReturnType<typeof ask<typeof findings>>>[number]

export const subject = (kind: string) => SUBJECTS[kind as keyof typeof SUBJECTS] ?? kind
export const subjectOptions = Object.entries(SUBJECTS).map(([value, label]) => ({ value, label }))
export const example = (row: { is_example: boolean }) => (row.is_example ? '　示例' : '')

export const useRules = () =>
  useQuery({ queryKey: ['supervision.rules'], queryFn: () => ask<typeof rules>('supervision.rules') })
export const useRule = (rule_id: string) =>
  useQuery({
    queryKey: ['supervision.rule', rule_id],
    queryFn: () => ask<typeof rule>('supervision.rule', { rule_id }),
  })
export const usePlans = () =>
  useQuery({ queryKey: ['supervision.plans'], queryFn: () => ask<typeof plans>('supervision.plans') })
export const useChecks = () =>
  useQuery({ queryKey: ['supervision.checks'], queryFn: () => ask<typeof checks>('supervision.checks') })
export const useFindings = () =>
  useQuery({ queryKey: ['supervision.findings'], queryFn: () => ask<typeof findings>('supervision.findings') })
