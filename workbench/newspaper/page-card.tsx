// One page on the issue's page: its picture, what stands on it, how far its proofs are, and the next thing to do.
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import type { recordProof, reopenPage, signPage } from '../../src/newspaper/pages/proofs.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, FormWindow, useCommand } from '../ui/index.ts'
import { EDITORS, type IssuePage, picture, SIGNERS, two } from './data.ts'

const ROUND = ['一校', '二校', '三校']

/** The newest proof of each round. */
const newest = (page: IssuePage, round: number) => page.proofs.filter(proof => proof.round === round).at(-1)

function ProofLines({ page }: { page: IssuePage }) {
  return ROUND.map((title, at) => {
    const proof = newest(page, at + 1)
    const old = at === 2 && proof !== undefined && proof.version_no !== page.version_no
    return (
      <p key={title} className={`page-proof ${proof ? (old ? 'old' : 'done') : ''}`}>
        {title}　{proof ? `${proof.person}，错 ${proof.error_count} 处${old ? '，此后改过，要重校' : ''}` : '未做'}
      </p>
    )
  })
}

function Proof({ page, round, close }: { page: IssuePage; round: number; close: () => void }) {
  const { run, busy, error } = useCommand<typeof recordProof>('newspaper.record-proof', `${ROUND[round - 1]}已登记`)
  return (
    <FormWindow<{ error_count: number; note?: string }>
      title={`第 ${page.page_no} 版${ROUND[round - 1]}`}
      ok="登记"
      busy={busy}
      error={error}
      initial={{ error_count: 0 }}
      submit={({ error_count, note = '' }) => run({ page_id: page.id, round, error_count, note })}
      close={close}
    >
      <Form.Item name="error_count" label="发现差错几处" rules={[{ required: true, message: '没有就填 0' }]}>
        <InputNumber min={0} max={999} />
      </Form.Item>
      <Form.Item name="note" label="改了什么">
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormWindow>
  )
}

function Reopen({ page, close }: { page: IssuePage; close: () => void }) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useCommand<typeof reopenPage>('newspaper.reopen-page', '已撤回签版')
  return (
    <Modal
      open
      title={`撤回第 ${page.page_no} 版的签版`}
      okText="撤回"
      onCancel={close}
      confirmLoading={busy}
      onOk={() => void run({ page_id: page.id, reason }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <Input
        aria-label="撤回原因"
        placeholder="为什么要撤回"
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </Modal>
  )
}

function Actions({ page, printed }: { page: IssuePage; printed: boolean }) {
  const [doing, setDoing] = useState<'proof' | 'reopen'>()
  const mayProof = useMay(EDITORS)
  const maySign = useMay(SIGNERS)
  const { run, busy, error } = useCommand<typeof signPage>('newspaper.sign-page', '已签版')
  const third = newest(page, 3)
  const ready = third !== undefined && third.version_no === page.version_no
  const round = [1, 2, 3].find(no => !newest(page, no)) ?? 3
  if (printed) return null
  return (
    <>
      <ErrorNote error={error} />
      <Space wrap size="small">
        {!page.signed_at && !ready && mayProof && page.large_file_id && (
          <Button size="small" onClick={() => setDoing('proof')}>
            {ROUND[round - 1]}
          </Button>
        )}
        {!page.signed_at && ready && maySign && (
          <Button
            size="small"
            type="primary"
            loading={busy}
            onClick={() => void run({ page_id: page.id }).catch(() => undefined)}
          >
            签版
          </Button>
        )}
        {page.signed_at && maySign && (
          <Button size="small" onClick={() => setDoing('reopen')}>
            撤回签版
          </Button>
        )}
      </Space>
      {doing === 'proof' && <Proof page={page} round={round} close={() => setDoing(undefined)} />}
      {doing === 'reopen' && <Reopen page={page} close={() => setDoing(undefined)} />}
    </>
  )
}

export function PageCard({ page, printed }: { page: IssuePage; printed: boolean }) {
  const to = `${paths.issues}/pages/${page.id}`
  return (
    <li>
      <Link to={to} aria-label={`第 ${page.page_no} 版编排`}>
        {page.small_file_id ? (
          <img src={picture(page.small_file_id)} alt={`第 ${page.page_no} 版版面图`} />
        ) : (
          <span className="blank">还没有版面</span>
        )}
      </Link>
      <div>
        <h2>
          <Link to={to}>
            {two(page.page_no)}版 {page.name}
          </Link>
        </h2>
        <ol>
          {page.articles.slice(0, 6).map(article => (
            <li key={article.id} style={{ display: 'list-item', border: 0, padding: 0 }}>
              {article.title}
            </li>
          ))}
        </ol>
        <ProofLines page={page} />
        {page.signed_by && <p className="page-proof done">签版　{page.signed_by}</p>}
        <Actions page={page} printed={printed} />
      </div>
    </li>
  )
}
