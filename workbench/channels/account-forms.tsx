// Forms of the register: credentials of an account, and its state.
import { Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { setAccountState } from '../../src/channels/accounts/add-account.ts'
import type { connectAccount } from '../../src/channels/accounts/connect-account.ts'
import { ADAPTERS, type Adapter, isOurs, KIND_OF } from '../../src/channels/vocabulary.ts'
import { FormWindow, ReasonField, required, useCommand } from '../ui/index.ts'
import type { Account, Capabilities } from './accounts-page.tsx'

const FIELD_TITLES: Record<string, string> = {
  appid: 'AppID',
  secret: 'AppSecret',
  callback_token: '回调令牌 Token',
  access_token: '访问令牌 access_token',
  refresh_token: '刷新令牌 refresh_token',
  client_ip: '服务器公网 IP',
  client_key: 'Client Key',
  client_secret: 'Client Secret',
  app_id: 'App ID',
  app_secret: 'App Secret',
  open_id: '账号 open_id',
  access_key_id: 'AccessKey ID',
  access_key_secret: 'AccessKey Secret',
  secret_id: 'SecretId',
  secret_key: 'SecretKey',
  key_id: '密钥编号',
  key: '对接密钥',
}
const SETTINGS: Partial<Record<Adapter, Record<string, string>>> = {
  'aliyun-sms': { sign: '短信签名', template: '模板编号' },
  'tencent-sms': { sign: '短信签名', template: '模板编号', app_id: '应用 SdkAppId' },
}
/** What an account may be set to do, off at first. */
const CHOICES: Partial<Record<Adapter, Record<string, string>>> = {
  wechat: { comments: '文章打开留言，读者的留言读到“渠道评论”', mass: '用群发（通知粉丝，每日次数有限），不用发布' },
}

type Connection = {
  adapter: Adapter
  base_url?: string
  secret: Record<string, string>
  settings?: Record<string, string | boolean>
}

/** What is typed here is sealed on the server and shown to nobody again. */
export function ConnectAccount({
  account,
  known,
  close,
}: {
  account: Account
  known: Capabilities
  close: () => void
}) {
  const fit = (Object.keys(ADAPTERS) as Adapter[]).filter(one => KIND_OF[one] === account.kind && !isOurs(one))
  const [adapter, setAdapter] = useState<Adapter | undefined>(fit[0])
  const { run, busy, error } = useCommand<typeof connectAccount>('channels.connect-account', '已接入，发布时直接用接口')
  const facts = known.capabilities.find(one => one.adapter === adapter)?.facts ?? {}
  const fields = (facts.fields ?? []) as string[]
  const optional = (facts.optional_fields ?? []) as string[]
  const needsAddress = facts.base_url === undefined
  const save = ({ secret, base_url, settings }: Connection) =>
    run({
      account_id: account.id,
      adapter: adapter!,
      secret,
      base_url: base_url || null,
      settings: Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== undefined)) as never,
    })
  return (
    <FormWindow<Connection>
      title={`接入：${account.platform} ${account.name}`}
      ok="保存"
      {...{ busy, error, close }}
      submit={save}
    >
      <p className="soft">在平台的开发者后台取得。保存后加密存放，以后看不到原文，只能重填。</p>
      {fit.length > 1 && (
        <Form.Item label="接口" htmlFor="adapter">
          <Select
            id="adapter"
            value={adapter}
            onChange={setAdapter}
            options={fit.map(value => ({ value, label: ADAPTERS[value] }))}
          />
        </Form.Item>
      )}
      {fields.map(name => (
        <Form.Item
          key={name}
          name={['secret', name]}
          label={FIELD_TITLES[name] ?? name}
          rules={optional.includes(name) ? [] : required}
        >
          <Input.Password autoComplete="new-password" visibilityToggle />
        </Form.Item>
      ))}
      {Object.entries((adapter && SETTINGS[adapter]) ?? {}).map(([name, title]) => (
        <Form.Item key={name} name={['settings', name]} label={title} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
      ))}
      {Object.entries((adapter && CHOICES[adapter]) ?? {}).map(([name, title]) => (
        <Form.Item key={name} name={['settings', name]} valuePropName="checked" noStyle>
          <Checkbox style={{ display: 'flex', marginBottom: 8 }}>{title}</Checkbox>
        </Form.Item>
      ))}
      <Form.Item
        name="base_url"
        label="接口地址"
        extra={needsAddress ? '对方给的 https 地址' : '一般不填。演练时填模拟平台的地址'}
        rules={needsAddress ? required : []}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormWindow>
  )
}

export function ChangeState({
  account,
  state,
  close,
}: {
  account: Account
  state: 'active' | 'paused' | 'closed'
  close: () => void
}) {
  const { run, busy, error } = useCommand<typeof setAccountState>('channels.set-account-state', '已改')
  const title = { active: '恢复使用', paused: '暂停', closed: '注销' }[state]
  return (
    <FormWindow<{ reason: string }>
      title={`${title}：${account.name}`}
      ok={title}
      {...{ busy, error, close }}
      submit={({ reason }) => run({ account_id: account.id, state, reason })}
    >
      {state === 'closed' && <p>注销以后不能恢复。排着的发布都会记为未发成。</p>}
      {state === 'closed' && account.adapter === 'activitypub' && <p>别的服务器来查时会得知账号已不在。</p>}
      <ReasonField />
    </FormWindow>
  )
}
