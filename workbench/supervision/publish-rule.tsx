// The form of a rule: a new one, or the next version of one that is in the library.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { publishRule } from '../../src/supervision/rules/publish-rule.ts'
import { useMe } from '../app/me.tsx'
import type { KeptFile } from '../app/upload.ts'
import { roleOptions, useSectionList } from '../people/data.ts'
import { ErrorNote, FilesField, useCommand, useDraft } from '../ui/index.ts'
import { type FullRule, subjectOptions } from './data.ts'

type Fields = {
  title: string
  kind: string
  audience: 'everybody' | 'some'
  roles?: string[]
  section_ids?: string[]
  effective_from: string
  read_days: number
  note?: string
  body?: string
  files?: KeptFile[]
}

const initial = (rule: FullRule | undefined, today: string | undefined): Partial<Fields> => ({
  kind: rule?.kind ?? 'general',
  ...(rule ? { title: rule.title } : {}),
  audience: !rule || rule.everybody ? 'everybody' : 'some',
  roles: rule?.roles ?? [],
  section_ids: rule?.section_ids ?? [],
  body: rule?.versions[0]?.body ?? '',
  read_days: 7,
  ...(today ? { effective_from: today } : {}),
})

function inputOf(
  { audience, files, roles = [], section_ids = [], body = '', note = '', ...fields }: Fields,
  rule?: FullRule,
) {
  const some = audience === 'some'
  return {
    ...fields,
    kind: fields.kind as 'general',
    rule_id: rule?.id ?? null,
    everybody: !some,
    roles: some ? roles : [],
    section_ids: some ? section_ids : [],
    body,
    note,
    file_id: files?.[0]?.file_id ?? null,
  }
}

function Audience() {
  const { data: sections } = useSectionList()
  const audience = Form.useWatch('audience')
  return (
    <>
      <Form.Item name="audience" label="哪些人要学习">
        <Select
          options={[
            { value: 'everybody', label: '全体人员' },
            { value: 'some', label: '指定岗位或科室' },
          ]}
        />
      </Form.Item>
      {audience === 'some' && (
        <div className="pair">
          <Form.Item name="roles" label="岗位">
            <Select mode="multiple" options={roleOptions} />
          </Form.Item>
          <Form.Item name="section_ids" label="科室">
            <Select mode="multiple" options={sections?.map(one => ({ value: one.id, label: one.name }))} />
          </Form.Item>
        </div>
      )}
    </>
  )
}

function Content({ revised }: { revised: boolean }) {
  return (
    <>
      <Form.Item name="body" label="正文（有文件可不填）">
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 18 }} maxLength={100_000} />
      </Form.Item>
      <Form.Item name="files" label="制度文件（可不传）">
        <FilesField kinds={['document']} max={1} />
      </Form.Item>
      {revised && (
        <Form.Item name="note" label="这一版改了什么">
          <Input maxLength={400} />
        </Form.Item>
      )}
    </>
  )
}

export function PublishRule({ rule, done }: { rule?: FullRule; done(): void }) {
  const { data: me } = useMe()
  const [form] = Form.useForm<Fields>()
  const draft = useDraft<Fields>(`supervision-rule-${rule?.id ?? 'new'}`)
  const { run, busy, error } = useCommand<typeof publishRule>('supervision.publish-rule', '已发布', { keep: true })
  const submit = (fields: Fields) => {
    const input = inputOf(fields, rule)
    void run(input).then(
      () => {
        draft.clear()
        form.resetFields()
        done()
      },
      () => undefined,
    )
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="form"
      initialValues={{ ...initial(rule, me?.today), ...draft.found, files: [] }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={submit}
    >
      <div className="pair">
        <Form.Item name="title" label="制度名称" rules={[{ required: true, message: '请填制度名称' }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="kind" label="类别">
          <Select options={subjectOptions} />
        </Form.Item>
      </div>
      <Audience />
      <div className="pair">
        <Form.Item name="effective_from" label="施行日期" rules={[{ required: true, message: '请填施行日期' }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="read_days" label="几天内学习">
          <InputNumber min={1} max={90} suffix="天" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Content revised={rule !== undefined} />
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {rule ? '发布新版本' : '发布制度'}
      </Button>
    </Form>
  )
}
