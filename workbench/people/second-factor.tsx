// The second factor: a key for the authenticator app, which counts once one code proved it.
import { Button, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import type { confirmSecondFactor, startSecondFactor } from '../../src/people/second-factor.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'

function Confirm({ uri }: { uri: string }) {
  const { run, busy, error } = useCommand<typeof confirmSecondFactor>('people.confirm-second-factor', '动态码已启用')
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }: { code: string }) => void run({ code }).catch(() => undefined)}
    >
      <ol style={{ paddingLeft: 20, display: 'grid', gap: 8 }}>
        <li>
          在手机验证器里选“手动输入密钥”，填入：
          <br />
          <Typography.Text code copyable={{ text: secret }}>
            {secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </Typography.Text>
        </li>
        <li>
          验证器就在这台设备上的，可以直接<a href={uri}>用验证器打开</a>。
        </li>
        <li>把验证器上显示的 6 位数字填在下面。</li>
      </ol>
      <Form.Item
        name="code"
        label="动态码"
        rules={[{ required: true, pattern: /^\d{6}$/, message: '动态码为 6 位数字' }]}
      >
        <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" style={{ width: 160 }} />
      </Form.Item>
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        启用
      </Button>
    </Form>
  )
}

export function SecondFactor({ active }: { active: boolean }) {
  const [uri, setUri] = useState<string>()
  const start = useCommand<typeof startSecondFactor>('people.start-second-factor')
  const begin = () =>
    start.run({}).then(
      answer => setUri(answer.uri),
      () => undefined,
    )
  return (
    <section className="panel form">
      <h2>动态码（第二道验证）</h2>
      {active ? (
        <p>
          <span className="ok">已启用。</span>登录时除密码外，还要输入验证器上的 6 位数字。
        </p>
      ) : uri ? (
        <Confirm uri={uri} />
      ) : (
        <>
          <p>启用后，别人知道了密码也登录不了。需要手机上有验证器（如各品牌自带的身份验证器）。</p>
          <ErrorNote error={start.error} />
          <Button loading={start.busy} onClick={() => void begin()}>
            申请动态码
          </Button>
        </>
      )}
    </section>
  )
}
