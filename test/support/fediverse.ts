// Another server of the fediverse, for tests: actors with keys, an inbox that checks our signatures by the library, and requests
// signed by it.
import type { webcrypto } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateCryptoKeyPair, signRequest, verifyRequest } from '@fedify/fedify/sig'
import { CryptographicKey, Person } from '@fedify/vocab'

type Json = Record<string, unknown>
export type Received = { path: string; activity: Json; verified: string | undefined }
export type Remote = Awaited<ReturnType<typeof serveRemote>>
type Actor = { id: string; pair: webcrypto.CryptoKeyPair; document: Json }

/** `ours` answers what the other server asks of us: our actor, for its key. */
export async function serveRemote(ours: (url: string) => Promise<Json>) {
  const actors = new Map<string, Actor>()
  const documents = new Map<string, (answer: http.ServerResponse) => void>()
  const received: Received[] = []
  /** statuses the inboxes answer with next; 0 takes it and hangs up before answering */
  const answers: number[] = []
  const asked: string[] = []
  const server = http.createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => void handle(request, Buffer.concat(parts), answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  async function take(request: http.IncomingMessage, body: Buffer, answer: http.ServerResponse) {
    const status = answers.shift() ?? 202
    if (status === 0 || status < 300) {
      const headers = request.headers as Record<string, string>
      const whole = new Request(`${url}${request.url}`, { method: 'POST', headers, body: new Uint8Array(body) })
      const load = async (address: string) => ({
        contextUrl: null,
        documentUrl: address,
        document: await ours(address),
      })
      const key = await verifyRequest(whole, { documentLoader: load, timeWindow: false })
      const activity = JSON.parse(body.toString('utf8')) as Json
      received.push({ path: request.url!, activity, verified: key?.ownerId?.href })
    }
    if (status === 0) answer.destroy()
    else answer.writeHead(status).end()
  }

  async function handle(request: http.IncomingMessage, body: Buffer, answer: http.ServerResponse) {
    if (request.method === 'POST') return take(request, body, answer)
    asked.push(request.url!)
    const custom = documents.get(request.url!)
    if (custom) return custom(answer)
    const actor = actors.get(request.url!)
    answer.writeHead(actor ? 200 : 404, { 'content-type': 'application/activity+json' })
    answer.end(JSON.stringify(actor?.document ?? {}))
  }

  async function addActor(name: string, more: Json = {}): Promise<string> {
    const id = `${url}/users/${name}`
    const pair = (await generateCryptoKeyPair('RSASSA-PKCS1-v1_5')) as webcrypto.CryptoKeyPair
    const person = new Person({
      id: new URL(id),
      preferredUsername: name,
      inbox: new URL(`${id}/inbox`),
      publicKey: new CryptographicKey({ id: new URL(`${id}#main-key`), owner: new URL(id), publicKey: pair.publicKey }),
    })
    const document = { ...((await person.toJsonLd()) as Json), endpoints: { sharedInbox: `${url}/inbox` }, ...more }
    actors.set(`/users/${name}`, { id, pair, document })
    return id
  }

  /** A request to an inbox of ours, signed by one of the actors here. */
  async function signed(name: string, inbox: string, activity: Json, at: Date, headers: Record<string, string> = {}) {
    const { pair, id } = actors.get(`/users/${name}`)!
    const all = { 'content-type': 'application/activity+json', date: at.toUTCString(), ...headers }
    const request = new Request(inbox, { method: 'POST', body: JSON.stringify(activity), headers: all })
    return signRequest(request, pair.privateKey, new URL(`${id}#main-key`), { spec: 'draft-cavage-http-signatures-12' })
  }

  const stop = () => new Promise<void>(resolve => server.close(() => resolve()))
  const serveDocument = (path: string, make: (answer: http.ServerResponse) => void) => documents.set(path, make)
  return { url, port, received, answers, asked, addActor, signed, serveDocument, stop }
}
