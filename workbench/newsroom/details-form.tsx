// What is said about a story beside its text. Saved as a whole; what is typed stays until then.
import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { describeStory } from '../../src/newsroom/stories/describe-story.ts'
import type { lockCopy } from '../../src/newsroom/stories/lock-copy.ts'
import { AI_USE, IMPORTANCE, ORIGINS } from '../../src/newsroom/vocabulary.ts'
import { ErrorNote, useCommand } from '../ui/index.ts'
import { type FullStory, options, type Repost, useVocabulary } from './data.ts'

type Fields = {
  section: string
  origin: 'original' | 'wire' | 'repost'
  topic: string
  importance: 'ordinary' | 'important'
  channels: string[]
  tags: string[]
  segments: string[]
  themes: string[]
  byline: Record<'reporter' | 'correspondent' | 'editor' | 'proofreader', string>
  repost?: Omit<Repost, 'published_on'> & { published_on: Dayjs | null }
  ai: 'none' | 'assisted' | 'generated'
  due_at: Dayjs | null
}

const BYLINE = { reporter: '记者', correspondent: '通讯员', editor: '责任编辑', proofreader: '校对' }

function initial(story: FullStory): Fields {
  const { section, topic, channels, tags, segments, themes } = story
  return {
    section,
    topic,
    channels,
    tags,
    segments,
    themes,
    origin: story.origin as Fields['origin'],
    importance: story.importance as Fields['importance'],
    ai: story.ai as Fields['ai'],
    byline: story.byline as Fields['byline'],
    due_at: story.due_at ? dayjs(story.due_at) : null,
    ...(story.repost
      ? {
          repost: {
            ...story.repost,
            published_on: story.repost.published_on ? dayjs(story.repost.published_on) : null,
          },
        }
      : {}),
  }
}

function RepostFields() {
  return (
    <fieldset>
      <legend>转载自</legend>
      <Form.Item name={['repost', 'unit']} label="来源单位" extra="按稿源名单核对">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={['repost', 'author']} label="原作者">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={['repost', 'headline']} label="原标题">
        <Input maxLength={200} />
      </Form.Item>
      <div className="pair">
        <Form.Item name={['repost', 'published_on']} label="原发布日期">
          <DatePicker />
        </Form.Item>
        <Form.Item name={['repost', 'url']} label="原地址">
          <Input maxLength={500} placeholder="https://" />
        </Form.Item>
      </div>
    </fieldset>
  )
}

function KindFields({ story }: { story: FullStory }) {
  const { data: words } = useVocabulary()
  return (
    <div className="pair">
      <Form.Item name="section" label="栏目">
        <Select options={words?.sections.map(value => ({ value, label: value })) ?? []} />
      </Form.Item>
      <Form.Item
        name="topic"
        label="选题类别"
        extra={words?.topics.find(one => one.value === story.topic)?.needs_superior ? '终审前要上报审定' : undefined}
      >
        <Select options={words?.topics ?? []} />
      </Form.Item>
      <Form.Item name="origin" label="稿件来源">
        <Select options={options(ORIGINS)} />
      </Form.Item>
      <Form.Item name="importance" label="重要程度">
        <Select options={options(IMPORTANCE)} />
      </Form.Item>
    </div>
  )
}

function GoingOutFields() {
  const { data: words } = useVocabulary()
  return (
    <>
      <Form.Item name="channels" label="发往渠道">
        <Checkbox.Group className="channel-boxes" options={words?.channels ?? []} />
      </Form.Item>
      <div className="pair">
        {Object.entries(BYLINE).map(([key, label]) => (
          <Form.Item key={key} name={['byline', key]} label={label}>
            <Input maxLength={100} />
          </Form.Item>
        ))}
      </div>
      <div className="pair">
        <Form.Item name="themes" label="主题">
          <Select mode="multiple" maxCount={10} options={words?.themes.map(value => ({ value, label: value })) ?? []} />
        </Form.Item>
        <Form.Item name="segments" label="分众">
          <Select
            mode="multiple"
            maxCount={10}
            options={words?.segments.map(value => ({ value, label: value })) ?? []}
          />
        </Form.Item>
      </div>
      <Form.Item name="tags" label="关键词" extra="按回车加入">
        <Select mode="tags" maxCount={20} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="ai" label="人工智能使用情况">
          <Select options={options(AI_USE)} />
        </Form.Item>
        <Form.Item name="due_at" label="截稿时间">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
    </>
  )
}

export function DetailsForm({ story, editable }: { story: FullStory; editable: boolean }) {
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof describeStory>('newsroom.describe-story', '稿件信息已保存')
  const lock = useCommand<typeof lockCopy>('newsroom.lock-copy', '通稿已锁定')
  const origin = Form.useWatch('origin', form) ?? story.origin
  const save = ({ repost, due_at, ...fields }: Fields) => {
    const given =
      fields.origin === 'repost' && repost
        ? { ...repost, published_on: repost.published_on?.format('YYYY-MM-DD') ?? null }
        : null
    const input = {
      ...fields,
      story_id: story.id,
      channels: fields.channels as ['site'],
      repost: given,
      due_at: due_at?.toISOString() ?? null,
    }
    void run(input).catch(() => undefined)
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      disabled={!editable}
      initialValues={initial(story)}
      onFinish={save}
      className="details"
    >
      <ErrorNote error={error ?? lock.error} />
      <KindFields story={story} />
      {origin === 'repost' && <RepostFields />}
      <GoingOutFields />
      {editable && (
        <div className="choices">
          <Button htmlType="submit" loading={busy}>
            保存信息
          </Button>
          {story.origin === 'wire' && !story.locked_at && (
            <Button loading={lock.busy} onClick={() => void lock.run({ story_id: story.id }).catch(() => undefined)}>
              锁定通稿
            </Button>
          )}
        </div>
      )}
    </Form>
  )
}
