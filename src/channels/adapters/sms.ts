// 手机报 by SMS, whatever the provider: batch by batch, each kept as begun before it goes and as gone when it went.
import { dayOf } from '../../kernel/index.ts'
import type { Facts } from '../accounts/account.ts'
import type { Channel, Found, Known, Line, Outcome, Parcel, Recipient } from '../contract.ts'
import { lengthOf } from './texts.ts'
import { graceOver, outcomeOf, pollMs, stillUnknown } from './trouble.ts'

export type SmsGate = {
  /** throws Trouble; the answer is the provider's receipt number */
  send(line: Line, phones: readonly string[], text: string, out_id: string): Promise<string>
  /** how the first telephone of a batch fared; undefined when the provider knows nothing of it */
  find(line: Line, phone: string, out_id: string, day: string): Promise<'waiting' | 'delivered' | 'failed' | undefined>
  probe(line: Line): Promise<void>
}

type Batch = { out_id: string; first: string; count: number; state: 'begun' | 'gone'; receipt?: string }

export function formatSms(parcel: Parcel, facts: Facts): { text: string } | { problem: string } {
  const max = Number(facts.text_max ?? 70)
  if (lengthOf(parcel.body_text) > max) return { problem: `短信超过 ${max} 个字` }
  if (/https?:\/\//.test(parcel.body_text)) return { problem: '短信变量里不能带网址，网址要写在报备过的模板里' }
  if (!parcel.recipients.some(one => !one.left)) return { problem: '手机报还没有订户' }
  return { text: parcel.body_text }
}

const batchesOf = (progress: Record<string, unknown>) => (progress.batches ?? []) as Batch[]

function shares(list: readonly Recipient[], size: number): Recipient[][] {
  const out: Recipient[][] = []
  for (let at = 0; at < list.length; at += size) out.push(list.slice(at, at + size))
  return out
}

/** Batches are cut from the frozen list, the same at every attempt; who left since gets nothing. */
async function sendAll(
  gate: SmsGate,
  line: Line,
  text: string,
  parcel: Parcel,
  kept: { progress: Record<string, unknown>; note(progress: Record<string, unknown>): Promise<void> },
): Promise<Outcome> {
  const batches = [...batchesOf(kept.progress)]
  for (const [n, share] of shares(parcel.recipients, Number(line.facts.batch_max ?? 100)).entries()) {
    if (batches[n]?.state === 'gone') continue
    const out_id = `${parcel.key}n${n}`
    const phones = share.filter(one => !one.left).map(one => one.phone)
    const batch: Batch = { out_id, first: phones[0] ?? '', count: phones.length, state: 'begun' }
    if (phones.length === 0) {
      batches[n] = { ...batch, state: 'gone' }
      continue
    }
    batches[n] = batch
    await kept.note({ batches })
    const receipt = await gate.send(line, phones, text, out_id)
    batches[n] = { ...batch, state: 'gone', receipt }
    await kept.note({ batches })
  }
  return { class: 'pending', external_id: batches.find(one => one.receipt)?.receipt ?? parcel.key, check_in_ms: 3_000 }
}

/** A batch that was begun is looked up by its first telephone; what the provider knows is gone, what it does not know is not. */
async function look(gate: SmsGate, line: Line, known: Known): Promise<Found> {
  const batches = [...batchesOf(known.progress)]
  for (const [n, batch] of batches.entries()) {
    if (batch.state === 'gone') continue
    const found = await gate.find(line, batch.first, batch.out_id, dayOf(known.begun_at))
    if (found) batches[n] = { ...batch, state: 'gone' }
    else if (!graceOver(line.settings, known.begun_at, line.now()))
      return stillUnknown('短信平台还查不到这一批，再等一等')
    else batches.splice(n)
  }
  // what is gone is not sent again: the next attempt goes on after it
  return { class: 'absent', progress: { batches } }
}

async function check(gate: SmsGate, line: Line, known: Known): Promise<Outcome> {
  const wait = pollMs(line.settings, known.begun_at, line.now())
  const external_id = known.external_id ?? ''
  for (const batch of batchesOf(known.progress)) {
    if (batch.count === 0) continue
    const found = await gate.find(line, batch.first, batch.out_id, dayOf(known.begun_at))
    if (found === 'failed')
      return { class: 'rejected', code: 'not-delivered', message: '运营商没有送达，请看短信平台的回执' }
    if (found !== 'delivered') return { class: 'pending', external_id, check_in_ms: wait }
  }
  return { class: 'sent', external_id, visible: true }
}

export function smsChannel(
  adapter: string,
  title: string,
  gate: SmsGate,
  format: typeof formatSms,
): Channel<{ text: string }> {
  return {
    adapter,
    title,
    operation: () => 'send',
    format,
    send: (line, { text }, parcel, kept) => outcomeOf(() => sendAll(gate, line, text, parcel, kept)),
    check: (line, known) => outcomeOf(() => check(gate, line, known)),
    look: (line, _formatted, _parcel, known) => outcomeOf(() => look(gate, line, known)),
    probe: line =>
      outcomeOf(async (): Promise<Outcome> => {
        await gate.probe(line)
        return { class: 'sent', external_id: '', visible: false }
      }),
  }
}
