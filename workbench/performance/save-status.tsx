// Where the text is: being saved, saved, or kept in this browser with the reason and the way out.
import { useSyncExternalStore } from 'react'
import { ErrorNote } from '../ui/index.ts'
import type { Autosave } from './autosave.ts'

const WORDS = {
  clean: '',
  waiting: '有改动，马上保存……',
  saving: '正在保存……',
  saved: '已保存',
  offline: '网络不通。写的内容已存在这台电脑上，恢复后自动保存。',
  conflict: '别人也改了这一段，请在上面选择留哪一份。',
  refused: '',
  digits: '',
} as const

export function SaveStatus({ saving, replaceDigits }: { saving: Autosave; replaceDigits: () => void }) {
  const state = useSyncExternalStore(saving.subscribe, saving.state)
  if (state.kind === 'refused')
    return (
      <div className="status">
        <ErrorNote error={state.error} retry={() => void saving.flush()} />
      </div>
    )
  return (
    <div role="status" className={`status is-${state.kind}`}>
      {state.kind === 'digits' ? (
        <>
          “{state.digits.join('”“')}”是手工填写的数，保存前要
          <button type="button" className="link" onClick={replaceDigits}>
            换成指标数
          </button>
        </>
      ) : (
        WORDS[state.kind]
      )}
    </div>
  )
}
