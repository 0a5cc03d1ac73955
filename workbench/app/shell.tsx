// The frame of the workbench: side bar, who I am, command palette, and the trace of a figure over any page.
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Spin } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { me } from '../../src/people/queries.ts'
import { ask, post } from './api.ts'
import { navigation } from './navigation.ts'
import { Palette } from './palette.tsx'
import { paths } from './paths.ts'

const TraceDrawer = lazy(() => import('../performance/trace-drawer.tsx'))

export function useMe() {
  return useQuery({ queryKey: ['people.me'], queryFn: () => ask<typeof me>('people.me'), staleTime: 60_000 })
}

function SideBar({ unit, open, close }: { unit: string; open: boolean; close: () => void }) {
  return (
    <nav className={open ? 'side open' : 'side'} aria-label="栏目">
      <Link to={paths.home} className="brand" onClick={close}>
        <img src="/workbench/tower.svg" alt="" width="24" height="24" />
        {unit}
      </Link>
      {navigation.map(group => (
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

export function Shell() {
  const navigate = useNavigate()
  const { data, error, isPending } = useMe()
  const search = useSearch({ strict: false }) as { figure?: string }
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const away = () =>
      void navigate({
        to: paths.signIn,
        search: { back: location.pathname.replace(/^\/workbench/, '') + location.search } as never,
      })
    window.addEventListener('beita:signed-out', away)
    return () => window.removeEventListener('beita:signed-out', away)
  }, [navigate])
  useEffect(() => {
    if (data?.must_change) void navigate({ to: paths.account })
  }, [data?.must_change, navigate])
  if (isPending || error) return <Spin fullscreen />
  const signOut = async () => {
    await post('/api/people/sign-out', {})
    location.assign('/workbench/sign-in')
  }
  const items = [
    { key: 'account', label: <Link to={paths.account}>我的账号</Link> },
    { key: 'portal', label: <a href="/">公开页面</a> },
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ]
  return (
    <div className="shell">
      <SideBar unit={data.unit ?? '北塔'} open={open} close={() => setOpen(false)} />
      {open && <button type="button" className="scrim" aria-label="关闭菜单" onClick={() => setOpen(false)} />}
      <div className="main">
        <div className="top">
          <Button type="text" className="menu" onClick={() => setOpen(true)}>
            菜单
          </Button>
          <Palette />
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button type="text">{data.name}</Button>
          </Dropdown>
        </div>
        <main>
          <Suspense fallback={<Spin style={{ margin: 48 }} />}>
            <Outlet />
            {search.figure && <TraceDrawer />}
          </Suspense>
        </main>
      </div>
    </div>
  )
}
