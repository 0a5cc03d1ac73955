// The words of one article on its page, its weight, where it goes on, and its hot zone.
import { Button, Form, Input, Select, Space } from 'antd'
import type { editArticle, removeArticle } from '../../src/newspaper/articles/edit-article.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'
import { KINDS, type PageArticle, WEIGHTS } from './data.ts'

type Fields = Omit<PageArticle, 'id' | 'seq' | 'zones' | 'char_count' | 'edition_id'>
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

type Props = {
  article: PageArticle
  others: readonly { id: string; title: string }[]
  locked: boolean
  drawing: boolean
  draw: () => void
  close: () => void
}

function Names() {
  return (
    <>
      <Form.Item name="author" label="记者或作者">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="correspondent" label="通讯员">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="source" label="来源">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="section" label="栏目">
        <Input maxLength={20} />
      </Form.Item>
    </>
  )
}

export function ArticleForm({ article, others, locked, drawing, draw, close }: Props) {
  const [form] = Form.useForm<Fields>()
  const edit = useCommand<typeof editArticle>('newspaper.edit-article', '已保存')
  const remove = useCommand<typeof removeArticle>('newspaper.remove-article', '已撤下')
  const approved = article.edition_id !== null
  const save = (fields: Fields) =>
    void edit.run({ ...fields, article_id: article.id, jump_to: fields.jump_to ?? null }).catch(() => undefined)
  return (
    <Form<Fields> form={form} layout="vertical" disabled={locked} initialValues={article} onFinish={save}>
      <ErrorNote error={edit.error ?? remove.error} />
      {approved && <p className="soft">这是签发过的稿件，标题和正文在采编里改，签发后重新上版。</p>}
      <Form.Item name="intro_title" label="引题">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={[{ required: true, message: '要有标题' }]}>
        <Input maxLength={100} readOnly={approved} />
      </Form.Item>
      <Form.Item name="subtitle" label="副题">
        <Input maxLength={100} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="kind" label="类别">
          <Select options={options(KINDS)} />
        </Form.Item>
        <Form.Item name="weight" label="版面分量">
          <Select options={options(WEIGHTS)} />
        </Form.Item>
        <Names />
      </div>
      <Form.Item name="jump_to" label="下转到">
        <Select allowClear options={others.map(one => ({ value: one.id, label: one.title }))} />
      </Form.Item>
      <Form.Item name="body" label={`正文（${article.char_count} 字，一行一段）`}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} readOnly={approved} />
      </Form.Item>
      {!locked && (
        <Space wrap>
          <Button type="primary" htmlType="submit" loading={edit.busy}>
            保存
          </Button>
          <Button onClick={draw}>{drawing ? '在版面图上拖出热区…' : '重画热区'}</Button>
          <Button
            danger
            loading={remove.busy}
            onClick={() => void remove.run({ article_id: article.id }).then(close, () => undefined)}
          >
            撤下
          </Button>
        </Space>
      )}
    </Form>
  )
}
