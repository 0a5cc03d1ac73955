// My account: change the password, set up the second factor.
import { Alert, Button, Form, Input } from 'antd'
import type { changePassword } from '../../src/people/change-password.ts'
import { useMe } from '../app/me.tsx'
import { ErrorNote, PageFrame, useCommand } from '../ui/index.ts'
import { roleTitle } from './data.ts'
import { NewPasswordFields } from './new-password.tsx'
import { SecondFactor } from './second-factor.tsx'

function Password() {
  const { run, busy, error } = useCommand<typeof changePassword>('people.change-password')
  const submit = ({ current, fresh }: { current: string; fresh: string }) =>
    run({ current, fresh }).then(
      () => location.assign('/workbench/sign-in?changed=1'),
      () => undefined,
    )
  return (
    <section className="panel form">
      <h2>修改密码</h2>
      <Form layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: '请填当前密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPasswordFields />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy}>
          修改密码并重新登录
        </Button>
      </Form>
    </section>
  )
}

export function AccountPage() {
  const { data } = useMe()
  return (
    <PageFrame title="我的账号" about={data && `${data.name}　${data.roles.map(roleTitle).join('、')}`}>
      {data?.must_change && (
        <Alert
          type="warning"
          showIcon
          className="error-note"
          title="请先修改密码"
          description="现在的密码是别人给您的首次密码。改成只有自己知道的密码后，才能使用其他页面。"
        />
      )}
      <div className="two">
        <Password />
        {!data?.must_change && <SecondFactor active={data?.second_factor ?? false} />}
      </div>
    </PageFrame>
  )
}
