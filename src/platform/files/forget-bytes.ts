// Removes bytes that no row names any more. One that is brought again in that moment is put back.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

type Place = { folder: string; aside: string; pathOf(digest: string): string }

const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )

/** Taken aside first: whoever brings it now finds nothing there and puts its own in place. */
async function removeOne({ aside, pathOf }: Place, digest: string, before: Date): Promise<boolean> {
  const there = path.join(aside, randomUUID())
  await mkdir(aside, { recursive: true })
  if (!(await done(rename(pathOf(digest), there)))) return false
  const old = (await stat(there)).mtime < before
  if (old) await rm(there, { force: true })
  else await rename(there, pathOf(digest))
  return old
}

async function oldIn({ folder, pathOf }: Place, prefix: string, before: Date): Promise<string[]> {
  const old: string[] = []
  for (const rest of await readdir(path.join(folder, prefix))) {
    const digest = `${prefix}${rest}`
    if (!/^[0-9a-f]{64}$/.test(digest)) continue
    const found = await stat(pathOf(digest)).catch(() => undefined)
    if (found && found.mtime < before) old.push(digest)
  }
  return old
}

/** Removes what came before a time and is not among those `kept` names; how many. */
export async function forgetBytes(
  place: Place,
  kept: (digests: readonly string[]) => Promise<Set<string>>,
  before: Date,
): Promise<number> {
  let count = 0
  for (const prefix of await readdir(place.folder).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue
    const old = await oldIn(place, prefix, before)
    if (old.length === 0) continue
    const named = await kept(old)
    for (const digest of old) if (!named.has(digest) && (await removeOne(place, digest, before))) count += 1
  }
  return count
}
