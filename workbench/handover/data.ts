// What the hand-over pages read.
import { useQuery } from '@tanstack/react-query'
import type { cards } from '../../src/assets/cards.ts'
import type { document, documents } from '../../src/handover/documents.ts'
import { ask } from '../app/api.ts'

export type HandoverDocument = Awaited<ReturnType<typeof ask<typeof documents>>>[number]
export type Veto = { source: string; reason: string; path: string }

export const REASONS = { leaves: '离岗', moves: '调动', other: '临时交接' } as const
export const STATES = { open: '待接收', confirmed: '已交接', withdrawn: '已撤回' } as const

export function useCards() {
  return useQuery({ queryKey: ['assets.cards'], queryFn: () => ask<typeof cards>('assets.cards') })
}

export function useDocuments(person_id?: string) {
  return useQuery({
    queryKey: ['handover.documents', person_id],
    queryFn: () => ask<typeof documents>('handover.documents', { person_id }),
  })
}

export function useDocument(id: string) {
  return useQuery({
    queryKey: ['handover.document', id],
    queryFn: () => ask<typeof document>('handover.document', { document_id: id }),
  })
}

export function useVetoes(subject: { person_id: string } | { year: number }) {
  const name = 'year' in subject ? 'handover.year-vetoes' : 'handover.person-vetoes'
  return useQuery({ queryKey: [name, subject], queryFn: () => ask(name, subject) as unknown as Promise<Veto[]> })
}
