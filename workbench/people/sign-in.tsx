// Signing in: login, password, and the code when a second factor is set.
import { useSearch } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { ApiRefusal, post } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote } from '../ui/index.ts'

type Fields = { login: string; password: string; code?: string }

/** Where to go after signing in: only addresses inside the workbench are followed. */
function destination(mustChange: boolean, back: unknown): string {
  if (mustChange) return paths.account
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) && !back.startsWith(paths.signIn) ? back : paths.home
}

const asksForCode = (error: unknown) =>
  error instanceof ApiRefusal && ['people.code-needed', 'people.wrong-code'].includes(error.code)

function useSignIn(back: unknown) {
  const [error, setError] = useState<unknown>()
  const [withCode, setWithCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async ({ login, password, code }: Fields) => {
    setBusy(true)
    setError(undefined)
    try {
      const given = { login: login.trim(), password, code: code || undefined }
      const { must_change } = await post<{ must_change: boolean }>('/api/people/sign-in', given)
      location.assign(`/workbench${destination(must_change, back)}`)
    } catch (refused) {
      setWithCode(withCode || asksForCode(refused))
      // the first request for the code is a question, not an error
      setError(!withCode && asksForCode(refused) ? undefined : refused)
      setBusy(false)
    }
  }
  return { error, withCode, busy, submit }
}

export function SignInPage() {
  const { back, changed } = useSearch({ strict: false }) as { back?: string; changed?: number }
  const { error, withCode, busy, submit } = useSignIn(back)
  useEffect(() => {
    document.title = '登录 · 北塔工作台'
  }, [])
  return (
    <main className="signin">
      <div className="card">
        <h1>北塔工作台</h1>
        <p className="soft" style={{ marginTop: 0 }}>
          融媒体中心工作人员登录
        </p>
        {changed && <Alert type="success" showIcon className="error-note" title="密码已修改，请用新密码登录" />}
        {back && !error && !withCode && (
          <Alert type="info" showIcon className="error-note" title="请登录后继续，会回到刚才的页面" />
        )}
        <ErrorNote error={error} />
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请填登录名' }]}>
            <Input autoFocus autoComplete="username" autoCapitalize="none" maxLength={64} />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填密码' }]}>
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          {withCode && (
            <Form.Item
              name="code"
              label="动态码"
              extra="验证器上显示的 6 位数字"
              rules={[{ required: true, pattern: /^\d{6}$/, message: '动态码为 6 位数字' }]}
            >
              <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            登录
          </Button>
        </Form>
        <p className="soft">忘记密码，请系统管理员在“人员与角色”里重置。</p>
        <p style={{ marginBottom: 0 }}>
          <a href="/">回到公开页面</a>
        </p>
      </div>
    </main>
  )
}
