// The sheet people are typed into: its columns, what they take, and a row that shows how. Pure; the workbench makes the
// template from it, read-roster.ts reads it back.
import { ROLES } from './roles.ts'

export const ROSTER_COLUMNS = ['姓名', '登录名', '科室', '岗位', '入职日期', '角色'] as const
export type RosterColumn = (typeof ROSTER_COLUMNS)[number]

/** A role's title without what stands in brackets behind it. */
export const shortRole = (title: string) => title.replace(/（.*$/, '')

/** What to write into each column. */
export const ROSTER_NOTES: readonly (readonly [RosterColumn, string])[] = [
  ['姓名', '必填'],
  ['登录名', '必填，小写字母和数字，2 到 32 位，不能与别人重复'],
  ['科室', '必填，与内设科室的名称完全一致'],
  ['岗位', '可不填，如 记者'],
  ['入职日期', '必填，如 2026-03-01'],
  ['角色', `可填多个，用顿号隔开：${Object.values(ROLES).map(shortRole).join('、')}`],
]

/** A row to be written over. */
export const ROSTER_EXAMPLE: Record<RosterColumn, string> = {
  姓名: '某某某',
  登录名: 'moumou',
  科室: '综合运行部',
  岗位: '会计',
  入职日期: '2026-03-01',
  角色: '会计、综合运行',
}
