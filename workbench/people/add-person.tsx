// Taking one person on.
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { addPerson } from '../../src/people/add-person.ts'
import { useMe } from '../app/me.tsx'
import { ErrorNote, useCommand } from '../ui/index.ts'
import { freshPassword, roleOptions, useSectionList } from './data.ts'
import type { FirstPassword } from './first-password.tsx'

type Fields = { name: string; login: string; section_id?: string; post?: string; joined_on: string; roles: string[] }

const needed = (message: string) => [{ required: true, whitespace: true, message }]

export function AddPerson({ close, added }: { close: () => void; added: (made: FirstPassword) => void }) {
  const { data: sections } = useSectionList()
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof addPerson>('people.add-person')
  const [password] = useState(freshPassword)
  const submit = ({ name, login, section_id, post, joined_on, roles }: Fields) =>
    run({ name, login, section_id: section_id ?? null, post: post ?? '', joined_on, roles, password }).then(
      () => added({ name, login, password }),
      () => undefined,
    )
  return (
    <Modal open title="登记人员" onCancel={close} footer={null} mask={{ closable: false }}>
      <Form
        layout="vertical"
        onFinish={submit}
        requiredMark={false}
        initialValues={{ joined_on: me?.today, roles: [] }}
      >
        <div className="pair">
          <Form.Item name="name" label="姓名" rules={needed('请填姓名')}>
            <Input autoFocus maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="login"
            label="登录名"
            rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,31}$/, message: '小写字母和数字，2 到 32 位' }]}
          >
            <Input autoComplete="off" autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="section_id" label="科室">
            <Select
              allowClear
              placeholder="选科室"
              options={sections?.map(one => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="post" label="岗位（可不填）">
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="joined_on" label="入职日期" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="roles" label="角色（可以多选，也可以以后再定）">
          <Checkbox.Group options={roleOptions} style={{ display: 'grid', gap: 4 }} />
        </Form.Item>
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy}>
          登记
        </Button>
      </Form>
    </Modal>
  )
}
