// Purchases of the sample that show a single-source notice running, and the signed form of an acceptance.
import { createCanvas } from '@napi-rs/canvas'
import { type FileStore, nameFile } from '../src/platform/files/index.ts'
import type { Pool } from '../src/platform/index.ts'

type Run = (who: string, name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

/** An approved purchase whose only supplier was made public today: it goes on when the notice is over. */
export async function singleSource(run: Run, today: string): Promise<void> {
  const title = '采编系统原厂维护（示例）'
  const item = { kind: 'service', name: '采编系统原厂维护', quantity: 1, unit_fen: '100000', measure: '项' }
  const base = { section: '综合运行部', line_no: 'X01', title, reason: '工作需要（示例）', category: 'services' }
  const reasons = { split_reason: '与加固是两件事（示例）', is_example: true }
  const made = await run('caibian1', 'procurement.save-requisition', { ...base, ...reasons, items: [item] }, title)
  const requisition_id = String(made.requisition_id)
  await run('caibian1', 'procurement.submit-requisition', { requisition_id }, title)
  await run('zhuren', 'procurement.decide-requisition', { requisition_id, decision: 'approve' }, title)
  const notice = { supplier: '示例软件公司', reason: '源代码和升级只有原厂能提供（示例）', published_on: today }
  await run('zonghe', 'procurement.publish-single-source', { requisition_id, ...notice }, title)
}

/** A sheet with lines where the writing would be: no form of anything real. */
function sheet(): Buffer {
  const canvas = createCanvas(600, 420)
  const c = canvas.getContext('2d')
  c.fillStyle = '#fffdf8'
  c.fillRect(0, 0, 600, 420)
  c.fillStyle = '#6b7280'
  for (let n = 0; n < 9; n += 1) c.fillRect(60, 60 + n * 36, n === 8 ? 180 : 480, 2)
  return canvas.toBuffer('image/png')
}

/** The signed form of the first acceptance. */
export async function acceptanceForm(pool: Pool, run: Run, files: FileStore, who: { id: string; at: Date }) {
  const [accepted] = await pool<{ id: bigint; by: string; acceptance_no: string }[]>`
    select id, by, acceptance_no from procurement.acceptances where is_example order by id limit 1`
  if (!accepted) return
  async function* bytes() {
    yield sheet()
  }
  const name = `验收单 ${accepted.acceptance_no}（示例）.png`
  const blob = await files.keep({ name, content_type: 'image/png' }, bytes())
  const actor = { id: who.id, name: accepted.by, roles: ['editor'] }
  const file_id = String(await pool.begin(tx => nameFile(tx, { actor, at: who.at }, blob)))
  const input = { acceptance_id: String(accepted.id), file_ids: [file_id] }
  await run('caibian1', 'procurement.add-acceptance-papers', input, 'form')
}
