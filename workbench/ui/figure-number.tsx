// A number that opens its trace: alike everywhere, a link with a dotted line.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function FigureNumber({
  name,
  year,
  as,
  children,
}: {
  name: string
  year: number
  as?: string | undefined
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
      })}
      className="figure"
    >
      {children}
    </Link>
  )
}
