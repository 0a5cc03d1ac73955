// The permission matrix, made from the declarations of the commands and queries themselves.
import { ROLES, type Role } from '../../src/people/roles.ts'
import { DataTable, ErrorNote, PageFrame, textColumn } from '../ui/index.ts'
import { type Permission, roleTitle, usePermissions } from './data.ts'

const KINDS: Record<string, string> = { command: '办理', query: '查看' }
const kindOf = (row: Permission) => KINDS[row.kind] ?? row.kind

const roles = Object.keys(ROLES) as Role[]

/** 人人 for what needs no sign-in, 全体 for what every member of staff may do, else by role. */
function may(row: Permission, role: Role): boolean {
  return typeof row.access === 'string' || row.access.includes(role)
}

const whoOf = ({ access }: Permission) =>
  access === 'public'
    ? '不登录也可以'
    : access === 'signed-in'
      ? '全体人员'
      : access.length === 0
        ? '只由程序办理'
        : '按角色'

export function PermissionsPage() {
  const { data, isPending, error, refetch } = usePermissions()
  return (
    <PageFrame
      title="权限表"
      about="由程序里的声明直接生成，一项操作或查询一行。要调整谁能办什么，请系统管理员在“人员与角色”里改角色。"
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Permission>
        name="权限表"
        rowKey="name"
        loading={isPending}
        dataSource={data}
        pagination={false}
        words={row => `${row.title} ${row.name}`}
        csv={{
          header: ['名称', '编号', '种类', '谁可以', ...roles.map(roleTitle)],
          row: row => [row.title, row.name, kindOf(row), whoOf(row), ...roles.map(role => (may(row, role) ? '√' : ''))],
        }}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span className="soft">{kindOf(row)}</span>
            </div>
            <div className="card-line">
              {typeof row.access === 'string'
                ? whoOf(row)
                : roles
                    .filter(role => may(row, role))
                    .map(roleTitle)
                    .join('、') || whoOf(row)}
            </div>
          </>
        )}
        columns={[
          textColumn('名称', row => row.title, { fixed: 'left' }),
          textColumn('种类', kindOf, {
            filters: Object.values(KINDS).map(value => ({ text: value, value })),
            onFilter: (value, row) => kindOf(row) === value,
          }),
          textColumn('谁可以', whoOf),
          ...roles.map(role => ({
            title: roleTitle(role),
            align: 'center' as const,
            render: (_value: unknown, row: Permission) => (may(row, role) ? '✓' : ''),
            filters: [{ text: '只看可以办的', value: true }],
            onFilter: (_wanted: unknown, row: Permission) => may(row, role),
          })),
          textColumn('编号', row => row.name),
        ]}
      />
    </PageFrame>
  )
}
