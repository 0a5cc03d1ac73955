// The side bar: what I can use, grouped; on a telephone it opens over the page.
import { Link } from '@tanstack/react-router'
import { navigationFor } from './navigation.ts'
import { paths } from './paths.ts'

type Props = { unit: string; roles: readonly string[]; open: boolean; close: () => void }

export function SideBar({ unit, roles, open, close }: Props) {
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
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}
