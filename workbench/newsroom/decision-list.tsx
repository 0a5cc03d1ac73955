// What the reviewers said, in order.
import { useQuery } from '@tanstack/react-query'
import type { decisionsOfStory } from '../../src/newsroom/review/review-queries.ts'
import { DECISIONS, type Decision, STEPS, type Step } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { ErrorNote, FileLink, moment } from '../ui/index.ts'

const VIA: Record<string, string> = { workbench: '', link: '（手机链接）', paper: '（书面意见）' }

export function DecisionList({ storyId }: { storyId: string }) {
  const { data, error } = useQuery({
    queryKey: ['newsroom.decisions', storyId],
    queryFn: () => ask<typeof decisionsOfStory>('newsroom.decisions', { story_id: storyId }),
  })
  return (
    <>
      <ErrorNote error={error} />
      {data?.length === 0 && <p className="soft">还没有审稿记录。送审后，每一关的意见都记在这里。</p>}
      <ul className="side-list">
        {data?.map(one => (
          <li key={`${one.submission_no}-${one.step}`} className={`decision ${one.decision}`}>
            <b>
              {STEPS[one.step as Step]}　{DECISIONS[one.decision as Decision]}
            </b>
            <span>
              {one.person}
              {one.post && `（${one.post}）`}
              {VIA[one.via]}　{moment(one.decided_at)}
            </span>
            {one.opinion && <p>{one.opinion}</p>}
            {one.attachment_name && (
              <small>
                附件：
                {one.attachment_file_id ? (
                  <FileLink file_id={one.attachment_file_id} name={one.attachment_name} />
                ) : (
                  one.attachment_name
                )}
              </small>
            )}
            <small>第 {one.submission_no} 次送审</small>
          </li>
        ))}
      </ul>
    </>
  )
}
