// One finding of the patrol: approved against live, marked where they differ, and the three things that can be done.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input, Spin } from 'antd'
import { useState } from 'react'
import { isOurs } from '../../src/channels/vocabulary.ts'
import type { finding, restoreRelease, retractFound, settleFinding } from '../../src/publishing/patrol/findings.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { TextDiff } from '../newsroom/text-diff.tsx'
import { ErrorNote, FormWindow, moment, PageFrame, ReasonField, required, useCommand } from '../ui/index.ts'
import { DECISIONS, FOUND } from './data.ts'
import '../newsroom/newsroom.css'
import './publishing.css'

type Found = Awaited<ReturnType<typeof ask<typeof finding>>>
function Accept({ found, close }: { found: Found; close: () => void }) {
  const { run, busy, error } = useCommand<typeof settleFinding>('publishing.settle-finding', '已登记，保留现状')
  return (
    <FormWindow<{ settlement: string }>
      title="保留现状"
      ok="保留"
      busy={busy}
      error={error}
      submit={({ settlement }) => run({ finding_id: found.id, settlement })}
      close={close}
    >
      <Form.Item name="settlement" label="为什么可以保留" rules={required} extra="同样的内容以后不再报；再变了还会报">
        <Input.TextArea rows={2} maxLength={300} placeholder="例如：平台统一加了版权提示，正文没有变" />
      </Form.Item>
    </FormWindow>
  )
}

type Why = { reason: string; note: string; ordered_by: string }

function Retract({ found, close }: { found: Found; close: () => void }) {
  const navigate = useNavigate()
  const { run, busy, error } = useCommand<typeof retractFound>('publishing.retract-found', '已开始撤稿')
  const begin = (why: Why) =>
    run({ finding_id: found.id, ...why }).then(({ withdrawal_id }) =>
      navigate({ to: `${paths.withdrawals}/${withdrawal_id}` }),
    )
  return (
    <FormWindow<Why>
      title={`撤稿：${found.headline}`}
      ok="立即撤稿"
      okButtonProps={{ danger: true }}
      busy={busy}
      error={error}
      initial={{ reason: found.message }}
      submit={begin}
      close={close}
    >
      <p>这篇稿件会从所有渠道撤下，不只是这一处。</p>
      <Form.Item name="note" label="撤稿说明（留在原网址上，读者看得到）" rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <ReasonField label="原因（内部）" max={500} long />
      <Form.Item name="ordered_by" label="谁决定的" rules={required}>
        <Input maxLength={60} />
      </Form.Item>
    </FormWindow>
  )
}

function Decide({ found }: { found: Found }) {
  const [doing, setDoing] = useState<'accept' | 'retract'>()
  const may = useMay(['operations', 'director'])
  const mayAccept = useMay(['editor', 'operations', 'director'])
  const navigate = useNavigate()
  const site = isOurs(found.adapter)
  const restore = useCommand<typeof restoreRelease>(
    'publishing.restore-release',
    site ? '已恢复成签发稿' : '已转人工发布，请去平台补发',
  )
  const close = () => setDoing(undefined)
  const putBack = () =>
    void restore.run({ finding_id: found.id }).then(
      ({ by_hand, release_id }) => {
        if (by_hand) void navigate({ to: `${paths.releases}/${release_id}` })
      },
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={restore.error} />
      <div className="choices">
        {may && (
          <Button type="primary" loading={restore.busy} onClick={putBack}>
            {site ? '恢复签发稿' : '重新发布签发稿'}
          </Button>
        )}
        {mayAccept && <Button onClick={() => setDoing('accept')}>保留现状</Button>}
        {may && (
          <Button danger onClick={() => setDoing('retract')}>
            撤稿
          </Button>
        )}
      </div>
      {!may && <p className="soft">恢复和撤稿由综合运行或主任办理。</p>}
      {doing === 'accept' && <Accept found={found} close={close} />}
      {doing === 'retract' && <Retract found={found} close={close} />}
    </>
  )
}

const whole = (copy: { title: string; lead: string; text: string }) =>
  [copy.title, copy.lead, copy.text].filter(Boolean).join('\n')

function Comparison({ found }: { found: Found }) {
  const { live } = found
  return (
    <section className="part below">
      <h2>签发稿（第 {found.edition_no} 次）与现在看到的</h2>
      {live ? (
        whole(live) === whole(found.approved) ? (
          <p>
            {found.kind === 'changed'
              ? '文字相同，差别在图片、链接或版式，请打开页面看。'
              : '本系统里的内容与签发稿一致，请打开页面看看是不是已经恢复。'}
          </p>
        ) : (
          <>
            <p className="soft">划掉的是签发稿里有、现在没有的；标出的是现在多出来的。</p>
            <TextDiff before={whole(found.approved)} after={whole(live)} />
          </>
        )
      ) : (
        <>
          <p className="soft">现在的内容系统读不到，请打开作品核对。签发稿是：</p>
          <div className="text-diff">{whole(found.approved)}</div>
        </>
      )}
    </section>
  )
}

export function FindingPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['publishing.finding', id],
    queryFn: () => ask<typeof finding>('publishing.finding', { finding_id: id }),
  })
  return (
    <PageFrame
      title="巡检问题"
      about={data && `${data.platform} ${data.account}　${FOUND[data.kind]}　${moment(data.found_at)} 发现`}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <div className="kit">
          <p>
            <Link to={`${paths.stories}/${data.story_id}`}>{data.headline}</Link>
            {data.url && (
              <a href={data.url} target="_blank" rel="noreferrer">
                打开作品
              </a>
            )}
          </p>
          <p>{data.message}。</p>
          {data.decision ? (
            <p className="soft">
              {DECISIONS[data.decision]}：{data.settlement}　{data.settled_at && moment(data.settled_at)}{' '}
              {data.settled_by}
            </p>
          ) : (
            <Decide found={data} />
          )}
          <Comparison found={data} />
        </div>
      )}
    </PageFrame>
  )
}
