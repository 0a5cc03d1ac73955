// H5 页面: blocks put together one below the other, with the page beside them as a telephone shows it.
import { Button, Dropdown, Input, Space } from 'antd'
import { useState } from 'react'
import { blocksHtml, type H5Block } from '../../../src/newsroom/renditions/h5-blocks.ts'
import type { setH5Page } from '../../../src/newsroom/renditions/set-h5-page.ts'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import { Library } from '../media/picture-picker.tsx'

type Kind = H5Block['type']
const KINDS: Record<Kind, string> = {
  title: '标题',
  picture: '图片',
  text: '文字',
  film: '视频',
  list: '列表',
  button: '链接按钮',
  phone: '电话按钮',
  quote: '引语',
}
const EMPTY: Record<Kind, H5Block> = {
  title: { type: 'title', text: '' },
  picture: { type: 'picture', src: '', alt: '' },
  text: { type: 'text', text: '' },
  film: { type: 'film', src: '' },
  list: { type: 'list', items: [''] },
  button: { type: 'button', text: '', href: 'https://' },
  phone: { type: 'phone', text: '', phone: '' },
  quote: { type: 'quote', text: '' },
}
/** The fields of each kind, by the name they have in the block. */
const FIELDS: Record<Kind, [string, string, 'line' | 'area'][]> = {
  title: [
    ['text', '标题', 'line'],
    ['more', '副标题（可不填）', 'line'],
  ],
  picture: [
    ['alt', '图上是什么（读屏用）', 'line'],
    ['caption', '图说（可不填）', 'line'],
  ],
  text: [['text', '文字，一行一段', 'area']],
  film: [['caption', '说明（可不填）', 'line']],
  list: [['items', '一行一项', 'area']],
  button: [
    ['text', '按钮上的字', 'line'],
    ['href', '网址，https 开头', 'line'],
  ],
  phone: [
    ['text', '按钮上的字', 'line'],
    ['phone', '电话', 'line'],
  ],
  quote: [
    ['text', '引语', 'area'],
    ['who', '谁说的（可不填）', 'line'],
  ],
}

const textIn = (block: H5Block, name: string): string => {
  const value = (block as Record<string, unknown>)[name]
  return Array.isArray(value) ? value.join('\n') : String(value ?? '')
}
const withValue = (block: H5Block, name: string, value: string): H5Block =>
  ({ ...block, [name]: name === 'items' ? value.split('\n') : value }) as H5Block

type BlockProps = { block: H5Block; at: number; change: (block: H5Block) => void; editable: boolean }

function Fields({ block, at, change, editable }: BlockProps) {
  const [open, setOpen] = useState(false)
  const media = block.type === 'picture' || block.type === 'film' ? block : undefined
  return (
    <>
      {media && editable && (
        <Button size="small" onClick={() => setOpen(true)}>
          {media.src ? '换一个' : media.type === 'picture' ? '从媒体库选图片' : '从媒体库选视频'}
        </Button>
      )}
      {FIELDS[block.type].map(([name, label, size]) => (
        <Input.TextArea
          key={name}
          aria-label={`第 ${at + 1} 块 ${label}`}
          placeholder={label}
          autoSize={{ minRows: size === 'area' ? 3 : 1 }}
          readOnly={!editable}
          value={textIn(block, name)}
          onChange={event => change(withValue(block, name, event.target.value))}
        />
      ))}
      {open && media && (
        <Library
          kind={media.type === 'picture' ? 'image' : 'video'}
          close={() => setOpen(false)}
          take={one => {
            setOpen(false)
            const described = media.type === 'picture' ? { alt: media.alt || one.alt || one.caption } : {}
            change({ ...media, ...described, src: one.src! } as H5Block)
          }}
        />
      )}
    </>
  )
}

function moved(blocks: readonly H5Block[], at: number, by: number): H5Block[] {
  const next = [...blocks]
  const [one] = next.splice(at, 1)
  next.splice(at + by, 0, one!)
  return next
}

type ListProps = { blocks: readonly H5Block[]; set: (blocks: H5Block[]) => void; editable: boolean }

function BlockList({ blocks, set, editable }: ListProps) {
  const small = { size: 'small', type: 'text' } as const
  return (
    <ol className="h5-blocks">
      {blocks.map((block, at) => (
        // blocks have no names of their own: their place is their name
        <li key={at}>
          <span className="line">
            <b>{KINDS[block.type]}</b>
            {editable && (
              <span>
                <Button
                  {...small}
                  aria-label={`第 ${at + 1} 块上移`}
                  disabled={at === 0}
                  onClick={() => set(moved(blocks, at, -1))}
                >
                  ↑
                </Button>
                <Button
                  {...small}
                  aria-label={`第 ${at + 1} 块下移`}
                  disabled={at === blocks.length - 1}
                  onClick={() => set(moved(blocks, at, 1))}
                >
                  ↓
                </Button>
                <Button
                  {...small}
                  aria-label={`删去第 ${at + 1} 块`}
                  onClick={() => set(blocks.filter((_one, n) => n !== at))}
                >
                  ×
                </Button>
              </span>
            )}
          </span>
          <Fields
            block={block}
            at={at}
            editable={editable}
            change={next => set(blocks.map((one, n) => (n === at ? next : one)))}
          />
        </li>
      ))}
    </ol>
  )
}

/** Blank lines of a list are no items. */
const tidied = (blocks: readonly H5Block[]): H5Block[] =>
  blocks.map(block =>
    block.type === 'list' ? { ...block, items: block.items.filter(item => item.trim() !== '') } : block,
  )

type Props = { storyId: string; version: number; blocks: readonly H5Block[] | null; title: string; editable: boolean }

export function H5Builder({ storyId, version, blocks: kept, title, editable }: Props) {
  const [blocks, set] = useState<H5Block[]>([...(kept ?? [])])
  const { run, busy, error } = useCommand<typeof setH5Page>('newsroom.set-h5-page', 'H5 页面已保存')
  const save = (next: H5Block[] | null) =>
    run({ story_id: storyId, version_no: version, blocks: next as never }).catch(() => undefined)
  const changed = JSON.stringify(blocks) !== JSON.stringify(kept ?? [])
  const items = Object.entries(KINDS).map(([key, label]) => ({ key, label }))
  return (
    <>
      <p className="soft">
        {kept ? '页面由下面的内容拼成。' : '还没有拼页面，就用稿件全文。'}随稿件一起三审，签发后和网站文章一同上线。
      </p>
      <ErrorNote error={error} />
      <BlockList blocks={blocks} set={set} editable={editable} />
      {editable && (
        <Space wrap>
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => set([...blocks, EMPTY[key as Kind]]) }}>
            <Button size="small">加一块</Button>
          </Dropdown>
          <Button
            size="small"
            type="primary"
            loading={busy}
            disabled={!changed || blocks.length === 0}
            onClick={() => void save(tidied(blocks))}
          >
            保存页面
          </Button>
          {kept && (
            <Button size="small" loading={busy} onClick={() => void save(null)}>
              不拼页面，用稿件全文
            </Button>
          )}
        </Space>
      )}
      {blocks.length > 0 && (
        <section className="phone" aria-label="预览">
          <p className="phone-title">{title}</p>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the same function as on the server, every text escaped */}
          <div className="news-text h5-preview" dangerouslySetInnerHTML={{ __html: blocksHtml(tidied(blocks)) }} />
        </section>
      )}
    </>
  )
}
