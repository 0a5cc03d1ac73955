// Uploading a file with its progress: XMLHttpRequest, since fetch does not tell how much has been sent.
import { ApiRefusal } from './api.ts'

export type KeptFile = {
  file_id: string
  name: string
  type: string
  size_bytes: number
  width: number | null
  height: number | null
}

export type UploadOptions = {
  /** 0 … 100 */
  onProgress?: (percent: number) => void
  signal?: AbortSignal
}

const OFFLINE = {
  code: 'workbench.offline',
  message: '网络断了，文件没有传完。恢复后请再选一次，大文件会从断开的地方接着传。',
}

/** From this size on a file goes in pieces, and goes on after a lost connection or a reload. */
export const IN_PIECES_FROM = 24 * 1024 * 1024
const PIECE = 8 * 1024 * 1024
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const
/** so often nothing may arrive one after the other before a person is asked */
const TRIES_MAX = 40

type Stand = { upload_id: string; offset: number; piece_max: number; done: KeptFile | null }

async function answered(request: Promise<Response>): Promise<Record<string, unknown>> {
  const answer = await request
  const body = (await answer.json()) as { code: string; message: string }
  if (answer.ok) return body
  // a gateway that is away for a moment is a lost connection
  if (answer.status >= 502) throw new TypeError('gateway')
  throw new ApiRefusal(answer.status, body)
}

const pause = (ms: number, signal: AbortSignal | undefined) =>
  new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms)
    // back online, or stopped: no need to wait
    globalThis.window?.addEventListener('online', () => resolve(), { once: true })
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

const stopped = () => new ApiRefusal(0, { code: 'workbench.stopped', message: '已停止上传。' })
const goesOn = (error: unknown) =>
  error instanceof TypeError || (error instanceof ApiRefusal && error.code === 'files.upload-elsewhere')

/** One look at where the server stands, then piece after piece from there. */
async function sendOn(file: File, { onProgress, signal }: UploadOptions, came: () => void): Promise<KeptFile> {
  const send = (path: string, init: RequestInit) => answered(fetch(path, { ...init, signal: signal ?? null }))
  const about = { name: file.name, content_type: file.type, size_bytes: file.size, modified: file.lastModified }
  const headers = { 'content-type': 'application/json' }
  const stand = (await send('/api/files/uploads', { method: 'POST', headers, body: JSON.stringify(about) })) as Stand
  if (stand.done) return stand.done
  const address = `/api/files/uploads/${stand.upload_id}`
  const size = Math.min(PIECE, stand.piece_max)
  for (let at = stand.offset; at < file.size; ) {
    onProgress?.(Math.floor((at / file.size) * 100))
    const piece = file.slice(at, at + size)
    const binary = { 'content-type': 'application/octet-stream' }
    const next = await send(`${address}?offset=${at}`, { method: 'PUT', headers: binary, body: piece })
    at = Number(next.offset)
    came()
  }
  onProgress?.(100)
  return (await send(`${address}/finish`, { method: 'POST', headers, body: '{}' })) as KeptFile
}

/** Sends a file in pieces until it is whole: what arrived is not sent again. */
export async function uploadInPieces(
  file: File,
  options: UploadOptions = {},
  wait: typeof pause = pause,
): Promise<KeptFile> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    try {
      return await sendOn(file, options, () => {
        tries = 0
      })
    } catch (error) {
      if (options.signal?.aborted) throw stopped()
      if (!goesOn(error)) throw error
      await wait(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]!, options.signal)
    }
  }
  throw new ApiRefusal(0, OFFLINE)
}

/** Keeps a file on the server; what comes back is given to a command as `file_id`. Throws the server's refusal. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions = {}): Promise<KeptFile> {
  if (file.size >= IN_PIECES_FROM)
    return uploadInPieces(file, { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/files?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = event => onProgress?.(Math.floor((event.loaded / Math.max(event.total, 1)) * 100))
    request.onerror = () => reject(new ApiRefusal(0, OFFLINE))
    request.onabort = () => reject(new ApiRefusal(0, { code: 'workbench.stopped', message: '已停止上传。' }))
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText)
        if (request.status < 300) resolve(body as KeptFile)
        else reject(new ApiRefusal(request.status, body))
      } catch {
        reject(new ApiRefusal(request.status, OFFLINE))
      }
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** Where a kept file is read; `inline` shows it in the page where its type may be. */
export function fileAddress(fileId: string, options: { inline?: boolean } = {}): string {
  return `/api/files/${fileId}${options.inline ? '?inline=1' : ''}`
}
