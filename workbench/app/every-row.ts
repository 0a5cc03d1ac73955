// Every row of a list that the server gives in pages, for exports.

/** The largest page the server gives. */
const PAGE = 500

export async function everyRow<Row>(
  ask: (page: { offset: number; limit: number }) => Promise<{ total_count: number; rows: readonly Row[] }>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await ask({ offset: rows.length, limit: PAGE })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total_count) return rows
  }
}
