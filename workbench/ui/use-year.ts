// The year a page shows: in the address, so that a link shows the same; the newest year of the books by default.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { years } from '../../src/budget/queries.ts'
import { ask } from '../app/api.ts'

export function useYears() {
  return useQuery({ queryKey: ['budget.years'], queryFn: () => ask<typeof years>('budget.years') })
}

/** The year of the address or the newest one; `choose` writes it into the address. `closed`: its books take no more. */
export function useYear(): {
  year: number | undefined
  years: number[]
  closed: boolean
  choose: (year: number) => void
  loading: boolean
} {
  const search = useSearch({ strict: false }) as { year?: number }
  const navigate = useNavigate()
  const { data, isPending } = useYears()
  const known = data?.map(row => row.year) ?? []
  const year = search.year ?? known[0]
  const closed = data?.find(row => row.year === year)?.closed ?? false
  const choose = (chosen: number) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, year: chosen, page: undefined }),
    })
  return { year, years: known, closed, choose, loading: isPending }
}
