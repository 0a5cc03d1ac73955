// The way out of a refusal: where to go or what to change, by its code. The refusal itself says what and why.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from './paths.ts'

const adjust = (kind: string, words: string) => (
  <Link to={paths.adjust} search={{ kind } as never}>
    {words}
  </Link>
)

const ADVICE: Record<string, ReactNode> = {
  'budget.not-enough': <>可以改小金额，或先{adjust('allot', '给科室下达额度')}。</>,
  'budget.no-such-allotment': <>先{adjust('allot', '给这个科室下达额度')}，再登记。填好的内容会留着。</>,
  'budget.beyond-plan': (
    <>
      可以改小金额，或先{adjust('increase', '追加指标')}、{adjust('move', '从别的指标调剂')}。
    </>
  ),
  'budget.cut-below-use': <>先{adjust('take-back', '收回科室没用的额度')}，再追减或调剂。</>,
  'budget.already-adopted': <>年中变动请用{adjust('increase', '追加、追减或调剂')}。</>,
  'accounts.year-is-closed': '这一年的账已经关闭。请换到没有关账的年度。',
  'platform.forbidden': (
    <>
      各岗位能办什么，见<Link to={paths.permissions}>权限表</Link>。
    </>
  ),
  'people.no-such-section': '请核对科室名称，要与单位内设科室完全一致。',
  'people.already-set-up': <Link to={paths.signIn}>去登录</Link>,
  'people.login-taken': '换一个登录名，例如在后面加数字。',
  'platform.command-id-reused': '请先到台账明细看看上一次是否已经记上，再决定是否重新提交。',
}

export function adviceFor(code: string): ReactNode {
  return ADVICE[code] ?? null
}
