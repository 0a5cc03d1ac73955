// The setup wizard of an empty installation: unit, sections, first administrator; then people and budget from Excel.

import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import type { setUp } from '../../src/people/set-up.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'

type Fields = {
  name: string
  district: string
  sections: string
  duties?: string
  admin_name: string
  admin_login: string
  password: string
}

const required = (message: string) => [{ required: true, message }]

export function SetUpPage() {
  const { code } = useSearch({ strict: false }) as { code?: string }
  const { run, busy, error } = useCommand<typeof setUp>('people.set-up')
  const submit = async ({ sections, duties, ...fields }: Fields) => {
    const names = sections
      .split(/[\n、,，]/)
      .map(name => name.trim())
      .filter(Boolean)
    await run({ ...fields, code: String(code ?? ''), sections: names, duties: duties ?? '' }).then(
      () => location.assign('/workbench/sign-in'),
      () => undefined,
    )
  }
  return (
    <div className="signin">
      <div className="card" style={{ maxWidth: 560 }}>
        <h1>设置单位</h1>
        <p style={{ color: 'var(--soft)', marginTop: 0 }}>
          完成后用管理员登录，在“人员与角色”里从 Excel 导入人员，在“预算批复入账”里从 Excel 导入预算。
        </p>
        <ErrorNote error={error} />
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="name" label="单位名称" rules={required('请填单位全称')}>
            <Input placeholder="某某区融媒体中心" />
          </Form.Item>
          <Form.Item name="district" label="所在区划" rules={required('请填所在市、区县')}>
            <Input placeholder="某某市某某区" />
          </Form.Item>
          <Form.Item name="sections" label="内设科室（一行一个）" rules={required('至少填一个科室')}>
            <Input.TextArea rows={3} placeholder={'综合运行部\n新闻采访部'} />
          </Form.Item>
          <Form.Item name="duties" label="主要职责（可以以后再填）">
            <Input.TextArea rows={3} />
          </Form.Item>
          <Form.Item name="admin_name" label="管理员姓名" rules={required('请填姓名')}>
            <Input />
          </Form.Item>
          <Form.Item name="admin_login" label="管理员登录名" rules={required('请填登录名')}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label="密码（至少 10 个字符）" rules={required('请填密码')}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            完成设置
          </Button>
        </Form>
      </div>
    </div>
  )
}
