// The papers of an acceptance: the signed form (验收单), photographs, test reports; brought with it or afterwards, never taken away.
import { z } from 'zod'
import { attachFile, filesOf } from '../../platform/files/index.ts'
import { type Call, command, Id, Int64, type Sql } from '../../platform/index.ts'
import { noSuchAcceptance, notForThisAcceptance } from '../refusals.ts'

/** Where the files of an acceptance are used. */
const USE = 'procurement.acceptance'
export const PAPERS_MAX = 20

export const Paper = z.object({ id: Int64, name: z.string(), uploaded_by: z.string() })

export async function papersOf(tx: Sql, acceptance_id: bigint): Promise<z.input<typeof Paper>[]> {
  const files = await filesOf(tx, USE, acceptance_id)
  return files.map(({ id, name, uploaded_by }) => ({ id, name, uploaded_by }))
}

/** Makes files papers of an acceptance; staff may read them. Refuses what is neither a document nor a picture. */
export async function keepPapers(tx: Sql, call: Call, acceptance_id: bigint, ids: readonly bigint[]): Promise<void> {
  for (const file_id of ids) {
    const use = { file_id, use: USE, subject: acceptance_id, access: 'signed-in' } as const
    await attachFile(tx, call, { ...use, kinds: ['document', 'image'] })
  }
}

/** Bring papers of an acceptance afterwards: whoever accepted, applied, or buys. */
export const addAcceptancePapers = command({
  name: 'procurement.add-acceptance-papers',
  title: '补传验收单',
  access: 'signed-in',
  input: z.strictObject({ acceptance_id: Id, file_ids: z.array(Id).min(1, '请选文件').max(PAPERS_MAX) }),
  output: z.object({ acceptance_no: z.string(), paper_count: z.number() }),
  async run(tx, call, { acceptance_id, file_ids }) {
    const [row] = await tx<{ acceptance_no: string; by_id: string | null; applied_by_id: bigint | null }[]>`
      select a.acceptance_no, a.by_id, r.applied_by_id from procurement.acceptances a
      join procurement.requisitions r on r.id = a.requisition_id where a.id = ${acceptance_id} for no key update of a`
    if (!row) throw noSuchAcceptance()
    const own = row.by_id === call.actor.id || String(row.applied_by_id) === call.actor.id
    if (!own && call.actor.id !== 'system' && !call.actor.roles.includes('operations')) throw notForThisAcceptance()
    await keepPapers(tx, call, acceptance_id, file_ids)
    return { acceptance_no: row.acceptance_no, paper_count: (await papersOf(tx, acceptance_id)).length }
  },
})
