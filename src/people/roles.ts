// The roles a member of staff may hold: who may do what is declared with each command and query.

export const ROLES = {
  director: '主任（分管领导）',
  finance: '会计',
  cashier: '出纳',
  operations: '综合运行',
  editor: '采编',
  auditor: '审计管理员',
  admin: '系统管理员',
} as const

export type Role = keyof typeof ROLES

export const roleNames = Object.keys(ROLES) as Role[]
