// 媒体库: every picture, film and sound with its rights; described, and withdrawn where it must be.
import { Empty, Input, Segmented, Spin } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { describeMedia, withdrawMedia } from '../../../src/newsroom/media/keep-media.ts'
import { useMay } from '../../app/me.tsx'
import { ErrorNote, FileLink, FormModal, PageFrame, ReasonField, useCommand } from '../../ui/index.ts'
import '../newsroom.css'
import { AboutFields } from './about-fields.tsx'
import { AddMedia } from './add-media.tsx'
import { type About, type Medium, useMedia } from './data.ts'
import { MediaGrid } from './media-grid.tsx'

function Describe({ one }: { one: Medium }) {
  const command = useCommand<typeof describeMedia>('newsroom.describe-media', '已保存')
  type Fields = Omit<About, 'licence_until'> & { licence_until?: Dayjs | null }
  const { caption, alt, credit, licence } = one
  const rights = one.rights === 'imported' ? {} : { rights: one.rights as About['rights'] }
  const submit = ({ licence_until, ...fields }: Fields) =>
    command.run({ media_id: one.id, ...fields, licence_until: licence_until?.format('YYYY-MM-DD') ?? null })
  return (
    <FormModal<Fields>
      button="填信息"
      title={one.name}
      ok="保存"
      small
      command={command}
      submit={submit}
      initial={{
        caption,
        alt,
        credit,
        licence,
        ...rights,
        licence_until: one.licence_until ? dayjs(one.licence_until) : null,
      }}
    >
      <AboutFields />
    </FormModal>
  )
}

function Withdraw({ one }: { one: Medium }) {
  const command = useCommand<typeof withdrawMedia>('newsroom.withdraw-media', '已撤下，公开页面不再显示')
  return (
    <FormModal<{ reason: string }>
      button="撤下"
      title={`撤下：${one.name}`}
      small
      danger
      command={command}
      submit={({ reason }) => command.run({ media_id: one.id, reason })}
    >
      <p>撤下以后，各处都不再显示这一件，新稿也不能再用。已发到外部平台的，要在发布页另行更正或撤稿。</p>
      <ReasonField label="理由" max={300} />
    </FormModal>
  )
}

const KINDS = [
  { value: '', label: '全部' },
  { value: 'image', label: '图片' },
  { value: 'video', label: '视频' },
  { value: 'audio', label: '音频' },
]

export function MediaPage() {
  const mayKeep = useMay(['editor', 'operations', 'director'])
  const [kind, setKind] = useState('')
  const [words, setWords] = useState('')
  const { data, error, isPending, refetch } = useMedia(kind || undefined)
  const wanted = words.trim()
  const found = data?.filter(one => wanted === '' || `${one.name}${one.caption}${one.credit}`.includes(wanted)) ?? []
  const act = (one: Medium) => (
    <div className="choices">
      {mayKeep && !one.withdrawn_at && <Describe one={one} />}
      {mayKeep && !one.withdrawn_at && <Withdraw one={one} />}
      {mayKeep && one.original_id && <FileLink file_id={one.original_id} name="原件" />}
    </div>
  )
  return (
    <PageFrame
      title="媒体库"
      about="稿件用的图片、视频、音频都从这里取。写明是谁拍的、谁的版权、授权到哪天。"
      actions={mayKeep && <AddMedia primary />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <div className="table-tools">
        <Segmented size="small" value={kind} onChange={setKind} options={KINDS} />
        <Input
          size="small"
          allowClear
          className="find"
          aria-label="在媒体库中查找"
          placeholder="查找"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      </div>
      {isPending && <Spin />}
      {data && found.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有。点右上角“上传”，或从 Word 稿件里带入。" />
      )}
      <MediaGrid list={found} act={act} />
    </PageFrame>
  )
}
