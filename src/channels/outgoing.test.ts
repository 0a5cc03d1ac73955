import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { NotSent } from '../platform/index.ts'
import { outgoing } from './outgoing.ts'

const asked: string[] = []
const server = http.createServer((request, answer) => {
  asked.push(request.url ?? '')
  if (request.url === '/elsewhere') answer.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  else if (request.url === '/long') answer.end(Buffer.alloc(5_000_000))
  else answer.end('{"ok":true}')
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const weibo = outgoing({ hosts: ['api.weibo.com'], base_url: undefined })
const drill = outgoing({ hosts: ['api.weibo.com'], base_url: here })

test.each([
  'http://127.0.0.1/',
  'http://localhost:8090/',
  'http://10.0.0.1/',
  'http://[::1]/',
  'http://2130706433/',
  'http://0x7f.1/',
  'https://api.weibo.com.example.net/',
  'http://api.weibo.com/',
  'https://user:pw@api.weibo.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
])('%s is not called', async url => {
  await expect(weibo(url)).rejects.toThrow(/不能|只能/)
})

test('an account set to this machine for a demo reaches its emulator and nothing else here', async () => {
  expect((await drill(`${here}/2/statuses/share.json`)).json()).toEqual({ ok: true })
  await expect(drill('http://127.0.0.1:1/')).rejects.toThrow('本机')
})

test('a redirect is not followed, a long answer is cut off', async () => {
  expect((await drill(`${here}/elsewhere`)).status).toBe(302)
  expect(asked).not.toContain('/')
  await expect(drill(`${here}/long`)).rejects.toThrow('太长')
})

test('a name that points inside is refused when it is connected to', async () => {
  const anybody = outgoing({ hosts: ['localhost.localdomain', 'localhost'], base_url: undefined })
  await expect(anybody('https://localhost/')).rejects.toThrow('不能访问')
})

test('what could not connect was certainly not sent', async () => {
  const nobody = outgoing({ hosts: [], base_url: 'http://127.0.0.1:9' })
  await expect(nobody('http://127.0.0.1:9/')).rejects.toBeInstanceOf(NotSent)
})
