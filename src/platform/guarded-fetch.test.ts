// The guarded way out: the address is looked at at every hop and when connecting; limits on hops and size.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { Blocked, type Guard, guardedFetch, NotSent, TooLarge } from './guarded-fetch.ts'

const asked: string[] = []
const server = http.createServer((request, answer) => {
  asked.push(request.url ?? '')
  const { port } = server.address() as AddressInfo
  if (request.url === '/named') answer.writeHead(302, { location: `http://inside.example.cn:${port}/secret` }).end()
  else if (request.url === '/round') answer.writeHead(302, { location: '/round' }).end()
  else if (request.url === '/long') answer.end(Buffer.alloc(2000))
  else answer.end('ok')
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const { port } = server.address() as AddressInfo

/** public.example.cn plays the public network at this machine; every other name leads inside. */
const names: Record<string, string> = { 'public.example.cn': '127.0.0.1', 'inside.example.cn': '10.0.0.8' }
const guard: Guard = {
  allow: () => 'public',
  hops_max: 2,
  size_max: 1000,
  timeout_ms: 5_000,
  lookup: (host, done) => done(null, [{ address: names[host]!, family: 4 }]),
  mayConnect: address => address === '127.0.0.1',
}
const at = (path: string) => `http://public.example.cn:${port}${path}`

test('a name that leads inside behind a redirect is not connected to', async () => {
  const refused = guardedFetch(at('/named'), {}, guard)
  await expect(refused).rejects.toMatchObject({ constructor: Blocked, hops: 1 })
  expect(asked).not.toContain('/secret')
})

test('redirects and answers without end are given up', async () => {
  await expect(guardedFetch(at('/round'), {}, guard)).rejects.toBeInstanceOf(Blocked)
  await expect(guardedFetch(at('/long'), {}, guard)).rejects.toBeInstanceOf(TooLarge)
  expect((await guardedFetch(at('/fine'), {}, guard)).body.toString()).toBe('ok')
})

test('a body is not read when its head is not wanted, and what could not connect was not sent', async () => {
  const unwanted = await guardedFetch(at('/fine'), {}, { ...guard, wants: () => false })
  expect(unwanted).toMatchObject({ status: 200, body: Buffer.alloc(0) })
  await expect(guardedFetch('http://public.example.cn:9/', {}, guard)).rejects.toBeInstanceOf(NotSent)
})
