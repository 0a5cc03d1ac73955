// Words and figures in order; a figure opens its trace.
import type { Run } from '../../src/kernel/document.ts'
import { FigureNumber } from '../ui/index.ts'
import { useWriting } from './writing.tsx'

export function Runs({ runs }: { runs: readonly Run[] }) {
  const { year, as } = useWriting()
  return runs.map((run, n) =>
    run.figure ? (
      <FigureNumber key={n} name={run.figure} year={year} as={as}>
        {run.text}
      </FigureNumber>
    ) : (
      <span key={n}>{run.text}</span>
    ),
  )
}
