// 视频: the film a channel shows, chosen from the library and looked at beside the text.
import { Button } from 'antd'
import { useState } from 'react'
import type { chooseFilm } from '../../../src/newsroom/renditions/choose-film.ts'
import type { FILM_KINDS } from '../../../src/newsroom/renditions/limits.ts'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import { Library } from '../media/picture-picker.tsx'

type About = { story_id: string; channel_kind: (typeof FILM_KINDS)[number]; version_no: number }

/** Kinds that are nothing without a film. */
const MUST = new Set(['douyin', 'kuaishou'])

export function FilmField({ about, video, editable }: { about: About; video: string | null; editable: boolean }) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof chooseFilm>('newsroom.choose-film', '视频已设好')
  const choose = (media_id: string | null) => run({ ...about, media_id }).catch(() => undefined)
  return (
    <section className="film" aria-label="视频">
      <ErrorNote error={error} />
      {video ? (
        // biome-ignore lint/a11y/useMediaCaption: the film as it will be sent; captions are part of its picture
        <video src={video} controls preload="metadata" aria-label="要发的视频" />
      ) : (
        <p className={MUST.has(about.channel_kind) ? 'bad' : 'soft'}>
          {MUST.has(about.channel_kind)
            ? '还没有选视频，没有视频发不出去。'
            : about.channel_kind === 'radio'
              ? '没有选视频。选了视频，播出以后网站上可以回看。'
              : '没有选视频。'}
        </p>
      )}
      {editable && (
        <div className="choices">
          <Button size="small" loading={busy} onClick={() => setOpen(true)}>
            {video ? '换一段视频' : '选视频'}
          </Button>
          {video && (
            <Button size="small" loading={busy} onClick={() => void choose(null)}>
              去掉视频
            </Button>
          )}
        </div>
      )}
      {open && (
        <Library
          kind="video"
          close={() => setOpen(false)}
          take={one => {
            setOpen(false)
            void choose(one.id)
          }}
        />
      )}
    </section>
  )
}
