// 订阅集线器 (WebSub): where the feeds of a site are announced, and whether the hub heard the last time.
import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import type { setHub } from '../../src/channels/accounts/set-hub.ts'
import type { hubNotices } from '../../src/publishing/announce/hub.ts'
import { ask } from '../app/api.ts'
import { FormWindow, moment, useCommand } from '../ui/index.ts'

type Notice = Awaited<ReturnType<typeof ask<typeof hubNotices>>>[number]

function stateOf({ hub, asked_at, heard_at, message }: Notice): string {
  if (!hub) return '还没有设置，订阅者要等自己的阅读器来取。'
  if (message) return `上次没有通知到：${message}。系统会再试。`
  if (heard_at) return `${moment(heard_at)} 已通知。`
  return asked_at ? '正在通知。' : '下次有文章上线时通知。'
}

export function HubForm({ account, close }: { account: { id: string; name: string }; close: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['publishing.hub-notices'],
    queryFn: () => ask<typeof hubNotices>('publishing.hub-notices'),
  })
  const command = useCommand<typeof setHub>('channels.set-hub', '已设置')
  const notice = data?.find(one => one.account_id === account.id)
  const save = ({ hub = '' }: { hub?: string }) => command.run({ account_id: account.id, hub: hub.trim() })
  return (
    <FormWindow<{ hub?: string }>
      title={`订阅集线器：${account.name}`}
      ok="保存"
      okButtonProps={{ disabled: !notice }}
      busy={command.busy}
      error={error ?? command.error}
      submit={save}
      close={close}
    >
      <p className="soft">
        文章上线、更正或撤下时，系统通知集线器（WebSub），订阅了 RSS、Atom、JSON Feed 的读者马上收到。不用就留空。
      </p>
      {notice && (
        <Form.Item name="hub" label="集线器地址" initialValue={notice.hub ?? ''} extra={stateOf(notice)}>
          <Input maxLength={300} inputMode="url" placeholder="https://" />
        </Form.Item>
      )}
    </FormWindow>
  )
}
