// The job that brings what is waiting to one server, the oldest first, until it has heard everything or is given up.
import { findAccount, noteConnection } from '../../channels/index.ts'
import { job, type Sql, type Work } from '../../platform/index.ts'
import { switchIsOn } from '../switches/switches.ts'
import { deliverActivities } from './activities.ts'
import { postActivity, type Reach, type Signer, signerOf } from './reach.ts'
import { recordActivity } from './record-activity.ts'

const STOPPED_MS = 5_000

type Waiting = { id: bigint; kind: string; body: string }
type Result = { result: 'sent' | 'again' | 'refused' | 'gone'; message: string }

async function oldest(tx: Sql, accountId: bigint, inbox: string): Promise<Waiting | undefined> {
  const [row] = await tx<Waiting[]>`
    select d.id, a.kind, a.body from publishing.activity_deliveries d join publishing.activities a on a.id = d.activity_no
    where d.account_id = ${accountId} and d.inbox = ${inbox} and d.state = 'waiting' order by d.id limit 1`
  return row
}

/** What a status means: only a clear no ends it, everything that may pass is tried again. */
function resultOf(status: number): Result {
  if (status >= 200 && status < 300) return { result: 'sent', message: '' }
  if (status === 410) return { result: 'gone', message: '对方服务器说账号已不在（410）' }
  const passing = status >= 500 || [401, 408, 425, 429].includes(status)
  return { result: passing ? 'again' : 'refused', message: `对方服务器回答 ${status}` }
}

async function post(work: Work, reach: Reach, signer: Signer, inbox: string, body: string): Promise<Result> {
  try {
    return resultOf(await postActivity(reach, signer, { inbox, body, at: work.now(), signal: work.signal }))
  } catch (error) {
    // an answer that was lost is asked for again: the other side knows the activity by its id
    return { result: 'again', message: `没有送到：${(error as Error).message}`.slice(0, 300) }
  }
}

async function noteHealth(work: Work, accountId: bigint, { result, message }: Result): Promise<void> {
  const account_id = String(accountId)
  const { health } = await work.read(tx => findAccount(tx, accountId))
  if (result === 'sent' && health !== 'good') await work.perform(noteConnection, { account_id, health: 'good' })
  if (result === 'refused' && health !== 'failing')
    await work.perform(noteConnection, { account_id, health: 'failing', note: message })
}

/** The job, told which addresses it may call. */
export const activitiesJob = (reach: Reach) =>
  job({
    ...deliverActivities,
    async run(work, { account_id, inbox }) {
      const id = BigInt(account_id)
      const next = await work.read(async tx => {
        const waiting = await oldest(tx, id, inbox)
        if (!waiting) return undefined
        const account = await findAccount(tx, id)
        const stopped = waiting.kind === 'Create' && (await switchIsOn(tx, 'stop_publishing'))
        return { waiting, stopped, signer: await signerOf(tx, account) }
      })
      if (!next) return undefined
      if (next.stopped) return { again_at: new Date(work.now().getTime() + STOPPED_MS) }
      const result = await post(work, reach, next.signer, inbox, next.waiting.body)
      if (work.signal.aborted) throw new Error('任务被停止，稍后再送')
      const { again_at } = await work.perform(recordActivity, { delivery_id: String(next.waiting.id), ...result })
      await noteHealth(work, id, result)
      return again_at === null ? undefined : { again_at: new Date(again_at as unknown as string) }
    },
  })
