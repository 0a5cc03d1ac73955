// The unit: its names, duties and sections as the report writes them, and the authorised posts of each year.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Spin } from 'antd'
import type { unit } from '../../src/people/queries.ts'
import type { setUnit } from '../../src/people/set-unit.ts'
import { ask } from '../app/api.ts'
import { OnlyFor, useMay } from '../app/me.tsx'
import { ErrorNote, PageFrame, useCommand } from '../ui/index.ts'
import { PlaceForm } from './place.tsx'
import { sectionsOf } from './section-names.ts'
import { Staffing } from './staffing.tsx'

export type UnitRead = Awaited<ReturnType<typeof ask<typeof unit>>>
type Fields = { name: string; short_name: string; district: string; duties: string; sections?: string }

const needed = (message: string) => [{ required: true, whitespace: true, message }]

function UnitForm({ read }: { read: UnitRead }) {
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof setUnit>('people.set-unit', '已保存')
  const submit = ({ sections = '', ...fields }: Fields) =>
    run({ ...fields, sections: sectionsOf(sections) }).then(
      () => form.setFieldValue('sections', ''),
      () => undefined,
    )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={read.unit ?? undefined}
      onFinish={fields => void submit(fields)}
    >
      <Form.Item name="name" label="单位名称" rules={needed('请填单位全称')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item name="short_name" label="报告里的自称" rules={needed('请填自称，如“本中心”')}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item name="district" label="所在区划" rules={needed('请填所在市、区县')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="duties" label="主要职责，一条一段" extra="报告“主要工作职责”一节照此写出">
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item
        name="sections"
        label="增设科室，一行一个（没有就留空）"
        extra={`现有：${read.sections.join('、') || '无'}`}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        保存单位信息
      </Button>
    </Form>
  )
}

/** For those who may look but not change. */
function UnitFacts({ read }: { read: UnitRead }) {
  return (
    <>
      <p>
        {read.unit?.name}　{read.unit?.district}
      </p>
      <p className="soft">内设科室：{read.sections.join('、') || '无'}。单位信息由系统管理员修改。</p>
    </>
  )
}

export function UnitPage() {
  const admin = useMay(['admin'])
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people.unit'],
    queryFn: () => ask<typeof unit>('people.unit'),
  })
  return (
    <PageFrame title="单位与编制" about="报告第一部分“部门基本情况”从这里取：机构设置、主要职责、编制和实有人数。">
      <ErrorNote error={error} retry={() => void refetch()} />
      {isPending && <Spin />}
      {data && (
        <OnlyFor roles={['admin', 'operations', 'finance']}>
          <div className="two">
            <div style={{ display: 'grid', gap: 32, alignContent: 'start' }}>
              <section className="panel">
                <h2>单位</h2>
                {admin ? <UnitForm read={data} /> : <UnitFacts read={data} />}
              </section>
              <PlaceForm read={data} />
            </div>
            <Staffing read={data} />
          </div>
        </OnlyFor>
      )}
    </PageFrame>
  )
}
