// An amount in 元: typed as people type it, kept as text, never a binary fraction.
import { Input, type InputProps } from 'antd'

export function MoneyInput(props: Omit<InputProps, 'suffix' | 'inputMode'>) {
  return <Input {...props} inputMode="decimal" suffix="元" className="money-input" autoComplete="off" />
}
