// What the planning pages read.
import { useQuery } from '@tanstack/react-query'
import type { board } from '../../../src/newsroom/planning/board.ts'
import type { calendar } from '../../../src/newsroom/planning/calendar.ts'
import type { assignments, instructions, pitches } from '../../../src/newsroom/planning/plan-queries.ts'
import { FORMS, type Form } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import type { tip, tips } from '../../../src/newsroom/planning/tip-queries.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../../../src/newsroom/vocabulary.ts'
import { ask } from '../../app/api.ts'
import { usePersons } from '../../people/data.ts'

export type ListedTip = Awaited<ReturnType<typeof ask<typeof tips>>>[number]
export type FullTip = Awaited<ReturnType<typeof ask<typeof tip>>>
export type Pitch = Awaited<ReturnType<typeof ask<typeof pitches>>>[number]
export type Assigned = Awaited<ReturnType<typeof ask<typeof assignments>>>[number]
export type Instructed = Awaited<ReturnType<typeof ask<typeof instructions>>>[number]
export type Calendar = Awaited<ReturnType<typeof ask<typeof calendar>>>
export type Board = Awaited<ReturnType<typeof ask<typeof board>>>

export const formNames = (forms: readonly string[]) => forms.map(one => FORMS[one as Form] ?? one).join('、')
export const channelNames = (kinds: readonly string[]) =>
  kinds.map(one => CHANNEL_KINDS[one as ChannelKind] ?? one).join('、')

/** People in post, for a choice. */
export function usePeopleOptions() {
  const { data } = usePersons()
  return data?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name })) ?? []
}

export const useTips = () => useQuery({ queryKey: ['newsroom.tips'], queryFn: () => ask<typeof tips>('newsroom.tips') })
export const useTip = (id: string | undefined) =>
  useQuery({
    queryKey: ['newsroom.tip', id],
    enabled: id !== undefined,
    queryFn: () => ask<typeof tip>('newsroom.tip', { tip_id: id }),
  })
export const usePitches = () =>
  useQuery({ queryKey: ['newsroom.pitches'], queryFn: () => ask<typeof pitches>('newsroom.pitches') })
export const useAssignments = () =>
  useQuery({ queryKey: ['newsroom.assignments'], queryFn: () => ask<typeof assignments>('newsroom.assignments') })
export const useInstructions = () =>
  useQuery({ queryKey: ['newsroom.instructions'], queryFn: () => ask<typeof instructions>('newsroom.instructions') })
export const useBoard = () =>
  useQuery({
    queryKey: ['newsroom.board'],
    // the board hangs on a wall: it looks again by itself
    refetchInterval: 60_000,
    queryFn: () => ask<typeof board>('newsroom.board'),
  })
export const useCalendar = (from: string, to: string) =>
  useQuery({
    queryKey: ['newsroom.calendar', from, to],
    queryFn: () => ask<typeof calendar>('newsroom.calendar', { from, to }),
  })
