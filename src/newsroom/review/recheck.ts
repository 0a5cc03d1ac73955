// 发后复核: what is out is read once more within a day; what is found goes into the ledger of errors.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { command, Id, todoSource } from '../../platform/index.ts'
import { alreadyRechecked, noSuchEdition } from '../refusals.ts'
import { lockStory } from '../stories/story.ts'
import { ErrorField } from './error-field.ts'
import { recordErrors } from './errors.ts'
import { reviewRulesOn } from './review-rules.ts'

/** Record that the newest edition of a story was read as it is out, with what was found. */
export const recheckRelease = command({
  name: 'newsroom.recheck-release',
  title: '发后复核',
  access: 'signed-in',
  input: z.strictObject({
    story_id: Id,
    note: z.string().trim().max(500).default(''),
    errors: z.array(ErrorField).max(100).default([]),
  }),
  output: z.object({}),
  async run(tx, call, { story_id, note, errors }) {
    const story = await lockStory(tx, story_id)
    const [edition] = await tx<{ id: bigint }[]>`
      select id from newsroom.editions where story_id = ${story_id} order by edition_no desc limit 1`
    if (!edition) throw noSuchEdition()
    const written =
      await tx`insert into newsroom.rechecks (edition_id, person_id, person, note, error_count, rechecked_at)
      values (${edition.id}, ${call.actor.id}, ${call.actor.name}, ${note}, ${errors.length}, ${call.at})
      on conflict do nothing returning 1`
    if (written.length === 0) throw alreadyRechecked()
    await recordErrors(tx, call, story, { submission_id: null, step: 'released' }, errors)
    return {}
  },
})

const LISTED_MAX = 100
const HOUR = 3_600_000
/** what nobody looked at for so long is no longer asked for */
const FORGOTTEN_DAYS = 30

/** Asked of the editors who review first (责任编辑). */
export const recheckTodos = todoSource({
  name: 'newsroom.recheck',
  title: '发后复核',
  async list(tx, actor, today) {
    const hours = (await reviewRulesOn(tx, today)).recheck_hours
    const rows = await tx<{ story_id: bigint; headline: string; approved_at: Date }[]>`
      select e.story_id, u.headline, e.approved_at from newsroom.editions e join newsroom.submissions u on u.id = e.submission_id
      where exists (select from newsroom.reviewers r where r.step = 'review1' and r.place = 'A' and r.person_id::text = ${actor.id})
        and not exists (select from newsroom.rechecks c where c.edition_id = e.id)
        and e.edition_no = (select edition_no from newsroom.stories s where s.id = e.story_id)
        and e.approved_at > ${today}::date - make_interval(days => ${FORGOTTEN_DAYS})
      order by e.approved_at limit ${LISTED_MAX}`
    return rows.map(row => ({
      key: String(row.story_id),
      title: row.headline,
      detail: '对照签发稿看一遍发出去的样子',
      path: `/newsroom/stories/${row.story_id}`,
      since: row.approved_at,
      due_on: dayOf(new Date(row.approved_at.getTime() + hours * HOUR)),
      actions: [
        {
          title: '没有问题',
          command: 'newsroom.recheck-release',
          input: { story_id: String(row.story_id) },
          batch: true,
        },
      ],
    }))
  },
})
