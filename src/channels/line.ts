// What a channel is given to work with for one account: the guarded way out, the opened credentials, the day's capabilities.
import { setTimeout as pause } from 'node:timers/promises'
import { dayOf } from '../kernel/index.ts'
import type { Work } from '../platform/index.ts'
import { type Account, capabilityOf } from './accounts/account.ts'
import { noteConnection, openCredentials } from './accounts/connect-account.ts'
import type { Line } from './contract.ts'
import { outgoing } from './outgoing.ts'

/** Opens the line of an account, for one job. */
export async function openLine(work: Work, account: Account): Promise<Line> {
  const { facts, opened } = await work.read(async tx => ({
    facts: await capabilityOf(tx, account.adapter, dayOf(work.now())),
    opened: await openCredentials(tx, account.id),
  }))
  const base_url = (account.base_url ?? facts.base_url ?? '').replace(/\/+$/, '')
  const out = outgoing({ hosts: facts.hosts ?? [], base_url: account.base_url ?? undefined }, work.signal)
  const line: Line = {
    out,
    base_url,
    facts,
    settings: account.settings,
    secrets: opened.secrets,
    token: opened.token,
    keepToken: async (value, expires_at, refresh) => {
      line.token = { value, expires_at }
      if (refresh) line.secrets = { ...line.secrets, refresh_token: refresh }
      const token_expires_at = expires_at.toISOString()
      const input = { account_id: String(account.id), token: value, token_expires_at, refresh_token: refresh ?? null }
      await work.perform(noteConnection, input)
    },
    now: work.now,
    pause: ms => pause(ms, undefined, { signal: work.signal }),
  }
  return line
}
