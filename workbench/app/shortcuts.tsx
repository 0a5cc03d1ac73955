// The keys of the workbench, in one place: what they do and the sheet that tells.
import { Modal } from 'antd'
import { useEffect } from 'react'

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
export const PALETTE_KEY = mac ? '⌘K' : 'Ctrl K'

const SHEET = [
  [PALETTE_KEY, '查找页面：输入名称或拼音，回车打开'],
  ['/', '在表中查找'],
  ['?', '打开这张快捷键表'],
  ['Tab', '到下一个输入框；Shift Tab 回到上一个'],
  ['回车', '提交所在的表单；打中文时选字的回车不会提交'],
  ['Esc', '关闭弹出的窗口'],
] as const

/** Typing in a field is typing, not a shortcut. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** Listens for the keys that work on every page. */
export function useShortcuts({ palette, sheet }: { palette: () => void; sheet: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        palette()
      } else if (plain && !typing(event.target) && (event.key === '?' || event.key === '？')) sheet()
      else if (plain && !typing(event.target) && event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('main .find input, main input[type="search"]')
        if (!box) return
        event.preventDefault()
        box.focus()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [palette, sheet])
}

export function ShortcutSheet({ open, close }: { open: boolean; close: () => void }) {
  return (
    <Modal open={open} onCancel={close} footer={null} title="快捷键" width={480}>
      <dl className="shortcuts">
        {SHEET.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
