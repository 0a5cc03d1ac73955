// Runs in a thread of its own: decodes a picture and paints it anew. What the file carried beside its pixels (place, camera,
// hidden bytes) is not painted.
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const SIDE_MAX = 2560
const JPEG_QUALITY = 86

type Given = { bytes: Uint8Array; may_be_clear: boolean }

/** Whether any pixel lets the ground shine through. */
function isClear(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return true
  return false
}

async function paint({ bytes, may_be_clear }: Given) {
  const picture = await loadImage(Buffer.from(bytes))
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height))
  const [width, height] = [
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  ]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0, width, height)
  const clear = may_be_clear && isClear(context.getImageData(0, 0, width, height).data)
  if (clear) return { bytes: new Uint8Array(canvas.toBuffer('image/png')), type: 'image/png', width, height }
  return { bytes: new Uint8Array(canvas.toBuffer('image/jpeg', JPEG_QUALITY)), type: 'image/jpeg', width, height }
}

if (parentPort) parentPort.postMessage(await paint(workerData as Given))
