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

const OFFLINE = { code: 'workbench.offline', message: '网络断了，文件没有传完。恢复后请再传一次。' }

/** Keeps a file on the server; what comes back is given to a command as `file_id`. Throws the server's refusal. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions = {}): Promise<KeptFile> {
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
