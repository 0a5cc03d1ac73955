// The register as a list, with health and expiry, and what each kind of channel can do. Credentials never leave.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Int64, query } from '../../platform/index.ts'

const Listed = z.object({
  id: Int64,
  kind: z.string(),
  adapter: z.string(),
  platform: z.string(),
  name: z.string(),
  handle: z.string(),
  owner_kind: z.string(),
  owner_unit: z.string(),
  licence: z.string(),
  address: z.string(),
  follower_count: Int64.nullable(),
  followers_on: z.string().nullable(),
  state: z.string(),
  base_url: z.string().nullable(),
  secret_fields: z.array(z.string()),
  secret_set_at: z.date().nullable(),
  secret_set_by: z.string().nullable(),
  token_expires_at: z.date().nullable(),
  health: z.string(),
  health_note: z.string(),
  health_at: z.date().nullable(),
  is_example: z.boolean(),
})

export const accounts = query({
  name: 'channels.accounts',
  title: '渠道账号',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Listed),
  read: tx => tx<z.input<typeof Listed>[]>`
    select * from channels.accounts
    order by array_position(array['own','township','department'], owner_kind), state = 'closed', kind = 'site' desc, platform, name`,
})

const Capability = z.object({
  adapter: z.string(),
  effective_from: z.string(),
  facts: z.record(z.string(), z.unknown()),
  source: z.string(),
  confirmed: z.boolean(),
})
const Quota = z.object({
  adapter: z.string(),
  operation: z.string(),
  count_max: z.number(),
  per: z.string(),
  effective_from: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
})

export const capabilities = query({
  name: 'channels.capabilities',
  title: '渠道能力与额度',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ capabilities: z.array(Capability), quotas: z.array(Quota) }),
  async read(tx, _input, { at }) {
    const day = dayOf(at)
    const capabilities = await tx<z.input<typeof Capability>[]>`
      select distinct on (adapter) * from channels.capabilities where effective_from <= ${day}
        and coalesce(effective_to, 'infinity') >= ${day} order by adapter, effective_from desc`
    const quotas = await tx<z.input<typeof Quota>[]>`
      select distinct on (adapter, operation, per) * from channels.quotas where account_id is null and effective_from <= ${day}
        and coalesce(effective_to, 'infinity') >= ${day} order by adapter, operation, per, effective_from desc`
    return { capabilities, quotas }
  },
})
