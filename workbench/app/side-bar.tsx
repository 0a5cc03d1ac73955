// The side bar: what I can use, grouped; on a telephone it opens over the page.
import { Link } from '@tanstack/react-router'
import { useTodos } from '../inbox/data.ts'
import { navigationFor } from './navigation.ts'
import { paths } from './paths.ts'

type Props = { unit: string; roles: readonly string[]; open: boolean; close: () => void }

/** How many todos are done at an address or below it; the inbox counts them all. */
function useCounts(): (to: string) => number {
  const { data = [] } = useTodos()
  return to => {
    if (to === paths.inbox) return data.length
    return to === paths.home ? 0 : data.filter(todo => `${todo.path}/`.startsWith(`${to}/`)).length
  }
}

function Count({ of }: { of: number }) {
  if (of === 0) return null
  return (
    <span className="count">
      {of}
      <span className="sr">件待办</span>
    </span>
  )
}

export function SideBar({ unit, roles, open, close }: Props) {
  const count = useCounts()
  return (
    <nav className={open ? 'side open' : 'side'} aria-label="栏目" id="side">
      <Link to={paths.home} className="brand" onClick={close}>
        <img src="/workbench/tower.svg" alt="" width="24" height="24" />
        {unit}
      </Link>
      {navigationFor(roles).map(group => (
        <div key={group.title}>
          {group.title && <h2>{group.title}</h2>}
          {group.entries.map(entry => (
            <Link
              key={entry.to}
              to={entry.to}
              className="item"
              activeProps={{ className: 'item active' }}
              activeOptions={{ exact: entry.to === '/', includeSearch: false }}
              onClick={close}
            >
              {entry.title}
              <Count of={count(entry.to)} />
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}
