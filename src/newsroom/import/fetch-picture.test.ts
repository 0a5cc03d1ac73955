import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { pictureFetcher } from './fetch-picture.ts'

const asked: string[] = []
const server = http.createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(200, { 'content-type': 'image/png' }).end('png')
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const { port } = server.address() as AddressInfo

describe('pictures are fetched', () => {
  test('not from a host whose name leads inside, though it is the one allowed', async () => {
    const host = `old.example.cn:${port}`
    const fetchPicture = pictureFetcher(host, {
      lookup: (_host, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    expect(await fetchPicture(`http://${host}/a.png`)).toBeUndefined()
    expect(asked).toEqual([])
  })

  test.each([
    'http://other.example.cn/a.png',
    'file:///etc/passwd',
    'http://127.0.0.1/a.png',
    'http://[::1]/a.png',
    'http://user:pass@old.example.cn/a.png',
    'not a url',
  ])('not from %s', async address => {
    const { hostname } = URL.canParse(address) ? new URL(address) : { hostname: '' }
    const host = address.includes('other') || hostname === '' ? 'old.example.cn' : hostname
    expect(await pictureFetcher(host)(address)).toBeUndefined()
  })
})
