// The one client of the server: commands with an idempotency key, queries, file readings. Types come from the declarations.
import type { z } from 'zod'
import type { Command } from '../../src/platform/command.ts'
import type { FileReading } from '../../src/platform/file-reading.ts'
import type { Query } from '../../src/platform/query.ts'

/** What JSON makes of a value: bigint arrives as a decimal string. */
export type Json<T> = T extends bigint
  ? string
  : T extends Date
    ? string
    : T extends (infer U)[]
      ? Json<U>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T

/** What a schema takes from the browser. */
type InputOf<D> = D extends { input: infer I extends z.ZodType } ? z.input<I> : never
type OutputOf<D> = D extends { output: infer O extends z.ZodType } ? Json<z.output<O>> : never

/** A refusal as the server sends it: shown to the person as it is. */
export class ApiRefusal extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Record<string, unknown>

  constructor(status: number, body: { code: string; message: string; facts?: Record<string, unknown> }) {
    super(body.message)
    this.code = body.code
    this.status = status
    this.facts = body.facts ?? {}
  }
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ApiRefusal(response.status, {
      code: 'workbench.no-answer',
      message: '服务器没有给出有效的回答，请稍后再试。',
    })
  }
  if (!response.ok) {
    const refused = new ApiRefusal(response.status, body as { code: string; message: string })
    if (refused.code === 'platform.sign-in-first') window.dispatchEvent(new Event('beita:signed-out'))
    throw refused
  }
  return body as T
}

async function send(input: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init)
  } catch {
    throw new ApiRefusal(0, { code: 'workbench.offline', message: '网络不通，内容仍保留在页面上，恢复后可再次提交。' })
  }
}

const path = (name: string) => `/api/${name.replace('.', '/')}`

/** Posts JSON to any address. */
export async function post<T>(address: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  return answer<T>(
    await send(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )
}

/** Performs a command. Keep `id` for a retry of the same submission: the server then answers as the first time. */
export async function perform<C extends Command>(
  name: C['name'] & string,
  input: InputOf<C>,
  id: string = crypto.randomUUID(),
): Promise<OutputOf<C>> {
  return post(path(name), input, { 'idempotency-key': id })
}

/** Asks a query. */
export async function ask<Q extends Query>(
  name: Q['name'] & string,
  input: Record<string, string | number | undefined> = {},
): Promise<OutputOf<Q>> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return answer(await send(`${path(name)}?${search}`))
}

/** Reads anything the API serves at an address of its own (figures). */
export async function get<T>(address: string): Promise<T> {
  return answer<T>(await send(address))
}

/** Sends one file as a form. */
export async function sendFile<T>(name: string, file: File): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return answer(await send(path(name), { method: 'POST', body: form }))
}

/** Sends a file to a file reading. */
export const readFile = <F extends FileReading>(name: F['name'] & string, file: File): Promise<OutputOf<F>> =>
  sendFile(name, file)
