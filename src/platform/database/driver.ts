// The driver postgres.js, mended where a database that is killed takes the program with it or leaves it waiting for ever
// (porsager/postgres #1208 and its kin). As it comes, whoever holds a connection (a transaction, a reservation) keeps it after
// it died: what is then asked is written to no socket, or into the line of the connection's next life, where it is never
// answered or gets another's answer; and a dead connection that is given back counts as an open one. The mends are made on
// the text of the modules as they are loaded; a test fails when another version needs them no more or differently.
import { registerHooks } from 'node:module'
import type postgres from 'postgres'

type Mend = readonly [before: string, after: string]

const CONNECTION: readonly Mend[] = [
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
  // what a new connection asks first is forgotten with it, and asked again by the next
  [
    '    if (initial)\n      return reconnect()',
    '    if (initial)\n      return (query = results = errorResponse = null, reconnect())',
  ],
  ['        return fetchArrayTypes()', '        return fetchArrayTypes().catch(noop)'],
  // a connection that is ended while it waits to be made again is not made
  ['      initial = query\n      reconnect()', '      initial = query\n      terminated = false\n      reconnect()'],
  ['    setTimeout(connect, closedTime', '    setTimeout(() => terminated || connect(), closedTime'],
]

const POOL: readonly Mend[] = [
  // a reservation that failed does not wait in line any more
  [
    '        const query = { reserve: resolve, reject }',
    '        const query = { reserve: resolve, reject: e => (queries.remove(query), reject(e)) }',
  ],
  // a reservation for which a lost connection is made again still waits in line: only there it is served
  [
    '    queries.length && connect(c, queries.shift())',
    `    if (queries.length === 0)
      return
    const next = queries.shift()
    next.reserve && queries.push(next)
    connect(c, next)`,
  ],
  // who reserved a connection that was lost asks nothing on it any more, and does not give it back
  [
    '    c.reserved.release = true\n',
    `    c.reserved.release = true
    let lost = null
    c.onclose = e => {
      lost = e
      while (queue.length) queue.shift().reject(e)
    }
`,
  ],
  [
    '      c.reserved = null\n      onopen(c)\n    }\n\n    return sql',
    '      if (lost) return\n      c.reserved = null\n      onopen(c)\n    }\n\n    return sql',
  ],
  [
    '      c.queue === full\n        ? queue.push(q)',
    '      lost ? q.reject(lost) : c.queue === full\n        ? queue.push(q)',
  ],
  // nor does a transaction
  ['      , prepare = null\n', '      , prepare = null\n      , lost = null\n'],
  [
    '        new Promise((_, reject) => connection.onclose = reject)',
    `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length) queries.shift().reject(e)
          reject(e)
        })`,
  ],
  [
    '        c.queue === full\n          ? queries.push(q)',
    '        lost ? q.reject(lost) : c.queue === full\n          ? queries.push(q)',
  ],
]

const MENDS: Record<string, readonly Mend[]> = {
  '/postgres/src/connection.js': CONNECTION,
  '/postgres/src/index.js': POOL,
}

/** The text of a module of the driver with every mend; throws when one does not fit. Other modules stay as they are. */
export function mendDriver(url: string, text: string): string {
  const mends = Object.entries(MENDS).find(([end]) => url.endsWith(end))?.[1] ?? []
  return mends.reduce((mended, [before, after]) => {
    if (mended.split(before).length !== 2) throw new Error(`the mend of postgres.js does not fit: ${before}`)
    return mended.replace(before, () => after)
  }, text)
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!Object.keys(MENDS).some(end => url.endsWith(end))) return loaded
    return { ...loaded, source: mendDriver(url, Buffer.from(loaded.source as Uint8Array).toString('utf8')) }
  },
})

/** The driver, loaded after the mends are in place. */
export const driver = (await import('postgres')).default as typeof postgres
