// The frame of the workbench: side bar, who I am, command palette, and the trace of a figure over any page.
import { DownOutlined } from '@ant-design/icons'
import { Link, Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Spin } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { ErrorNote } from '../ui/index.ts'
import { post } from './api.ts'
import { useMe } from './me.tsx'
import { Palette } from './palette.tsx'
import { paths } from './paths.ts'
import { PALETTE_KEY, ShortcutSheet, useShortcuts } from './shortcuts.tsx'
import { SideBar } from './side-bar.tsx'

export { useMe } from './me.tsx'

const TraceDrawer = lazy(() => import('../performance/trace-drawer.tsx'))

/** Goes to the sign-in page when the session ended, and comes back to the same address afterwards. */
function useSignedOut(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const away = () =>
      void navigate({
        to: paths.signIn,
        search: { back: location.pathname.replace(/^\/workbench/, '') + location.search } as never,
      })
    window.addEventListener('beita:signed-out', away)
    return () => window.removeEventListener('beita:signed-out', away)
  }, [navigate])
}

async function signOut(): Promise<void> {
  await post('/api/people/sign-out', {}).catch(() => undefined)
  location.assign('/workbench/sign-in')
}

type TopProps = { name: string; open: boolean; openMenu: () => void; find: () => void; keys: () => void }

function Top({ name, open, openMenu, find, keys }: TopProps) {
  const items = [
    { key: 'account', label: <Link to={paths.account}>我的账号</Link> },
    { key: 'keys', label: '快捷键　?', onClick: keys },
    { key: 'portal', label: <a href="/">公开页面</a> },
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ]
  return (
    <div className="top">
      <Button className="menu" onClick={openMenu} aria-expanded={open} aria-controls="side">
        菜单
      </Button>
      <button type="button" className="finder" onClick={find}>
        查找页面<kbd>{PALETTE_KEY}</kbd>
      </button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" icon={<DownOutlined />} iconPlacement="end">
          {name}
        </Button>
      </Dropdown>
    </div>
  )
}

export function Shell() {
  const navigate = useNavigate()
  const { data, error, refetch } = useMe()
  const { figure } = useSearch({ strict: false }) as { figure?: string }
  const [shown, setShown] = useState<'' | 'menu' | 'palette' | 'keys'>('')
  const close = useCallback(() => setShown(''), [])
  const find = useCallback(() => setShown('palette'), [])
  const keys = useCallback(() => setShown('keys'), [])
  useSignedOut()
  useShortcuts({ palette: find, sheet: keys })
  const at = useRouterState({ select: state => state.location.pathname })
  // a first password that somebody else knows is changed before anything else
  const held = data?.must_change === true && at !== paths.account
  useEffect(() => {
    if (held) void navigate({ to: paths.account, replace: true })
  }, [held, navigate])
  if (error && !data)
    return (
      <div className="page">
        <ErrorNote error={error} retry={() => void refetch()} />
      </div>
    )
  if (!data || held) return <Spin fullscreen />
  return (
    <div className="shell">
      <a className="skip" href="#content">
        跳到正文
      </a>
      <SideBar unit={data.unit ?? '北塔'} roles={data.roles} open={shown === 'menu'} close={close} />
      {shown === 'menu' && <button type="button" className="scrim" aria-label="关闭菜单" onClick={close} />}
      <div className="main">
        <Top name={data.name} open={shown === 'menu'} openMenu={() => setShown('menu')} find={find} keys={keys} />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<Spin style={{ margin: 48 }} />}>
            <Outlet />
            {figure && <TraceDrawer />}
          </Suspense>
        </main>
      </div>
      <Palette roles={data.roles} open={shown === 'palette'} close={close} />
      <ShortcutSheet open={shown === 'keys'} close={close} />
    </div>
  )
}
