// People and roles: who is here and who may do what.
import { Button, Checkbox, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { endPersonSessions } from '../../src/people/end-sessions.ts'
import type { removeSecondFactor } from '../../src/people/remove-second-factor.ts'
import type { resetPassword } from '../../src/people/reset-password.ts'
import type { setRoles } from '../../src/people/set-roles.ts'
import { useMay } from '../app/me.tsx'
import { choiceColumn, DataTable, ErrorNote, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { AddPerson } from './add-person.tsx'
import { freshPassword, type Person, roleOptions, roleTitle, usePersons } from './data.ts'
import { type FirstPassword, ShowFirstPassword } from './first-password.tsx'
import { Roster } from './roster.tsx'

const roles = (row: Person) => row.roles.map(roleTitle).join('、')

function RolesOf({ person, close }: { person: Person; close: () => void }) {
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
      <Checkbox.Group value={chosen} onChange={setChosen} options={roleOptions} style={{ display: 'grid', gap: 8 }} />
    </Modal>
  )
}

/** What an administrator does with somebody's account, each asked once more before it happens. */
function useAccountActions(shown: (made: FirstPassword) => void) {
  const reset = useCommand<typeof resetPassword>('people.reset-password')
  const end = useCommand<typeof endPersonSessions>('people.end-sessions', '已强制退出')
  const remove = useCommand<typeof removeSecondFactor>('people.remove-second-factor', '动态码已取消')
  const [modal, holder] = Modal.useModal()
  const newPassword = ({ id, name, login }: Person) => {
    const password = freshPassword()
    void modal.confirm({
      title: `重置${name}的密码？`,
      content: '原密码立即失效，所有登录都会退出。动态码不变。',
      okText: '重置密码',
      onOk: () =>
        reset.run({ person_id: id, password }).then(
          () => shown({ name, login, password }),
          () => undefined,
        ),
    })
  }
  const endAll = ({ id, name }: Person) =>
    void modal.confirm({
      title: `让${name}的所有登录退出？`,
      content: '手机丢失、电脑借人时使用。密码不变，可以重新登录。',
      okText: '强制退出',
      onOk: () => end.run({ person_id: id }).catch(() => undefined),
    })
  const withoutCode = ({ id, name }: Person) =>
    void modal.confirm({
      title: `取消${name}的动态码？`,
      content: '手机丢失、换手机时使用。以后凭密码登录，所有登录都会退出；请本人登录后重新申请。',
      okText: '取消动态码',
      cancelText: '不取消',
      onOk: () => remove.run({ person_id: id }).catch(() => undefined),
    })
  return { newPassword, endAll, withoutCode, holder, error: reset.error ?? end.error ?? remove.error }
}

const EXPORT = {
  header: ['姓名', '登录名', '科室', '岗位', '入职日期', '角色'],
  row: (row: Person) => [row.name, row.login, row.section, row.post, row.joined_on, roles(row)],
}

function OnPhone({ row, actions }: { row: Person; actions: ReactNode }) {
  return (
    <>
      <div className="card-head">
        {row.name}
        <span className="soft">{row.login}</span>
      </div>
      <div className="card-line">
        <span>{[row.section, row.post].filter(Boolean).join('　')}</span>
        <span>{roles(row)}</span>
      </div>
      {actions}
    </>
  )
}

type Does = {
  changeRoles: () => void
  newPassword: () => void
  endAll: () => void
  withoutCode: (() => void) | false
}

function Actions(does: Does) {
  return (
    <span className="links">
      <button type="button" className="link" onClick={does.changeRoles}>
        角色
      </button>
      <button type="button" className="link" onClick={does.newPassword}>
        重置密码
      </button>
      <button type="button" className="link" onClick={does.endAll}>
        强制退出
      </button>
      {does.withoutCode && (
        <button type="button" className="link" onClick={does.withoutCode}>
          取消动态码
        </button>
      )}
    </span>
  )
}

const Buttons = ({ show }: { show: (what: 'add' | 'roster') => void }) => (
  <>
    <Button onClick={() => show('roster')}>从 Excel 导入</Button>
    <Button type="primary" onClick={() => show('add')}>
      登记人员
    </Button>
  </>
)

export function PersonsPage() {
  const { data, error, isPending, refetch } = usePersons()
  const admin = useMay(['admin'])
  const [shown, setShown] = useState<'add' | 'roster' | Person>()
  const [made, setMade] = useState<FirstPassword>()
  const close = () => setShown(undefined)
  const { newPassword, endAll, withoutCode, holder, error: failed } = useAccountActions(setMade)
  const actions = (row: Person) =>
    admin &&
    !row.left_on && (
      <Actions
        changeRoles={() => setShown(row)}
        newPassword={() => newPassword(row)}
        endAll={() => endAll(row)}
        withoutCode={row.second_factor && (() => withoutCode(row))}
      />
    )
  const buttons = admin && <Buttons show={setShown} />
  return (
    <PageFrame title="人员与角色" about="角色决定能办什么，见权限表。改动从下一次操作起生效。" actions={buttons}>
      {holder}
      <ErrorNote error={error} retry={() => void refetch()} />
      <ErrorNote error={failed} />
      <DataTable<Person>
        name="人员"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有人员，请从 Excel 导入或逐个登记"
        words={row => `${row.name} ${row.login} ${row.section ?? ''} ${row.post} ${roles(row)}`}
        csv={EXPORT}
        card={row => <OnPhone row={row} actions={actions(row)} />}
        columns={[
          textColumn('姓名', row => row.name, {
            render: (_value, row) => (row.left_on ? `${row.name}（已离岗）` : row.name),
          }),
          textColumn('登录名', row => row.login),
          choiceColumn('科室', data, row => row.section),
          textColumn('岗位', row => row.post),
          textColumn('角色', roles),
          textColumn('入职日期', row => row.joined_on),
          ...(admin ? [{ title: '办理', render: (_value: unknown, row: Person) => actions(row) }] : []),
        ]}
      />
      {shown === 'add' && (
        <AddPerson
          close={close}
          added={one => {
            close()
            setMade(one)
          }}
        />
      )}
      {shown === 'roster' && <Roster close={close} />}
      {typeof shown === 'object' && <RolesOf person={shown} close={close} />}
      {made && <ShowFirstPassword made={made} close={() => setMade(undefined)} />}
    </PageFrame>
  )
}
