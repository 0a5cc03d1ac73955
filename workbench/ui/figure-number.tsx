// A number that opens its trace: alike everywhere, a link with a dotted line.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function FigureNumber({
  name,
  year,
  as,
  month,
  children,
}: {
  name: string
  year: number
  as?: string | undefined
  month?: number | undefined
  children: ReactNode
}) {
  return (
    <Link
      to="."
      search={(before: Record<string, unknown>) => ({
        ...before,
        figure: name,
        figure_year: year,
        ...(as ? { figure_as: as } : {}),
        figure_month: month,
      })}
      className="figure"
    >
      {children}
    </Link>
  )
}
