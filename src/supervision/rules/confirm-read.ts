// Confirm that one has read a version of a rule: once, of the newest version, under one's own name.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { newerVersion, noSuchRule, ruleRepealed } from '../refusals.ts'

/** Confirm that one has read the version that was shown. Refused when a newer one is there. */
export const confirmRead = command({
  name: 'supervision.confirm-read',
  title: '确认已学习',
  access: 'signed-in',
  input: z.strictObject({ rule_id: Id, version_no: z.number().int().min(1) }),
  output: z.object({ read_on: z.string() }),
  async run(tx, call, { rule_id, version_no }) {
    const [rule] = await tx<{ repealed_on: string | null; version_id: bigint; newest_no: number }[]>`
      select r.repealed_on, v.id version_id, v.version_no newest_no
      from supervision.rules r join supervision.versions v on v.rule_id = r.id
      where r.id = ${rule_id} order by v.version_no desc limit 1`
    if (!rule) throw noSuchRule()
    if (rule.repealed_on !== null) throw ruleRepealed()
    if (rule.newest_no !== version_no) throw newerVersion({ version_no: rule.newest_no })
    await tx`insert into supervision.receipts (version_id, person_id, read_at)
      values (${rule.version_id}, ${call.actor.id}, ${call.at})`
    return { read_on: call.today }
  },
})
