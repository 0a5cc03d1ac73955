// Where the text is: saved, on its way, or kept in this browser with the reason.
import { useSyncExternalStore } from 'react'
import { ErrorNote } from '../ui/index.ts'
import type { StorySaving } from './saving.ts'

const WORDS: Record<string, string> = {
  clean: '',
  waiting: '有改动，马上保存……',
  saving: '正在保存……',
  saved: '已保存',
  offline: '网络不通。写的内容已存在这台电脑上，恢复后自动保存。',
  conflict: '别人也改了这篇稿件，请在上面选择。',
  unnamed: '写上标题才能保存到服务器；内容已存在这台电脑上。',
}

export function useSaveState(saving: StorySaving) {
  return useSyncExternalStore(saving.subscribe, saving.state)
}

export function SaveLine({ saving }: { saving: StorySaving }) {
  const state = useSaveState(saving)
  if (state.kind === 'refused' && 'error' in state)
    return <ErrorNote error={state.error} retry={() => void saving.flush()} />
  return (
    <span role="status" className={`save-line is-${state.kind}`}>
      {WORDS[state.kind]}
    </span>
  )
}
