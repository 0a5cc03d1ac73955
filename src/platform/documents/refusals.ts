// What cannot be read as a document, and what the person can do about it.
import { refusal } from '../../kernel/index.ts'

type Named = { name: string }

export const emptyFile = refusal<Named>('documents.empty-file', 422, f => `“${f.name}”是空文件，没有可读的内容。`)
export const unknownKind = refusal<Named>(
  'documents.unknown-kind',
  415,
  f => `“${f.name}”不是能读的文件。请用 .docx、.pdf、.html 或 .txt。`,
)
export const oldWord = refusal<Named>(
  'documents.old-word',
  415,
  f => `“${f.name}”是旧版 Word 文件（.doc）。请在 Word 或 WPS 里另存为 .docx 后再试。`,
)
export const wrongExtension = refusal<Named & { kind: string }>(
  'documents.wrong-extension',
  415,
  f => `“${f.name}”的扩展名与内容不符，内容是 ${f.kind}。请改成正确的扩展名后再试。`,
)
export const damaged = refusal<Named & { where: string }>(
  'documents.damaged',
  422,
  f => `“${f.name}”已损坏，读到${f.where}时出错。请重新导出一份。`,
)
export const bomb = refusal<Named & { what: string }>(
  'documents.bomb',
  413,
  f => `“${f.name}”解开后${f.what}，超过安全上限，没有读取。`,
)
export const scanned = refusal<Named & { page_count: number }>(
  'documents.scanned',
  422,
  f => `“${f.name}”共 ${f.page_count} 页，都是图片，没有文字。请提供文字版，或先做文字识别。`,
)
export const encrypted = refusal<Named>(
  'documents.encrypted',
  422,
  f => `“${f.name}”设了密码，无法读取。请去掉密码后再试。`,
)
export const dangerousXml = refusal<Named & { where: string }>(
  'documents.dangerous-xml',
  422,
  f => `“${f.name}”的${f.where}里有不允许的 XML 定义（DTD），没有读取。`,
)
