// Signing in: login, password, and the code when a second factor is set.
import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { ApiRefusal, post } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote } from '../ui/index.ts'

type Fields = { login: string; password: string; code?: string }

export function SignInPage() {
  const { back } = useSearch({ strict: false }) as { back?: string }
  const [error, setError] = useState<unknown>()
  const [withCode, setWithCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (fields: Fields) => {
    setBusy(true)
    setError(undefined)
    try {
      const { must_change } = await post<{ must_change: boolean }>('/api/people/sign-in', {
        ...fields,
        code: fields.code || undefined,
      })
      // only addresses inside the workbench are followed
      const to = must_change ? paths.account : back && /^\/(?!\/)/.test(back) ? back : paths.home
      location.assign(`/workbench${to}`)
    } catch (refused) {
      if (refused instanceof ApiRefusal && ['people.code-needed', 'people.wrong-code'].includes(refused.code))
        setWithCode(true)
      setError(refused)
      setBusy(false)
    }
  }
  return (
    <div className="signin">
      <div className="card">
        <h1>北塔工作台</h1>
        <p style={{ color: 'var(--soft)', marginTop: 0 }}>融媒体中心工作人员登录</p>
        <ErrorNote error={error} />
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请填登录名' }]}>
            <Input autoFocus autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {withCode && (
            <Form.Item name="code" label="动态码" rules={[{ pattern: /^\d{6}$/, message: '动态码为 6 位数字' }]}>
              <Input inputMode="numeric" autoComplete="one-time-code" />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            登录
          </Button>
        </Form>
        <p style={{ marginBottom: 0 }}>
          <a href="/">回到公开页面</a>
        </p>
      </div>
    </div>
  )
}
