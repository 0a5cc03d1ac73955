// The driver postgres.js, mended where a database that is killed would take the program with it (porsager/postgres #1208): a
// query sent on a connection that has just closed is written to no socket, which is thrown where nobody can catch it, and
// would stay in the connection's line, so that after the reconnection answers are given to the wrong questions. The mend is
// made on the text of the module as it is loaded; a test fails when another version needs it no more or differently.
import { registerHooks } from 'node:module'
import type postgres from 'postgres'

const MENDS: readonly [string, string][] = [
  // refuse what is sent on a closed connection; `true`: the connection stays where it stands
  [
    "      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n",
    `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))
    if (!socket)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true
`,
  ],
  // forget what was not written, refuse what was still asked, and what was asked while the connection was failing
  [
    '    incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener',
    '    incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  ],
  ['    !hadError && (query || sent.length) && error(', '    ;(query || sent.length) && error('],
  [
    '    closedTime = performance.now()\n',
    '    query = results = errorResponse = null\n    closedTime = performance.now()\n',
  ],
]

/** The text of the driver's connections with every mend; throws when one does not fit. */
export function mendConnections(text: string): string {
  return MENDS.reduce((mended, [before, after]) => {
    if (mended.split(before).length !== 2) throw new Error(`the mend of postgres.js does not fit: ${before}`)
    return mended.replace(before, () => after)
  }, text)
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith('/postgres/src/connection.js')) return loaded
    return { ...loaded, source: mendConnections(Buffer.from(loaded.source as Uint8Array).toString('utf8')) }
  },
})

/** The driver, loaded after the mend is in place. */
export const driver = (await import('postgres')).default as typeof postgres
