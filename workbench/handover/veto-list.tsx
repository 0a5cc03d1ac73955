// What stands in the way, each with the page where it is mended.
import { Link } from '@tanstack/react-router'
import type { Veto } from './data.ts'

export function VetoList({ vetoes, clear }: { vetoes: readonly Veto[]; clear: string }) {
  if (vetoes.length === 0) return <p className="ok">{clear}</p>
  return (
    <ul className="next vetoes">
      {vetoes.map((veto, n) => (
        <li key={n}>
          <span className="soft">{veto.source}</span>
          <Link to={veto.path as string}>{veto.reason}</Link>
        </li>
      ))}
    </ul>
  )
}
