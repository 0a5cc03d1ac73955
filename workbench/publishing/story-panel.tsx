// A story's releases at its side: where each stands, and the button to release.
import { useMay } from '../app/me.tsx'
import { ErrorNote } from '../ui/index.ts'
import { useStoryReleases } from './data.ts'
import { ReleaseButton } from './release-form.tsx'
import { ReleaseItem } from './release-line.tsx'

export function StoryReleasesPanel({ storyId }: { storyId: string }) {
  const { data, error } = useStoryReleases(storyId)
  const may = useMay(['operations', 'director'])
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  return (
    <>
      {!data.edition && <p className="soft">终审签发以后才能发布。</p>}
      <ul className="release-list" aria-label="这篇稿件的发布">
        {data.releases.map(row => (
          <ReleaseItem key={row.id} row={row} now={data.at} />
        ))}
      </ul>
      {data.edition && may && <ReleaseButton storyId={storyId} />}
      {data.edition && !may && <p className="soft">审核不等于发布：由综合运行或主任发布。</p>}
    </>
  )
}
