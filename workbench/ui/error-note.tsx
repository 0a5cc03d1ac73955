// An error says what happened, why, and the way out.
import { Alert } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'
import { ApiRefusal } from '../app/api.ts'

/** What to do about a refusal, by its code: the application knows its pages, the primitives do not. */
export const Advice = createContext<(code: string) => ReactNode>(() => null)

/** The code and words to show for whatever was thrown. */
function explained(error: unknown): { code: string; message: string } {
  if (error instanceof ApiRefusal) return error
  return { code: 'workbench.broken', message: '页面出错了，没有提交任何内容。请刷新页面后再试。' }
}

export function ErrorNote({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const advice = useContext(Advice)
  if (!error) return null
  const { code, message } = explained(error)
  const action = retry ? (
    <button type="button" className="link" onClick={retry}>
      再试一次
    </button>
  ) : undefined
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={message}
      description={advice(code) ?? undefined}
      action={action}
      className="error-note"
    />
  )
}
