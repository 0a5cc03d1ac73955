// Who is signed in, and what is not for them.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { me } from '../../src/people/queries.ts'
import { ROLES, type Role } from '../../src/people/roles.ts'
import { ask } from './api.ts'

export function useMe() {
  return useQuery({ queryKey: ['people.me'], queryFn: () => ask<typeof me>('people.me'), staleTime: 60_000 })
}

/** Whether one of the roles is mine; the server decides again in any case. */
export function useMay(roles: readonly Role[]): boolean {
  const { data } = useMe()
  return data?.roles.some(role => roles.includes(role as Role)) ?? false
}

/** Says whose work a form is instead of letting somebody fill it in vain. */
export function OnlyFor({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const may = useMay(roles)
  const { data } = useMe()
  if (may || !data) return children
  const titles = roles.map(role => ROLES[role]).join('或')
  return (
    <Alert
      type="info"
      showIcon
      title={`这一页由${titles}办理`}
      description="您可以查看台账和明细。需要办理时，请系统管理员在“人员与角色”里调整您的角色。"
    />
  )
}
