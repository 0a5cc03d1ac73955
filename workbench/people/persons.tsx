// People and roles: who is here, who may do what; people from Excel; the permission matrix.
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Modal, Select, Space, Tag, Upload } from 'antd'
import { useState } from 'react'
import type { addPerson } from '../../src/people/add-person.ts'
import type { endPersonSessions } from '../../src/people/end-sessions.ts'
import type { persons, roles, sections } from '../../src/people/queries.ts'
import type { importPersons, readRoster } from '../../src/people/read-roster.ts'
import type { resetPassword } from '../../src/people/reset-password.ts'
import type { setRoles } from '../../src/people/set-roles.ts'
import { ask, get, readFile } from '../app/api.ts'
import { useMe } from '../app/shell.tsx'
import { DataTable, ErrorNote, PageFrame, useCommand } from '../ui/index.ts'

type Person = Awaited<ReturnType<typeof ask<typeof persons>>>[number]

const useRoles = () => useQuery({ queryKey: ['people.roles'], queryFn: () => ask<typeof roles>('people.roles') })

function freshPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(crypto.getRandomValues(new Uint32Array(14)), n => letters[n % letters.length]).join('')
}

function AddPerson({ close }: { close: () => void }) {
  const { data: allRoles } = useRoles()
  const { data: allSections } = useQuery({
    queryKey: ['people.sections'],
    queryFn: () => ask<typeof sections>('people.sections'),
  })
  const { data: myself } = useMe()
  const { run, busy, error } = useCommand<typeof addPerson>('people.add-person')
  const [made] = useState(freshPassword)
  const submit = (fields: {
    name: string
    login: string
    section_id?: string
    post?: string
    joined_on: string
    roles: string[]
  }) =>
    run({ ...fields, section_id: fields.section_id ?? null, post: fields.post ?? '', password: made }).then(
      () =>
        Modal.success({ title: '已登记', content: `首次密码：${made}（只显示这一次，首次登录须修改）`, onOk: close }),
      () => undefined,
    )
  return (
    <Modal open title="登记人员" onCancel={close} footer={null}>
      <ErrorNote error={error} />
      <Form
        layout="vertical"
        onFinish={submit}
        requiredMark={false}
        initialValues={{ joined_on: myself?.today, roles: [] }}
      >
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请填登录名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="section_id" label="科室">
          <Select allowClear options={allSections?.map(one => ({ value: one.id, label: one.name }))} />
        </Form.Item>
        <Form.Item name="post" label="岗位">
          <Input />
        </Form.Item>
        <Form.Item name="joined_on" label="入职日期" rules={[{ required: true, message: '请填日期' }]}>
          <Input placeholder="2026-03-01" />
        </Form.Item>
        <Form.Item name="roles" label="角色">
          <Checkbox.Group options={allRoles?.map(one => ({ value: one.role, label: one.title }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          登记
        </Button>
      </Form>
    </Modal>
  )
}

function Roster() {
  const [read, setRead] = useState<Awaited<ReturnType<typeof readFile<typeof readRoster>>>>()
  const [error, setError] = useState<unknown>()
  const { run, busy, error: refused } = useCommand<typeof importPersons>('people.import-persons')
  const [made, setMade] = useState<{ name: string; login: string; password: string }[]>()
  const choose = (file: File) => {
    setError(undefined)
    readFile<typeof readRoster>('people.read-roster', file).then(setRead, setError)
    return false
  }
  return (
    <>
      <Upload beforeUpload={choose} showUploadList={false} accept=".xlsx,.csv">
        <Button>从 Excel 导入</Button>
      </Upload>
      <Modal
        open={read !== undefined || error !== undefined}
        title="导入人员"
        onCancel={() => {
          setRead(undefined)
          setError(undefined)
          setMade(undefined)
        }}
        footer={null}
        width={640}
      >
        <p>列：姓名、登录名、科室、岗位、入职日期、角色。</p>
        <ErrorNote error={error ?? refused} />
        {read?.errors.map(fault => (
          <p key={`${fault.row}${fault.message}`} className="bad">
            第 {fault.row} 行：{fault.message}
          </p>
        ))}
        {made ? (
          <DataTable
            name="首次密码"
            rowKey="login"
            pagination={false}
            dataSource={made}
            csv={{ header: ['姓名', '登录名', '首次密码'], row: row => [row.name, row.login, row.password] }}
            columns={[
              { title: '姓名', dataIndex: 'name' },
              { title: '登录名', dataIndex: 'login' },
              { title: '首次密码（只显示这一次）', dataIndex: 'password' },
            ]}
          />
        ) : (
          read && (
            <Button
              type="primary"
              disabled={read.errors.length > 0 || read.rows.length === 0}
              loading={busy}
              onClick={() =>
                void run({ rows: read.rows as never }).then(
                  answer => setMade(answer.passwords),
                  () => undefined,
                )
              }
            >
              导入 {read.rows.length} 人
            </Button>
          )
        )}
      </Modal>
    </>
  )
}

function RolesOf({ person, close }: { person: Person; close: () => void }) {
  const { data: allRoles } = useRoles()
  const [chosen, setChosen] = useState(person.roles)
  const { run, busy, error } = useCommand<typeof setRoles>('people.set-roles', '角色已调整')
  return (
    <Modal
      open
      title={`${person.name}的角色`}
      onCancel={close}
      okText="保存"
      confirmLoading={busy}
      onOk={() => void run({ person_id: person.id, roles: chosen }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <Checkbox.Group
        value={chosen}
        onChange={setChosen}
        options={allRoles?.map(one => ({ value: one.role, label: one.title }))}
        style={{ display: 'grid', gap: 8 }}
      />
    </Modal>
  )
}

export function PersonsPage() {
  const { data, error, isPending } = useQuery({
    queryKey: ['people.persons'],
    queryFn: () => ask<typeof persons>('people.persons'),
  })
  const { data: allRoles } = useRoles()
  const { data: myself } = useMe()
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<Person>()
  const reset = useCommand<typeof resetPassword>('people.reset-password')
  const end = useCommand<typeof endPersonSessions>('people.end-sessions', '已强制退出')
  const admin = myself?.roles.includes('admin')
  const title = (role: string) => allRoles?.find(one => one.role === role)?.title ?? role
  const newPassword = (person: Person) => {
    const password = freshPassword()
    Modal.confirm({
      title: `重置${person.name}的密码？`,
      content: '原密码立即失效，所有登录退出。',
      okText: '重置',
      onOk: () =>
        reset
          .run({ person_id: person.id, password })
          .then(() => Modal.success({ title: '新的首次密码', content: password })),
    })
  }
  return (
    <PageFrame
      title="人员与角色"
      about="角色决定能做什么，见权限表。改动从下一次操作起生效。"
      actions={
        admin && (
          <>
            <Roster />
            <Button type="primary" onClick={() => setAdding(true)}>
              登记人员
            </Button>
          </>
        )
      }
    >
      <ErrorNote error={error ?? reset.error ?? end.error} />
      <DataTable<Person>
        name="人员"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有人员，请从 Excel 导入或逐个登记"
        csv={{
          header: ['姓名', '登录名', '科室', '岗位', '入职日期', '角色'],
          row: row => [row.name, row.login, row.section, row.post, row.joined_on, row.roles.map(title).join('、')],
        }}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '登录名', dataIndex: 'login' },
          { title: '科室', dataIndex: 'section' },
          { title: '岗位', dataIndex: 'post' },
          { title: '角色', render: (_v, row) => row.roles.map(role => <Tag key={role}>{title(role)}</Tag>) },
          { title: '入职日期', dataIndex: 'joined_on' },
          ...(admin
            ? [
                {
                  title: '',
                  render: (_v: unknown, row: Person) => (
                    <Space>
                      <button type="button" className="link" onClick={() => setEditing(row)}>
                        角色
                      </button>
                      <button type="button" className="link" onClick={() => newPassword(row)}>
                        重置密码
                      </button>
                      <button
                        type="button"
                        className="link"
                        onClick={() => void end.run({ person_id: row.id }).catch(() => undefined)}
                      >
                        强制退出
                      </button>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      {adding && <AddPerson close={() => setAdding(false)} />}
      {editing && <RolesOf person={editing} close={() => setEditing(undefined)} />}
    </PageFrame>
  )
}

type Permission = { name: string; title: string; kind: string; access: string | string[] }

export function PermissionsPage() {
  const { data, isPending } = useQuery({
    queryKey: ['permissions'],
    queryFn: () => get<Permission[]>('/api/permissions'),
  })
  const { data: allRoles } = useRoles()
  const may = (row: Permission, role: string) =>
    row.access === 'public' || row.access === 'signed-in' || row.access.includes(role)
  return (
    <PageFrame title="权限表" about="由程序里的声明生成：每个操作和查询一行，打勾的角色可以使用。">
      <DataTable<Permission>
        name="权限表"
        rowKey="name"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['名称', '编号', '种类', ...(allRoles?.map(one => one.title) ?? [])],
          row: row => [row.title, row.name, row.kind, ...(allRoles?.map(one => (may(row, one.role) ? '√' : '')) ?? [])],
        }}
        columns={[
          { title: '名称', dataIndex: 'title', fixed: 'left' },
          { title: '种类', render: (_v, row) => (row.kind === 'command' ? '操作' : '查询') },
          ...(allRoles?.map(one => ({
            title: one.title.replace(/（.*/, ''),
            align: 'center' as const,
            render: (_v: unknown, row: Permission) => (may(row, one.role) ? '✓' : ''),
          })) ?? []),
          { title: '编号', dataIndex: 'name' },
        ]}
      />
    </PageFrame>
  )
}
