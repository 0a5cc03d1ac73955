// Documents: reading .txt .docx .pdf .html as text, writing text, HTML, DOCX and PDF from one model.
export { qrCodeOfPdf } from './qr-code.ts'
export { readDocument } from './read-document.ts'
export { toDocx } from './to-docx.ts'
export { toHtml } from './to-html.ts'
export { toPdf } from './to-pdf.ts'
export { toText } from './to-text.ts'
export { unzip } from './unzip.ts'
export { walkXml } from './xml.ts'
