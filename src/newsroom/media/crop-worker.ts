// Runs in a thread of its own: cuts parts out of a picture, each as a JPEG no wider than its place shows it.
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { COVER_RATIOS, type CoverRatio, type Crop, middleCrop } from './media-vocabulary.ts'

const WIDTH_MAX = 1800
const JPEG_QUALITY = 90

type Given = { bytes: Uint8Array; crops: Partial<Record<CoverRatio, Crop>> }

async function cut({ bytes, crops }: Given): Promise<Record<string, Uint8Array>> {
  const picture = await loadImage(Buffer.from(bytes))
  const made: Record<string, Uint8Array> = {}
  for (const ratio of Object.keys(COVER_RATIOS) as CoverRatio[]) {
    const { x, y, width, height } = crops[ratio] ?? middleCrop(picture.width, picture.height, COVER_RATIOS[ratio])
    const wide = width * picture.width
    const out = Math.max(1, Math.min(WIDTH_MAX, Math.round(wide)))
    const canvas = createCanvas(out, Math.max(1, Math.round(out / COVER_RATIOS[ratio])))
    const context = canvas.getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, canvas.height)
    const from = [x * picture.width, y * picture.height, wide, height * picture.height] as const
    context.drawImage(picture, ...from, 0, 0, canvas.width, canvas.height)
    made[ratio] = new Uint8Array(canvas.toBuffer('image/jpeg', JPEG_QUALITY))
  }
  return made
}

if (parentPort) parentPort.postMessage(await cut(workerData as Given))
