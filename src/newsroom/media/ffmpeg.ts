// The machine's ffmpeg as a transcoder: run as a child with its progress read line by line; killed when the worker stops.
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { FileStore } from '../../platform/files/index.ts'
import type { Film, Stream, Transcoder } from './transcode-job.ts'

const PROGRESS_STEP = 10
const PIECE_SECONDS = 6
const STREAM = 'stream.mp4'
const NAME = '转码.mp4'

const arguments_ = (input: string, output: string) => [
  ...['-nostdin', '-hide_banner', '-loglevel', 'info', '-y'],
  // the file is a file: no playlist in it may open another address
  ...['-protocol_whitelist', 'file', '-i', input],
  ...['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1'],
  ...['-vf', "scale='if(gt(iw,ih),min(1920,iw),-2)':'if(gt(iw,ih),-2,min(1920,ih))',format=yuv420p"],
  // a picture that stands by itself every few seconds: there a stream is cut
  ...['-force_key_frames', `expr:gte(t,n_forced*${PIECE_SECONDS})`],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-c:a', 'aac', '-b:a', '128k'],
  ...['-movflags', '+faststart', '-progress', 'pipe:1', '-f', 'mp4', output],
]

/** The film once more as one file in pieces with a list of them (HLS, fragmented MP4): nothing is encoded again. */
const streamArguments = (input: string, folder: string) => [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-protocol_whitelist', 'file', '-i', input],
  ...['-c', 'copy', '-map_metadata', '-1', '-f', 'hls', '-hls_time', String(PIECE_SECONDS)],
  ...['-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file'],
  ...['-hls_segment_filename', path.join(folder, STREAM), path.join(folder, 'stream.m3u8')],
]

const seconds = (clock: string) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

type Ended = 'done' | 'missing' | 'failed'

/** Runs ffmpeg; tells how many percent are done. */
function run(
  program: string,
  given: string[],
  { signal, told }: { signal: AbortSignal; told: (percent: number) => void },
): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(program, given, {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    })
    let whole = 0
    let errors = ''
    child.stderr.on('data', (part: Buffer) => {
      errors = `${errors}${part}`.slice(-4000)
      const found = /Duration: (\d+:\d+:[\d.]+)/.exec(errors)?.[1]
      if (found) whole ||= seconds(found)
    })
    child.stdout.on('data', (part: Buffer) => {
      const at = /out_time=(\d+:\d+:[\d.]+)/.exec(String(part))?.[1]
      if (at && whole > 0) told(Math.min(99, Math.floor((seconds(at) / whole) * 100)))
    })
    child.on('error', error => resolve((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'failed'))
    child.on('close', code => resolve(code === 0 ? 'done' : 'failed'))
  })
}

/** Without ffmpeg a ready-made MP4 goes as it is. */
function asItIs({ digest, type, name, size_bytes }: Film) {
  if (type !== 'video/mp4') return { failed: '这台机器没有安装 ffmpeg，转不了码。请先转成 MP4（H.264）再上传。' }
  const message = '这台机器没有安装 ffmpeg，按原样使用。请用手机打开看一遍。'
  return { made: { digest, size_bytes: Number(size_bytes), type, name, width: null, height: null }, message }
}

type Ran = { program: string; signal: AbortSignal }

/** The pieces of a film for players; undefined when they could not be made: the film itself is there then. */
async function streamOf(files: FileStore, folder: string, { program, signal }: Ran): Promise<Stream | undefined> {
  const given = streamArguments(path.join(folder, 'out.mp4'), folder)
  if ((await run(program, given, { signal, told: () => undefined })) !== 'done') return undefined
  const list = await readFile(path.join(folder, 'stream.m3u8'), 'utf8').catch(() => '')
  if (!list.startsWith('#EXTM3U') || !list.includes(STREAM)) return undefined
  const pieces = createReadStream(path.join(folder, STREAM))
  const made = await files.keep({ name: '点播.mp4', content_type: 'video/mp4' }, pieces)
  return { made, playlist: list.replaceAll(STREAM, '{file}') }
}

/** A transcoder by the program of that name or path. */
export function ffmpegTranscoder(files: FileStore, program: string): Transcoder {
  return async (film, work, progress) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'beita-film-'))
    const output = path.join(folder, 'out.mp4')
    let [shown, telling] = [0, Promise.resolve()]
    const told = (percent: number) => {
      if (percent < shown + PROGRESS_STEP) return
      shown = percent - (percent % PROGRESS_STEP)
      telling = telling.then(() => progress(shown))
    }
    try {
      const ended = await run(program, arguments_(files.pathOf(film.digest), output), { signal: work.signal, told })
      await telling
      if (work.signal.aborted) throw new Error('stopped')
      if (ended === 'missing') return asItIs(film)
      if (ended === 'failed') return { failed: '转码没有成功，视频可能不完整。请重新导出后再传。' }
      const made = await files.keep({ name: NAME, content_type: 'video/mp4' }, createReadStream(output))
      const stream = await streamOf(files, folder, { program, signal: work.signal })
      return { made, message: '', ...(stream ? { stream } : {}) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
