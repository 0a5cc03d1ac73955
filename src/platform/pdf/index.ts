// PDF files, opened for whoever reads, draws or splits them. Apart from documents, so that a worker loads nothing else.
export { openPdf, pdfLibrary } from './open-pdf.ts'
