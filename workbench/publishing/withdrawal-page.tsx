// One retraction or correction: its steps with what is left to do by hand, and the certificate when all is clear.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, Spin } from 'antd'
import { useState } from 'react'
import type { proveStep } from '../../src/publishing/withdrawals/prove-step.ts'
import type { withdrawal } from '../../src/publishing/withdrawals/withdrawal-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import type { KeptFile } from '../app/upload.ts'
import { ErrorNote, FilesField, FormWindow, moment, PageFrame, useCommand } from '../ui/index.ts'
import './publishing.css'

type Case = Awaited<ReturnType<typeof ask<typeof withdrawal>>>
type Step = Case['steps'][number]
const WAYS: Record<string, string> = { site: '本系统网站', interface: '接口', by_hand: '人工' }

function Prove({ step, close }: { step: Step; close: () => void }) {
  const { run, busy, error } = useCommand<typeof proveStep>('publishing.prove-step', '已登记')
  const save = ({ note, files = [] }: { note: string; files?: KeptFile[] }) =>
    run({ step_id: step.id, note, screenshot_id: files[0]?.file_id ?? null })
  return (
    <FormWindow<{ note: string; files?: KeptFile[] }>
      title={`${step.platform} ${step.account}`}
      ok="登记已办"
      busy={busy}
      error={error}
      submit={save}
      close={close}
    >
      <Form.Item name="note" label="怎么办的" rules={[{ required: true, message: '要填写' }]}>
        <Input.TextArea rows={2} maxLength={300} placeholder="例如：已在创作者中心删除，刷新后看不到" />
      </Form.Item>
      <Form.Item name="files" label="截图">
        <FilesField kinds={['image']} max={1} label="选择截图" />
      </Form.Item>
    </FormWindow>
  )
}

function StepItem({ step }: { step: Step }) {
  const [open, setOpen] = useState(false)
  const may = useMay(['editor', 'operations', 'director'])
  const done = step.state === 'done'
  return (
    <li>
      <span className="line">
        <b>
          {step.platform} {step.account}
        </b>
        <span className={`release-state is-${done ? 'visible' : step.way === 'by_hand' ? 'by_hand' : 'sending'}`}>
          {done ? '已办' : step.way === 'by_hand' ? '等人去办' : '正在办'}
        </span>
      </span>
      <p>
        {WAYS[step.way]}　{step.message}
        {step.done_at && `　${moment(step.done_at)} ${step.done_by}`}
      </p>
      <span className="line">
        {step.url ? (
          <a href={step.url} target="_blank" rel="noreferrer">
            打开
          </a>
        ) : (
          <span />
        )}
        {!done && step.way === 'by_hand' && may && (
          <Button size="small" onClick={() => setOpen(true)}>
            登记已办
          </Button>
        )}
      </span>
      {open && <Prove step={step} close={() => setOpen(false)} />}
    </li>
  )
}

function Certificate({ data }: { data: Case }) {
  if (!data.certificate) return null
  const file = (format: 'pdf' | 'zip') => `/api/publishing/certificate-file?withdrawal_id=${data.id}&format=${format}`
  return (
    <section className="part">
      <h2>{data.kind === 'kill' ? '撤稿凭证' : '更正凭证'}</h2>
      <dl className="facts wide">
        <div>
          <dt>全部办结</dt>
          <dd>{data.cleared_at && moment(data.cleared_at)}</dd>
        </div>
        <div>
          <dt>内容校验码（SHA-256）</dt>
          <dd className="digest">{data.certificate_hash}</dd>
        </div>
        <div>
          <dt>签名（{data.signature_alg}）</dt>
          <dd className="digest">{data.signature}</dd>
        </div>
        <div>
          <dt>核验</dt>
          <dd className={data.signature_holds ? 'ok' : 'bad'}>
            {data.signature_holds ? '签名相符，内容没有改动' : '签名不符'}
          </dd>
        </div>
      </dl>
      <div className="choices">
        <Button type="primary" href={file('pdf')}>
          下载凭证（PDF）
        </Button>
        <Button href={file('zip')}>下载核验包</Button>
      </div>
      <p className="soft">核验包里有凭证原文、签名和公钥，别人不用登录也能核对签名。</p>
    </section>
  )
}

export function WithdrawalPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['publishing.withdrawal', id],
    queryFn: () => ask<typeof withdrawal>('publishing.withdrawal', { withdrawal_id: id }),
    refetchInterval: 5_000,
  })
  const about =
    data &&
    `${data.headline}　${moment(data.started_at)} ${data.started_by}，${data.ordered_by}决定　时限 ${moment(data.deadline_at)}`
  return (
    <PageFrame title={data?.kind === 'correct' ? '更正' : '撤稿'} about={about}>
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <div className="kit">
          <p>{data.reason}</p>
          <p className="soft">读者看到：{data.note}</p>
          <ul className="release-list" aria-label="各渠道">
            {data.steps.map(step => (
              <StepItem key={step.id} step={step} />
            ))}
          </ul>
          <Certificate data={data} />
        </div>
      )}
    </PageFrame>
  )
}
