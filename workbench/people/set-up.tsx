// The setup wizard of an empty installation: unit, sections, first administrator; then where to go on.
import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input, Result, Steps } from 'antd'
import { useEffect, useState } from 'react'
import type { Place } from '../../src/people/place.ts'
import type { setUp } from '../../src/people/set-up.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'
import { NewPasswordFields } from './new-password.tsx'
import { PlaceFields } from './place.tsx'
import { sectionsOf } from './section-names.ts'

type Fields = {
  name: string
  short_name?: string
  district: string
  duties?: string
  place: Place
  sections: string
  admin_name: string
  admin_login: string
  fresh: string
}

const required = (message: string) => [{ required: true, whitespace: true, message }]

function Unit() {
  return (
    <>
      <Form.Item name="name" label="单位名称" rules={required('请填单位全称')}>
        <Input placeholder="某某区融媒体中心" maxLength={60} />
      </Form.Item>
      <Form.Item name="short_name" label="报告里的自称（可不填，默认“本中心”）">
        <Input placeholder="本中心" maxLength={20} />
      </Form.Item>
      <Form.Item name="district" label="所在区划" rules={required('请填所在市、区县')}>
        <Input placeholder="某某市某某区" maxLength={60} />
      </Form.Item>
      <PlaceFields at={['place']} />
      <Form.Item name="duties" label="主要职责（可以以后再填）">
        <Input.TextArea rows={4} maxLength={20_000} />
      </Form.Item>
    </>
  )
}

function Sections() {
  return (
    <Form.Item
      name="sections"
      label="内设科室，一行一个"
      extra="科室名称要与批复文件一致；人员和额度都挂在科室下。"
      rules={required('至少填一个科室')}
    >
      <Input.TextArea rows={6} placeholder={'综合运行部\n新闻采访部\n报刊部'} />
    </Form.Item>
  )
}

function Administrator() {
  return (
    <>
      <Form.Item name="admin_name" label="管理员姓名" rules={required('请填姓名')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="admin_login"
        label="登录名"
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,31}$/, message: '小写字母和数字，2 到 32 位' }]}
      >
        <Input autoComplete="username" autoCapitalize="none" />
      </Form.Item>
      <NewPasswordFields />
    </>
  )
}

const STEPS = [
  { title: '单位', content: <Unit /> },
  { title: '科室', content: <Sections /> },
  { title: '管理员', content: <Administrator /> },
]

function Done() {
  const next = (to: string, words: string) => (
    <a href={`/workbench${paths.signIn}?back=${encodeURIComponent(to)}`}>{words}</a>
  )
  return (
    <Result
      status="success"
      title="设置完成"
      subTitle="用刚才的登录名和密码登录，接着办两件事："
      extra={
        <ol style={{ textAlign: 'left', display: 'inline-grid', gap: 8, margin: 0 }}>
          <li>{next(paths.people, '登记人员')}：下载模板，从 Excel 一次导入</li>
          <li>{next(paths.plan, '预算批复入账')}：从 Excel 读入，核对合计后入账</li>
        </ol>
      }
    />
  )
}

export function SetUpPage() {
  const { code } = useSearch({ strict: false }) as { code?: string | number }
  const { run, busy, error } = useCommand<typeof setUp>('people.set-up')
  const [form] = Form.useForm<Fields>()
  const [step, setStep] = useState(0)
  const [done, setDone] = useState(false)
  useEffect(() => {
    document.title = '初次设置 · 北塔工作台'
  }, [])
  const last = step === STEPS.length - 1
  const submit = async () => {
    if (!last) return setStep(step + 1)
    const { name, short_name, district, duties, place, sections, admin_name, admin_login, fresh } =
      form.getFieldsValue(true)
    const unit = {
      name,
      district,
      place: { ...place, city: place.city ?? '', county: place.county ?? '' },
      duties: duties ?? '',
      ...(short_name?.trim() ? { short_name } : {}),
    }
    const admin = { admin_name, admin_login, password: fresh }
    await run({ code: String(code ?? ''), ...unit, sections: sectionsOf(sections), ...admin }).then(
      () => setDone(true),
      () => undefined,
    )
  }
  return (
    <main className="signin">
      <div className="card wide">
        {done ? (
          <Done />
        ) : (
          <>
            <h1>初次设置</h1>
            <Steps
              size="small"
              current={step}
              items={STEPS.map(({ title }) => ({ title }))}
              responsive={false}
              style={{ margin: '16px 0 24px' }}
            />
            <Form form={form} layout="vertical" onFinish={() => void submit()} requiredMark={false}>
              {/* steps already filled stay in the form, which keeps what was typed */}
              {STEPS[step]?.content}
              <ErrorNote error={error} />
              <div className="links">
                {step > 0 && <Button onClick={() => setStep(step - 1)}>上一步</Button>}
                <Button type="primary" htmlType="submit" loading={busy}>
                  {last ? '完成设置' : '下一步'}
                </Button>
              </div>
            </Form>
          </>
        )}
      </div>
    </main>
  )
}
