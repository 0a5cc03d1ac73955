// Forms of the register: a new account, and its description changed.
import { Form, Input, InputNumber, Select } from 'antd'
import type { addAccount, describeAccount } from '../../src/channels/accounts/add-account.ts'
import { type AccountKind, ADAPTERS, isOurs, KINDS, OWNER_KINDS } from '../../src/channels/vocabulary.ts'
import { FormWindow, required, useCommand } from '../ui/index.ts'
import type { Account } from './accounts-page.tsx'

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

type Described = {
  platform: string
  name: string
  owner_kind: 'own' | 'township' | 'department'
  owner_unit: string
  handle?: string
  licence?: string
  address?: string
  follower_count?: number | null
}
type Fields = Described & { kind: AccountKind; adapter: 'site' | 'activitypub' | 'manual' }

const HANDLES: Record<string, { label: string; extra: string }> = {
  site: {
    label: '短名',
    extra: '小写字母、数字、短横，字母开头，用在网址里，如 news。不填时由系统编号，改了以后旧网址自动转到新网址。',
  },
  activitypub: { label: '短名', extra: '小写字母、数字或下划线。别人按“@短名@域名”关注，登记后不能改。' },
}

/** What an account is called, whose it is, where it is found; `fixed`: its name and address stay. */
function DescribedFields({ adapter, fixed }: { adapter: string; fixed: boolean }) {
  const handle = HANDLES[adapter] ?? { label: '平台上的账号', extra: '' }
  const fediverse = adapter === 'activitypub'
  return (
    <>
      <div className="pair">
        <Form.Item name="platform" label="平台" rules={required}>
          <Input maxLength={30} placeholder="微信公众号、今日头条、网站……" />
        </Form.Item>
        <Form.Item name="name" label="账号名称" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="owner_kind" label="谁的账号" rules={required}>
          <Select options={options(OWNER_KINDS)} />
        </Form.Item>
        <Form.Item name="owner_unit" label="主办单位" rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="licence" label="许可证或备案号">
          <Input maxLength={100} />
        </Form.Item>
        {!fediverse && (
          <Form.Item name="follower_count" label="粉丝数">
            <InputNumber min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="handle" label={handle.label} extra={handle.extra} rules={fediverse ? required : []}>
        <Input maxLength={isOurs(adapter) ? 30 : 100} disabled={fixed} autoCapitalize="off" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="address"
        label="网址"
        extra={fediverse ? '本系统对外的网址，只写到域名，如 https://news.example.cn。登记后不能改。' : ''}
        rules={fediverse ? required : []}
      >
        <Input maxLength={300} inputMode="url" placeholder="https://" disabled={fixed} />
      </Form.Item>
    </>
  )
}

const WAYS = { manual: ADAPTERS.manual, site: ADAPTERS.site, activitypub: ADAPTERS.activitypub }

export function AddAccount({ close }: { close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof addAccount>('channels.add-account', '账号已登记')
  const adapter = Form.useWatch('adapter', form) ?? 'manual'
  const save = ({ kind, follower_count = null, ...fields }: Fields) =>
    run({ ...fields, kind: fields.adapter === 'manual' ? kind : fields.adapter, follower_count })
  return (
    <FormWindow<Fields>
      title="登记渠道账号"
      ok="登记"
      {...{ form, busy, error, close }}
      initial={{ adapter: 'manual', owner_kind: 'own' }}
      submit={save}
    >
      <div className="pair">
        <Form.Item name="adapter" label="怎么发" rules={required}>
          <Select options={options(WAYS)} />
        </Form.Item>
        {adapter === 'manual' && (
          <Form.Item name="kind" label="用哪种稿" rules={required}>
            <Select options={options(KINDS)} />
          </Form.Item>
        )}
      </div>
      <DescribedFields adapter={adapter} fixed={false} />
    </FormWindow>
  )
}

export function EditAccount({ account, close }: { account: Account; close: () => void }) {
  const { run, busy, error } = useCommand<typeof describeAccount>('channels.describe-account', '已修改')
  const { platform, name, owner_unit, handle, licence, address, follower_count, followers_on } = account
  const initial = { platform, name, owner_kind: account.owner_kind as 'own', owner_unit, handle, licence, address }
  const save = (fields: Described) => {
    const count = fields.follower_count ?? null
    const same = count === null || String(count) === follower_count
    return run({
      ...initial,
      ...fields,
      account_id: account.id,
      follower_count: count,
      followers_on: same ? followers_on : null,
    })
  }
  return (
    <FormWindow<Described>
      title={`修改登记：${account.name}`}
      ok="保存"
      {...{ busy, error, close }}
      initial={{ ...initial, follower_count: follower_count === null ? null : Number(follower_count) }}
      submit={save}
    >
      <DescribedFields adapter={account.adapter} fixed={account.adapter === 'activitypub'} />
    </FormWindow>
  )
}
