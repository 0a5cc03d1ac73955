// The files that leave the books by the workbench.
import type { Hono } from 'hono'
import type { ApiParts } from '../platform/index.ts'
import { mountFinalAccounts } from './final-accounts/final-queries.ts'
import { mountWorkbook } from './workbook-file.ts'

/** GET /api/books/final-accounts-file, /api/books/workbook-file */
export function mountBooks(
  app: Hono,
  parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { fonts_dir: string | undefined },
): void {
  mountFinalAccounts(app, parts)
  mountWorkbook(app, parts)
}
