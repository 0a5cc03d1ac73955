// A mail file that a person brings by the workbench goes the way of those in the folder; who brought it stands beside it.
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { FileStore } from '../../platform/files/index.ts'
import {
  type ApiParts,
  type Command,
  json,
  mustBeAllowed,
  perform,
  SYSTEM,
  uploadedFile,
} from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { keepMail } from './keep-mail.ts'
import { takeMail } from './take-mail.ts'

const BRING = { name: 'newsroom.bring-mail', title: '带来邮件文件', access: WRITERS }

/** POST /api/newsroom/bring-mail: a form that carries `file`. Answers with the mail's id, and whether it had come before. */
export function mountMail(app: Hono, parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { files: FileStore }): void {
  app.post('/api/newsroom/bring-mail', async c => {
    const actor = await parts.actorOf(c)
    mustBeAllowed(BRING, actor)
    const { bytes } = await uploadedFile(c)
    const who = { id: randomUUID(), actor: SYSTEM, at: parts.now() }
    // the mail is not the person's work: the program takes it in, as it does from the folder
    const take = async (mail: object) =>
      (await perform(parts.pool, takeMail as unknown as Command, who, { ...mail, brought_by: actor!.name })).output
    return json(c, await keepMail(parts.files, bytes, take))
  })
}
