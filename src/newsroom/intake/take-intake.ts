// What a correspondent put into the folder becomes a tip with its files, once.
import { z } from 'zod'
import { type KeptBlob, keepBlob, nameFile } from '../../platform/files/index.ts'
import { command, Int64, Text } from '../../platform/index.ts'
import { receiveTip } from '../planning/tips.ts'

const Blob = z.custom<KeptBlob>(given => typeof (given as KeptBlob | null)?.digest === 'string')

/** Only the program does this, for what it found in the folder. */
export const takeIntake = command({
  name: 'newsroom.take-intake',
  title: '收下投稿文件夹里的来稿',
  access: [],
  input: z.strictObject({
    key: z.string().regex(/^[0-9a-f]{64}$/),
    name: Text(200),
    title: Text(200),
    content: z.string().max(5000),
    source_name: z.string().max(100),
    files: z.array(Blob).max(9),
  }),
  output: z.object({ tip_id: Int64, known: z.boolean() }),
  async run(tx, call, { key, name, files, ...tip }) {
    const [known] = await tx<{ tip_id: bigint }[]>`select tip_id from newsroom.intake where key = ${key}`
    if (known) return { tip_id: known.tip_id, known: true }
    const file_ids: bigint[] = []
    for (const blob of files) {
      await keepBlob(tx, call.at, blob)
      file_ids.push(await nameFile(tx, call, blob))
    }
    const tip_id = await receiveTip(tx, call, { ...tip, origin: 'department', file_ids })
    await tx`insert into newsroom.intake (key, name, tip_id, taken_at) values (${key}, ${name}, ${tip_id}, ${call.at})`
    return { tip_id, known: false }
  },
})
