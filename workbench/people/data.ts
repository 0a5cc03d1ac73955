// What the pages about people read.
import { useQuery } from '@tanstack/react-query'
import type { persons, sections } from '../../src/people/queries.ts'
import { ROLES, type Role } from '../../src/people/roles.ts'
import { shortRole } from '../../src/people/roster-sheet.ts'
import { ask, get } from '../app/api.ts'

export type Person = Awaited<ReturnType<typeof ask<typeof persons>>>[number]
export type Permission = { name: string; title: string; kind: string; access: string | string[] }

export function usePersons() {
  return useQuery({ queryKey: ['people.persons'], queryFn: () => ask<typeof persons>('people.persons') })
}

export function useSectionList() {
  return useQuery({ queryKey: ['people.sections'], queryFn: () => ask<typeof sections>('people.sections') })
}

/** Every command and query with who may use it. */
export function usePermissions() {
  return useQuery({
    queryKey: ['permissions'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => get<Permission[]>('/api/permissions'),
  })
}

export const roleOptions = Object.entries(ROLES).map(([value, label]) => ({ value, label }))

/** 会计 for `finance`; a role this page does not know stays as it is. */
export const roleTitle = (role: string) => shortRole(ROLES[role as Role] ?? role)

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password that can be read out and typed: four groups of four. */
export function freshPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(16))
  const letters = Array.from(random, n => LETTERS[n % LETTERS.length])
  return [0, 4, 8, 12].map(at => letters.slice(at, at + 4).join('')).join('-')
}
