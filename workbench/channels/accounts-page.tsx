// 渠道账号: ours and those we look after, how each is sent to, and whether its connection holds.
import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { accounts, capabilities } from '../../src/channels/accounts/account-queries.ts'
import type { disconnectAccount } from '../../src/channels/accounts/connect-account.ts'
import {
  ACCOUNT_STATES,
  ADAPTERS,
  type Adapter,
  HEALTH,
  isOurs,
  KIND_OF,
  OWNER_KINDS,
} from '../../src/channels/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { choiceColumn, DataTable, ErrorNote, moment, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { ChangeState, ConnectAccount } from './account-forms.tsx'
import { FediverseDialog } from './fediverse-dialog.tsx'
import { HubForm } from './hub-form.tsx'
import { QuotasPanel } from './quotas-panel.tsx'
import { AddAccount, EditAccount } from './register-forms.tsx'

export type Account = Awaited<ReturnType<typeof ask<typeof accounts>>>[number]
export type Capabilities = Awaited<ReturnType<typeof ask<typeof capabilities>>>

const ownerOf = (row: Account) => OWNER_KINDS[row.owner_kind as keyof typeof OWNER_KINDS]
const stateOf = (row: Account) => ACCOUNT_STATES[row.state as keyof typeof ACCOUNT_STATES]
const wayOf = (row: Account) => ADAPTERS[row.adapter as Adapter]

/** As people find it there: `@name@host` in the fediverse. */
const nameOf = (row: Account) =>
  row.adapter === 'activitypub' ? `${row.name} @${row.handle}@${new URL(row.address).host}` : row.name

/** Whether it can be sent to, in words. */
function healthOf(row: Account): string {
  if (row.adapter === 'site') return '正常'
  if (row.adapter === 'manual') return '不用接口'
  if (row.adapter === 'activitypub' && row.health === 'unknown') return '正常，还没有投递过'
  const drill = row.base_url?.startsWith('http://') ? '（演练）' : ''
  return `${HEALTH[row.health as keyof typeof HEALTH]}${drill}${row.health_note ? `：${row.health_note}` : ''}`
}

type Doing = 'edit' | 'connect' | 'hub' | 'fediverse' | 'active' | 'paused' | 'closed'

function Doings({ row, known }: { row: Account; known: Capabilities | undefined }) {
  const [doing, setDoing] = useState<Doing>()
  const mayConnect = useMay(['admin', 'director'])
  const mayChange = useMay(['operations', 'director', 'admin'])
  const disconnect = useCommand<typeof disconnectAccount>('channels.disconnect-account', '已断开，改用人工发布件')
  if (row.state === 'closed' || (!mayConnect && !mayChange && row.adapter !== 'activitypub')) return null
  const hasInterface = Object.entries(KIND_OF).some(([adapter, kind]) => kind === row.kind && !isOurs(adapter))
  const connected = !isOurs(row.adapter) && row.adapter !== 'manual'
  const items = [
    ...(row.adapter === 'activitypub' ? [{ key: 'fediverse', label: '关注者和投递' }] : []),
    ...(mayChange ? [{ key: 'edit', label: '修改登记' }] : []),
    ...(mayConnect && hasInterface ? [{ key: 'connect', label: connected ? '重新填写接入信息' : '接入接口' }] : []),
    ...(mayChange && row.adapter === 'site' ? [{ key: 'hub', label: '订阅集线器' }] : []),
    ...(mayConnect && connected ? [{ key: 'disconnect', label: '断开接口' }] : []),
    ...(mayChange
      ? [row.state === 'paused' ? { key: 'active', label: '恢复使用' } : { key: 'paused', label: '暂停' }]
      : []),
    ...(mayChange ? [{ key: 'closed', label: '注销', danger: true }] : []),
  ]
  const choose = ({ key }: { key: string }) => {
    if (key === 'disconnect') void disconnect.run({ account_id: row.id }).catch(() => undefined)
    else setDoing(key as Doing)
  }
  const close = () => setDoing(undefined)
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: choose }}>
        <Button size="small" aria-label={`${row.platform} ${row.name}的操作`}>
          操作
        </Button>
      </Dropdown>
      {doing === 'connect' && known && <ConnectAccount account={row} known={known} close={close} />}
      {doing === 'hub' && <HubForm account={row} close={close} />}
      {doing === 'edit' && <EditAccount account={row} close={close} />}
      {doing === 'fediverse' && <FediverseDialog account={row} close={close} />}
      {(doing === 'active' || doing === 'paused' || doing === 'closed') && (
        <ChangeState account={row} state={doing} close={close} />
      )}
    </>
  )
}

const sheet = {
  header: ['平台', '账号', '谁的', '主办单位', '许可证或备案号', '网址', '粉丝数', '怎么发', '状态', '接口'],
  row: (row: Account) => [
    row.platform,
    row.name,
    ownerOf(row),
    row.owner_unit,
    row.licence,
    row.address,
    row.follower_count ? Number(row.follower_count) : null,
    wayOf(row),
    stateOf(row),
    healthOf(row),
  ],
}

const card = (row: Account, known: Capabilities | undefined) => (
  <>
    <div className="card-head">
      {row.platform} {nameOf(row)}
      <Doings row={row} known={known} />
    </div>
    <div className="card-line">
      <span>
        {row.owner_unit}　{wayOf(row)}
      </span>
      <span className={row.health === 'reconnect' ? 'bad' : ''}>
        {row.state === 'active' ? healthOf(row) : stateOf(row)}
      </span>
    </div>
  </>
)

export function AccountsPage() {
  const [adding, setAdding] = useState(false)
  const mayAdd = useMay(['operations', 'director', 'admin'])
  const { data, error, isPending } = useQuery({
    queryKey: ['channels.accounts'],
    queryFn: () => ask<typeof accounts>('channels.accounts'),
  })
  const { data: known } = useQuery({
    queryKey: ['channels.capabilities'],
    queryFn: () => ask<typeof capabilities>('channels.capabilities'),
  })
  return (
    <PageFrame
      title="渠道账号"
      about="本单位的，和代管的乡街道、部门账号。没有接口的账号用人工发布件；接入信息加密存放，谁也看不到原文。"
      actions={mayAdd && <Button onClick={() => setAdding(true)}>登记账号</Button>}
    >
      <ErrorNote error={error} />
      <DataTable<Account>
        name="渠道账号"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有登记账号。先登记网站，再登记公众号、微博等。"
        words={row => `${row.platform} ${row.name} ${row.owner_unit}`}
        csv={sheet}
        card={row => card(row, known)}
        columns={[
          choiceColumn('平台', data, row => row.platform),
          textColumn('账号', nameOf, {
            render: (_value, row) => (row.address ? <a href={row.address}>{nameOf(row)}</a> : row.name),
          }),
          choiceColumn('谁的', data, ownerOf),
          textColumn('主办单位', row => row.owner_unit),
          choiceColumn('怎么发', data, wayOf),
          choiceColumn('状态', data, stateOf),
          textColumn('接口', healthOf, {
            render: (_value, row) => (
              <span
                className={row.health === 'reconnect' ? 'bad' : ''}
                title={row.health_at ? moment(row.health_at) : ''}
              >
                {healthOf(row)}
              </span>
            ),
          }),
          { title: '操作', render: (_value, row) => <Doings row={row} known={known} /> },
        ]}
      />
      <QuotasPanel />
      {adding && <AddAccount close={() => setAdding(false)} />}
    </PageFrame>
  )
}
