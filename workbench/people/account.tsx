// My account: change the password, set up the second factor.
import { Button, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import type { changePassword } from '../../src/people/change-password.ts'
import type { confirmSecondFactor, startSecondFactor } from '../../src/people/second-factor.ts'
import { useMe } from '../app/shell.tsx'
import { ErrorNote, PageFrame, useCommand } from '../ui/index.ts'

function Password() {
  const { run, busy, error } = useCommand<typeof changePassword>('people.change-password')
  const submit = ({ current, fresh }: { current: string; fresh: string }) =>
    run({ current, fresh }).then(
      () => location.assign('/workbench/sign-in'),
      () => undefined,
    )
  const same = ({ getFieldValue }: { getFieldValue: (name: string) => string }) => ({
    validator: async (_rule: unknown, value: string) => {
      if (value !== getFieldValue('fresh')) throw new Error('两次输入的新密码不一样')
    },
  })
  return (
    <section className="panel form">
      <h2>修改密码</h2>
      <ErrorNote error={error} />
      <Form layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: '请填当前密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="fresh"
          label="新密码"
          extra="至少 10 个字符，不含登录名、单位或地名"
          rules={[{ required: true, min: 10, message: '至少 10 个字符' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次新密码"
          dependencies={['fresh']}
          rules={[{ required: true, message: '请再输一次' }, same]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          修改密码并重新登录
        </Button>
      </Form>
    </section>
  )
}

function SecondFactor({ active }: { active: boolean }) {
  const [uri, setUri] = useState<string>()
  const start = useCommand<typeof startSecondFactor>('people.start-second-factor')
  const confirm = useCommand<typeof confirmSecondFactor>('people.confirm-second-factor', '动态码已启用')
  const secret = uri && new URL(uri).searchParams.get('secret')
  return (
    <section className="panel form">
      <h2>动态码（第二道验证）</h2>
      {active ? (
        <p>已启用，登录时需要输入验证器上的 6 位数字。</p>
      ) : (
        <>
          <p>在手机验证器里添加密钥，之后登录除密码外还要输入 6 位数字。</p>
          <ErrorNote error={start.error ?? confirm.error} />
          {!secret && (
            <Button
              loading={start.busy}
              onClick={() =>
                void start.run({}).then(
                  answer => setUri(answer.uri),
                  () => undefined,
                )
              }
            >
              申请动态码
            </Button>
          )}
          {secret && (
            <Form
              layout="vertical"
              onFinish={({ code }: { code: string }) => void confirm.run({ code }).catch(() => undefined)}
            >
              <p>
                密钥：
                <Typography.Text code copyable>
                  {secret}
                </Typography.Text>
              </p>
              <Form.Item
                name="code"
                label="验证器上显示的 6 位数字"
                rules={[{ required: true, pattern: /^\d{6}$/, message: '动态码为 6 位数字' }]}
              >
                <Input inputMode="numeric" style={{ width: 160 }} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={confirm.busy}>
                启用
              </Button>
            </Form>
          )}
        </>
      )}
    </section>
  )
}

export function AccountPage() {
  const { data } = useMe()
  return (
    <PageFrame title="我的账号" about={data?.must_change ? '第一次登录，请先修改密码。' : undefined}>
      <div className="two">
        <Password />
        <SecondFactor active={data?.second_factor ?? false} />
      </div>
    </PageFrame>
  )
}
