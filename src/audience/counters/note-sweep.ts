// What the program does by itself: knows the posts that releases became, so that nobody has to enter them.
import type { Sweep } from '../../platform/index.ts'
import { noteReleases } from './record-readings.ts'

const EVERY_MS = 15_000

export const noteReleasesSweep: Sweep = {
  kind: 'sweep',
  name: 'audience.note-releases',
  every_ms: EVERY_MS,
  async run(work) {
    const waiting = await work.read(
      tx => tx`select 1 from publishing.releases r where r.state in ('visible', 'withdrawn')
        and not exists (select 1 from audience.posts p where p.release_id = r.id) limit 1`,
    )
    if (waiting.length > 0) await work.perform(noteReleases, {})
  },
}
