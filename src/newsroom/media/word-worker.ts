// Runs in a thread of its own: a Word file becomes HTML with its headings, tables and pictures. Nothing outside the file is read.
import { parentPort, workerData } from 'node:worker_threads'
import mammoth from 'mammoth'

type Picture = { bytes: Uint8Array; name: string }

/** Styles that Chinese offices use beside Word's own. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='副标题'] => h2:fresh",
]

async function read(bytes: Uint8Array) {
  const pictures: Picture[] = []
  const convertImage = mammoth.images.imgElement(async image => {
    pictures.push({ bytes: new Uint8Array(await image.readAsBuffer()), name: `图片${pictures.length + 1}` })
    return { src: `https://word.invalid/${pictures.length - 1}` }
  })
  const options = { convertImage, externalFileAccess: false, styleMap: STYLES }
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)
  return { html: value, pictures }
}

if (parentPort) parentPort.postMessage(await read(workerData as Uint8Array))
