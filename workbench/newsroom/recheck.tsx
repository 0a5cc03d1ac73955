// 发后复核: what is out was read once more; what was found goes into the ledger.
import { Button, Form, Input, Select } from 'antd'
import type { recheckRelease } from '../../src/newsroom/review/recheck.ts'
import { ERROR_CLASSES } from '../../src/newsroom/vocabulary.ts'
import { FormModal, required, useCommand } from '../ui/index.ts'
import { type FullStory, options } from './data.ts'

type Found = { class: keyof typeof ERROR_CLASSES; excerpt: string; correction?: string }

export function Recheck({ story }: { story: FullStory }) {
  const command = useCommand<typeof recheckRelease>('newsroom.recheck-release', '复核已登记')
  if (story.edition_no === 0) return null
  return (
    <FormModal<{ note?: string; errors?: Found[] }>
      button="发后复核"
      ok="登记复核"
      small
      command={command}
      submit={({ note = '', errors = [] }) => command.run({ story_id: story.id, note, errors })}
    >
      <p className="soft">对照签发稿，把各渠道发出去的样子看一遍。没有问题直接登记。</p>
      <Form.List name="errors">
        {(fields, { add, remove }) => (
          <div className="found-errors">
            {fields.map(({ key, name }) => (
              <div key={key}>
                <Form.Item name={[name, 'class']} rules={required} noStyle>
                  <Select aria-label="类别" size="small" placeholder="类别" options={options(ERROR_CLASSES)} />
                </Form.Item>
                <Form.Item name={[name, 'excerpt']} rules={required} noStyle>
                  <Input aria-label="差错" size="small" placeholder="错在哪里" maxLength={200} />
                </Form.Item>
                <Form.Item name={[name, 'correction']} noStyle>
                  <Input aria-label="应为" size="small" placeholder="应为" maxLength={200} />
                </Form.Item>
                <Button size="small" type="text" aria-label="去掉这一处" onClick={() => remove(name)}>
                  ×
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              记一处差错
            </Button>
          </div>
        )}
      </Form.List>
      <Form.Item name="note" label="说明">
        <Input maxLength={500} placeholder="例如 三个平台都看过" />
      </Form.Item>
    </FormModal>
  )
}
