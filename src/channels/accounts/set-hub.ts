// WebSub: where the feeds of a site are announced, so that subscribers hear of an article when it appears.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { accountClosed, noFeeds, unsafeAddress } from '../refusals.ts'
import { lockAccount } from './account.ts'
import { isDrill } from './connect-account.ts'

/** Name the hub of a site's feeds; an empty address takes it away. */
export const setHub = command({
  name: 'channels.set-hub',
  title: '设置订阅集线器',
  access: ['operations', 'director', 'admin'],
  input: z.strictObject({ account_id: Id, hub: z.string().trim().max(300) }),
  output: z.object({}),
  async run(tx, _call, { account_id, hub }) {
    const account = await lockAccount(tx, account_id)
    if (account.state === 'closed') throw accountClosed()
    if (account.adapter !== 'site') throw noFeeds({ account: account.name })
    if (hub !== '' && !((hub.startsWith('https://') && URL.canParse(hub)) || isDrill(hub))) throw unsafeAddress()
    const { hub: _before, ...rest } = account.settings
    const settings = hub === '' ? rest : { ...rest, hub }
    await tx`update channels.accounts set settings = ${tx.json(settings as never)} where id = ${account_id}`
    return {}
  },
})
