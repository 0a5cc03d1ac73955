// Opens a PDF with the library's own fonts and tables, without the network and without running what is in it.
import { createRequire } from 'node:module'
import path from 'node:path'

// the library is large: loaded when the first PDF comes
let library: Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> | undefined
export const pdfLibrary = () => {
  library ??= import('pdfjs-dist/legacy/build/pdf.mjs')
  return library
}

function resources(): { cMapUrl: string; standardFontDataUrl: string; wasmUrl: string } {
  const root = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folder = (name: string) => `${path.join(root, name)}/`
  return { cMapUrl: folder('cmaps'), standardFontDataUrl: folder('standard_fonts'), wasmUrl: folder('wasm') }
}

/** Begins to load; `promise` is the document, `destroy()` gives everything back. The bytes stay whole only when they are `kept`. */
export async function openPdf(bytes: Uint8Array, { kept = true } = {}) {
  const { getDocument, VerbosityLevel } = await pdfLibrary()
  return getDocument({
    // the library takes the buffer away
    data: kept ? new Uint8Array(bytes) : bytes,
    ...resources(),
    cMapPacked: true,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
    enableXfa: false,
  })
}
