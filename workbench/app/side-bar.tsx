// The side bar: what I can use, in groups that open and close; on a telephone it opens over the page.
import { Link, useRouterState } from '@tanstack/react-router'
import { useTodos } from '../inbox/data.ts'
import { type Group, navigationFor } from './navigation.ts'
import { useOpenGroups } from './open-groups.ts'
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

type Section = { group: Group; shown: boolean; toggle: () => void; count: (to: string) => number; close: () => void }

function SideGroup({ group, shown, toggle, count, close }: Section) {
  const waiting = shown ? 0 : group.entries.reduce((sum, entry) => sum + count(entry.to), 0)
  return (
    <div className="group">
      {group.title && (
        <h2>
          <button type="button" aria-expanded={shown} onClick={toggle}>
            {group.title}
            <Count of={waiting} />
          </button>
        </h2>
      )}
      {shown &&
        group.entries.map(entry => (
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
  )
}

export function SideBar({ unit, roles, open, close }: Props) {
  const count = useCounts()
  const { isOpen, toggle } = useOpenGroups()
  const at = useRouterState({ select: state => state.location.pathname })
  const isHere = (to: string) => at === to || (to !== paths.home && at.startsWith(`${to}/`))
  return (
    <nav className={open ? 'side open' : 'side'} aria-label="栏目" id="side">
      <Link to={paths.home} className="brand" onClick={close}>
        <img src="/workbench/tower.svg" alt="" width="24" height="24" />
        {unit}
      </Link>
      {navigationFor(roles)
        .filter(group => group.entries.length > 0)
        .map(group => {
          const here = group.entries.some(entry => isHere(entry.to))
          return (
            <SideGroup
              key={group.title}
              group={group}
              shown={isOpen(group.title, here)}
              toggle={() => toggle(group.title, here)}
              count={count}
              close={close}
            />
          )
        })}
    </nav>
  )
}
