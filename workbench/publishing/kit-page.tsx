// 人工发布件 on the telephone: copy the title and the text, save the pictures, post it, then say where it is.
import { useParams } from '@tanstack/react-router'
import { App, Button, Form, Input, QRCode, Spin } from 'antd'
import type { proveByHand } from '../../src/publishing/by-hand/kit.ts'
import type { KeptFile } from '../app/upload.ts'
import { ErrorNote, FilesField, PageFrame, useCommand } from '../ui/index.ts'
import { type Kit, useKit } from './data.ts'
import './publishing.css'

function CopyPart({ title, text, note }: { title: string; text: string; note?: string }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => message.success(`${title}已复制`),
      () => message.error('没有复制成功，请长按文字选择复制。'),
    )
  if (text === '') return null
  return (
    <section>
      <h2>
        {title}
        <Button size="small" onClick={() => void copy()}>
          复制{title}
        </Button>
      </h2>
      {note && <p className="soft">{note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard */}
      <section className="copy-text" tabIndex={0} aria-label={title}>
        {text}
      </section>
    </section>
  )
}

function Pictures({ kit }: { kit: Kit }) {
  const all = [...new Set([...(kit.cover ? [kit.cover] : []), ...kit.pictures])]
  if (all.length === 0 && !kit.video) return null
  return (
    <section>
      <h2>图片和视频</h2>
      <p className="soft">点开后长按保存。“全部下载”里有按稿件裁好的 2.35:1 和 1:1 封面。</p>
      <div className="pictures">
        {all.map((src, at) => (
          <a key={src} href={src} download>
            <img src={src} alt={at === 0 && kit.cover ? '封面' : `图片 ${at + 1}`} />
          </a>
        ))}
      </div>
      {kit.video && (
        <a href={kit.video} download>
          下载视频
        </a>
      )}
    </section>
  )
}

type Proof = { url?: string; files?: KeptFile[]; note?: string }

function ProofForm({ kit }: { kit: Kit }) {
  const [form] = Form.useForm<Proof>()
  const { run, busy, error } = useCommand<typeof proveByHand>('publishing.prove-by-hand', '已登记，这一条算已上线')
  const save = ({ url = '', files = [], note = '' }: Proof) =>
    void run({ release_id: kit.release_id, url: url.trim(), screenshot_id: files[0]?.file_id ?? null, note }).catch(
      () => undefined,
    )
  return (
    <section>
      <h2>发好以后</h2>
      <ErrorNote error={error} />
      <Form<Proof> form={form} layout="vertical" onFinish={save}>
        <Form.Item name="url" label="作品网址" extra="在平台上点分享，复制链接粘贴到这里">
          <Input maxLength={1000} inputMode="url" />
        </Form.Item>
        <Form.Item name="files" label="没有网址的，上传截图">
          <FilesField kinds={['image']} max={1} label="选择截图" />
        </Form.Item>
        <Form.Item name="note" label="备注">
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          登记已发布
        </Button>
      </Form>
    </section>
  )
}

export function KitPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: kit, error, refetch } = useKit(id)
  const cut = kit?.was_cut
    ? `原标题“${kit.full_title}”超过 ${kit.title_max} 字，已截短，请看看意思是否完整。`
    : undefined
  return (
    <PageFrame
      title="人工发布件"
      about={kit && `${kit.platform} ${kit.account}：${kit.headline}`}
      actions={
        kit && (
          <Button href={`/api/publishing/kit.zip?release_id=${kit.release_id}`} download>
            全部下载
          </Button>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!kit && !error && <Spin />}
      {kit && (
        <div className="kit">
          <CopyPart title="标题" text={kit.title} {...(cut ? { note: cut } : {})} />
          <CopyPart title="正文" text={kit.body_text} />
          <CopyPart title="标签" text={kit.tags.map(tag => `#${tag}`).join(' ')} />
          <Pictures kit={kit} />
          <section className="only-wide">
            <h2>在手机上打开</h2>
            <QRCode value={location.href} size={140} bordered={false} />
          </section>
          {kit.state === 'by_hand' ? <ProofForm kit={kit} /> : <p className="ok">这一条已经登记，不用再发。</p>}
        </div>
      )}
    </PageFrame>
  )
}
