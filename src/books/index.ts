// books/ 账套: a year's books as a workbook — import, check, export
import { blank } from './blank.ts'
import { finalAccountsQuery, numberFinalTable } from './final-accounts/final-queries.ts'
import { previewImport } from './import-file.ts'
import { importYear } from './import-year.ts'
import { matters, releaseMatter } from './matters.ts'
import { check } from './queries.ts'

export { type BookFinding, checkBooks } from './check-books.ts'
export { EXPORT_FORMATS, type ExportFormat, exportBooks } from './export-books.ts'
export { type FinalJson, finalDocument, finalFromJson, finalJson, finalTitle } from './final-accounts/document.ts'
export { type FinalFormat, finalAccountsOf, finalFile } from './final-accounts/final-queries.ts'
export { importFile } from './import-file.ts'
export { importYear } from './import-year.ts'
export { type ReadBooks, type RowError, readBooks } from './read-books.ts'
export { readBooksFolder } from './read-folder.ts'
export { mountBooks } from './routes.ts'
export { Books, type BooksJson } from './schema.ts'
export { booksToSheets, booksToWorkbook } from './write-books.ts'

export const booksCommands = [importYear, releaseMatter, numberFinalTable]
export const booksQueries = [check, blank, matters, finalAccountsQuery]
export const booksFileReadings = [previewImport]
