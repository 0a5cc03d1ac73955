// The checker over a file: for the command line and for the workbench. Nothing is kept.
import { z } from 'zod'
import type { DocumentText } from '../kernel/index.ts'
import { readDocument } from '../platform/documents/index.ts'
import { fileReading } from '../platform/index.ts'
import { checkText } from './check.ts'
import type { CheckResult } from './types.ts'

/** Reads a document and checks it. Refuses what cannot be read (platform/documents). */
export async function checkFile(
  bytes: Uint8Array,
  name: string,
): Promise<{ file: string; document: DocumentText } & CheckResult> {
  const document = await readDocument(bytes, name)
  return { file: name, document, ...checkText(document) }
}

/** Check an uploaded report: its text, the relations that were judged and the findings. */
export const checkUpload = fileReading({
  name: 'proofing.check-file',
  title: '校核文件',
  access: 'signed-in',
  output: z.object({ file: z.string(), text: z.string(), relations: z.unknown(), findings: z.unknown() }),
  async read(_tx, { bytes, name }) {
    const { document, ...result } = await checkFile(bytes, name)
    return { ...result, text: document.text }
  },
})
