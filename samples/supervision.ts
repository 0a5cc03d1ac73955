// The sample's rules and checks: the rules the founding report names, some read by some, a check with one finding on its way.
import { randomUUID } from 'node:crypto'
import { type Actor, type Command, type Pool, perform } from '../src/platform/index.ts'
import type { Runner } from './run.ts'

const RULES = [
  {
    title: '资产管理制度',
    kind: 'assets',
    body: '一、办公设备和办公用品的添置，由各科室先提出申请，经分管领导审核同意后，由办公室采购，并及时登记固定资产台账。\n二、工作人员异动，必须及时办理固定资产移交手续，不得侵占和擅自带走。\n三、各科室不得擅自购买任何办公用品和设备，否则不予报销。',
  },
  {
    title: '财务管理制度',
    kind: 'finance',
    body: '一、支出要有预算，符合批复的用途，审批手续完整。\n二、原始凭证要真实有效。\n三、重大财务事项由集体研究决定，附会议纪要。\n四、专项资金专款专用，不得截留、挪用、虚列支出、随意借用。',
  },
  {
    title: '新闻安全三审三校制度',
    kind: 'news_safety',
    body: '一、稿件发布前，由三人分别完成初审、复审、终审。\n二、审定的稿件改动后，要重新审核。\n三、转载稿件只用名单内的稿源，内容不得改动。',
  },
]
const PLAN = {
  title: '每季度财务检查',
  kind: 'finance',
  items: ['原始凭证真实有效', '审批手续完整', '支出符合批复用途', '专项资金专款专用'],
  every: 'quarter',
}

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Publishes the rules, has two people read them, and records one check with a finding that is being mended. */
export async function loadSupervision(
  pool: Pool,
  command: (name: string) => Command,
  run: (name: string, input: unknown, key: string) => ReturnType<Runner>,
  now: Date,
  today: string,
): Promise<void> {
  const people = await pool<{ id: bigint; name: string; login: string }[]>`
    select id, name, login from people.persons where login in ('kuaiji', 'zonghe', 'caibian1')`
  const idOf = (login: string) => String(people.find(one => one.login === login)!.id)
  const readers: Actor[] = people.slice(0, 2).map(one => ({ id: String(one.id), name: one.name, roles: [] }))
  for (const rule of RULES) {
    const input = { ...rule, everybody: true, effective_from: `${today.slice(0, 4)}-01-01`, is_example: true }
    const { rule_id } = await run('supervision.publish-rule', input, rule.title)
    for (const actor of readers) {
      const [read] = await pool`select 1 from supervision.receipts r join supervision.versions v on v.id = r.version_id
        where v.rule_id = ${String(rule_id)} and r.person_id = ${actor.id}`
      if (read) continue
      const receipt = { rule_id: String(rule_id), version_no: 1 }
      await perform(pool, command('supervision.confirm-read'), { id: randomUUID(), actor, at: now }, receipt)
    }
  }
  const plan = { ...PLAN, responsible_id: idOf('kuaiji'), starts_on: `${today.slice(0, 4)}-01-01`, is_example: true }
  const { plan_id } = await run('supervision.plan-check', plan, PLAN.title)
  const finding = { title: '一张差旅费单据缺少审批单', responsible_id: idOf('caibian1'), due_on: plusDays(today, 14) }
  const results = PLAN.items.map(item => ({
    item,
    result: item === '审批手续完整' ? 'problem' : 'ok',
    finding: item === '审批手续完整' ? finding : null,
  }))
  await run(
    'supervision.record-check',
    { plan_id: String(plan_id), on_date: today, results, is_example: true },
    PLAN.title,
  )
}
