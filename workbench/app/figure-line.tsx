// Some figures of a year in one line, each opening its trace.
import { useQuery } from '@tanstack/react-query'
import type { FigureOut } from '../../src/disclosure/figure-queries.ts'
import { FigureNumber } from '../ui/index.ts'
import { get } from './api.ts'

export function FigureLine({ year, names }: { year: number; names: readonly string[] }) {
  const { data } = useQuery({
    queryKey: ['figures', year],
    queryFn: () => get<FigureOut[]>(`/api/figures?year=${year}`),
  })
  const figures = names.flatMap(name => data?.find(figure => figure.name === name) ?? [])
  if (figures.length === 0) return null
  return (
    <ul className="keys">
      {figures.map(figure => (
        <li key={figure.name}>
          <span className="label">{figure.title}</span>
          <span className="value">
            <FigureNumber name={figure.name} year={year}>
              {figure.display}
            </FigureNumber>
          </span>
        </li>
      ))}
    </ul>
  )
}
