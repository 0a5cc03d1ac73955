// The optional second factor: a secret for the authenticator app, counted only after one code proved it.
import { z } from 'zod'
import { command } from '../platform/index.ts'
import { noTotpStarted, wrongCode } from './refusals.ts'
import { matchingStep, newTotpSecret } from './totp.ts'

/** Make a new secret for the caller's authenticator app; it takes effect once confirmed. */
export const startSecondFactor = command({
  name: 'people.start-second-factor',
  title: '申请动态码',
  access: 'signed-in',
  secrets: ['uri'],
  input: z.strictObject({}),
  output: z.object({ uri: z.string() }),
  async run(tx, call) {
    const secret = newTotpSecret()
    await tx`update people.credentials set totp_secret = ${secret}, totp_confirmed_at = null, totp_last_step = null
      where person_id = ${BigInt(call.actor.id)} and totp_confirmed_at is null`
    const [row] = await tx<{ totp_secret: string }[]>`
      select totp_secret from people.credentials where person_id = ${BigInt(call.actor.id)} and totp_confirmed_at is null`
    if (!row) throw noTotpStarted()
    return {
      uri: `otpauth://totp/${encodeURIComponent(`北塔:${call.actor.name}`)}?secret=${row.totp_secret}&issuer=${encodeURIComponent('北塔')}`,
    }
  },
})

/** Confirm the secret with a code; from now on sign-in asks for one. */
export const confirmSecondFactor = command({
  name: 'people.confirm-second-factor',
  title: '启用动态码',
  access: 'signed-in',
  secrets: ['code'],
  input: z.strictObject({ code: z.string().regex(/^\d{6}$/, '动态码为 6 位数字') }),
  output: z.object({}),
  async run(tx, call, { code }) {
    const [row] = await tx<{ totp_secret: string | null }[]>`select totp_secret from people.credentials
      where person_id = ${BigInt(call.actor.id)} and totp_confirmed_at is null for update`
    if (!row?.totp_secret) throw noTotpStarted()
    const step = matchingStep(row.totp_secret, code, call.at, null)
    if (step === undefined) throw wrongCode()
    await tx`update people.credentials set totp_confirmed_at = ${call.at}, totp_last_step = ${step}
      where person_id = ${BigInt(call.actor.id)}`
    return {}
  },
})
