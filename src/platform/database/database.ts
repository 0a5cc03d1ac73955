// Connections: how TypeScript and PostgreSQL exchange values, and what a transaction is called here.
import type postgres from 'postgres'
import { driver } from './driver.ts'

const DATE = 1082
const RECONNECT_AFTER_SECONDS = 0.2

const types = {
  bigint: driver.BigInt,
  // a day is text: a Date object would shift with the time zone
  date: { to: DATE, from: [DATE], serialize: (day: string) => day, parse: (day: string) => day },
}

/** The pool, or a transaction on one of its connections: both are tagged templates for SQL. */
export type Sql = postgres.ISql<{ bigint: bigint; date: string }>
/** The pool. Only platform/ and the composition root hold one; modules get a transaction. */
export type Pool = postgres.Sql<{ bigint: bigint; date: string }>

/** Connects to a server by unix socket folder or by URL. `database` overrides the URL's. */
export function connect(
  where: { socket_dir: string } | { url: string },
  options: { database?: string; connections: number },
): Pool {
  const common = {
    max: options.connections,
    types,
    onnotice: () => undefined,
    idle_timeout: 0,
    connect_timeout: 30,
    // the driver's own patience grows to 20 s, counted by all connections together: a database that was killed is back sooner
    backoff: () => RECONNECT_AFTER_SECONDS,
  }
  if ('url' in where) {
    return driver(where.url, {
      ...common,
      ...(options.database === undefined ? {} : { database: options.database }),
    }) as Pool
  }
  return driver({
    ...common,
    host: where.socket_dir,
    port: 5432,
    username: 'beita',
    database: options.database ?? 'beita',
  }) as Pool
}
