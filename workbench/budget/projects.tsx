// The projects of a year by milestones: what is to be done by when, what was reached, and how much may be paid by it.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { projects } from '../../src/budget/projects/milestone-queries.ts'
import type { reachMilestone } from '../../src/budget/projects/milestones.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { ErrorNote, FormWindow, Money, PageFrame, useCommand, useYear, YearPicker, yuan } from '../ui/index.ts'
import { SetMilestones } from './milestones-form.tsx'

export type Project = Awaited<ReturnType<typeof ask<typeof projects>>>[number]
type Milestone = Project['milestones'][number]

function Reach({ milestone, close }: { milestone: Milestone; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof reachMilestone>('budget.reach-milestone', '已登记完成')
  return (
    <FormWindow<{ reached_on: string; note: string }>
      title={`节点完成：${milestone.title}`}
      ok="登记完成"
      busy={busy}
      error={error}
      initial={{ reached_on: me?.today }}
      submit={fields => run({ ...fields, milestone_id: milestone.id })}
      close={close}
    >
      <p className="soft">完成后可以支付 {yuan(milestone.amount_fen)} 元。</p>
      <Form.Item name="reached_on" label="完成日期" rules={[{ required: true, message: '请填日期' }]}>
        <Input type="date" max={me?.today} />
      </Form.Item>
      <Form.Item
        name="note"
        label="完成情况和依据"
        rules={[{ required: true, whitespace: true, message: '请写交付了什么、凭什么确认' }]}
      >
        <Input.TextArea maxLength={200} placeholder="交付物、验收单号、确认人" />
      </Form.Item>
    </FormWindow>
  )
}

function State({ milestone, today }: { milestone: Milestone; today: string }) {
  if (milestone.reached_on)
    return (
      <span className="ok">
        {milestone.reached_on} 完成，{milestone.reached_by}
      </span>
    )
  return milestone.due_on < today ? (
    <span className="bad">{milestone.due_on} 到期，没有完成</span>
  ) : (
    <>{milestone.due_on} 前</>
  )
}

function Milestones({ project, reach }: { project: Project; reach: ((one: Milestone) => void) | undefined }) {
  const { data: me } = useMe()
  if (project.milestones.length === 0)
    return <p className="soft">还没有登记节点。专项资金达到规定金额的，节点没有完成不能付款。</p>
  return (
    <ol className="next">
      {project.milestones.map(one => (
        <li key={one.id}>
          <div className="card-head">
            {one.title}
            <span>
              <Money fen={one.amount_fen} /> 元
            </span>
          </div>
          <div className="card-line">
            <State milestone={one} today={me?.today ?? ''} />
            {!one.reached_on && reach && (
              <Button size="small" onClick={() => reach(one)}>
                登记完成
              </Button>
            )}
          </div>
          {one.reached_note && <div className="soft">{one.reached_note}</div>}
        </li>
      ))}
    </ol>
  )
}

function ProjectPart({
  project,
  ...does
}: {
  project: Project
  plan: (() => void) | undefined
  reach: ((one: Milestone) => void) | undefined
}) {
  const left = BigInt(project.reached_fen) - BigInt(project.paid_fen)
  return (
    <section className="part" style={{ marginTop: 24, maxWidth: 760 }}>
      <h2>
        {project.line_no} {project.title}
        {does.plan && (
          <Button size="small" type="text" onClick={does.plan}>
            {project.milestones.length > 0 ? '修改节点' : '登记节点'}
          </Button>
        )}
      </h2>
      <p style={{ margin: '0 0 4px' }}>
        全年预算 <Money fen={project.plan_fen} /> 元，已完成节点 <Money fen={project.reached_fen} /> 元，已付和在途{' '}
        <Money fen={project.paid_fen} /> 元
        {project.milestones.length > 0 && (
          <span className={left < 0n ? 'bad' : 'soft'}>
            ，{left < 0n ? `付款超前 ${yuan(-left)} 元` : `按节点还可付 ${yuan(left)} 元`}
          </span>
        )}
      </p>
      <Milestones project={project} reach={does.reach} />
    </section>
  )
}

export function ProjectsPage() {
  const { year, closed } = useYear()
  const plans = useMay(['finance', 'operations']) && !closed
  const reaches = useMay(['operations', 'director']) && !closed
  const [planned, setPlanned] = useState<Project>()
  const [reached, setReached] = useState<Milestone>()
  const { data, error, refetch } = useQuery({
    queryKey: ['budget.projects', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof projects>('budget.projects', { year }),
  })
  return (
    <PageFrame
      title="项目计划与节点"
      about="按批准的实施方案登记节点和每个节点可付的金额。节点由综合岗或主任登记完成，专项资金按完成的节点付款。"
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        {data?.length === 0 && <p>这一年没有项目支出。</p>}
        {data?.map(project => (
          <ProjectPart
            key={project.line_no}
            project={project}
            plan={plans ? () => setPlanned(project) : undefined}
            reach={reaches ? setReached : undefined}
          />
        ))}
        {planned && year !== undefined && (
          <SetMilestones project={planned} year={year} close={() => setPlanned(undefined)} />
        )}
        {reached && <Reach milestone={reached} close={() => setReached(undefined)} />}
      </NeedsYear>
    </PageFrame>
  )
}
