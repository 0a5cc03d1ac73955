// An error says what happened, why, and the way out.
import { Alert } from 'antd'
import { ApiRefusal } from '../app/api.ts'

export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  if (!error) return null
  const message = error instanceof ApiRefusal ? error.message : '页面出错了，请刷新后再试。'
  const action = retry ? (
    <button type="button" className="link" onClick={retry}>
      再试一次
    </button>
  ) : undefined
  return <Alert type="error" showIcon title={message} action={action} style={{ marginBottom: 16 }} />
}
