// 封面: a picture of the library and how it is cut at 2.35:1 and 1:1; the cuts are moved with sliders, also by keyboard.
import { Button, Slider } from 'antd'
import { useState } from 'react'
import type { setCover } from '../../../src/newsroom/media/keep-media.ts'
import {
  COVER_RATIOS,
  type Cover,
  type CoverRatio,
  type Crop,
  middleCrop,
} from '../../../src/newsroom/media/media-vocabulary.ts'
import { ErrorNote, useCommand } from '../../ui/index.ts'
import type { FullStory } from '../data.ts'
import { type Medium, useMedia } from '../media/data.ts'
import { Library } from '../media/picture-picker.tsx'

type Crops = Record<CoverRatio, Crop>
const RATIOS = Object.keys(COVER_RATIOS) as CoverRatio[]
const SMALLEST = 40
const percent = (value: number) => Math.round(value * 100)

/** The same middle, in another size, kept inside. */
function resized(crop: Crop, whole: Crop, size: number): Crop {
  const [width, height] = [whole.width * size, whole.height * size]
  const inside = (at: number, length: number) => Math.min(Math.max(0, at), 1 - length)
  const x = inside(crop.x + (crop.width - width) / 2, width)
  return { x, y: inside(crop.y + (crop.height - height) / 2, height), width, height }
}

function Cut({
  src,
  ratio,
  crop,
  whole,
  change,
}: {
  src: string
  ratio: CoverRatio
  crop: Crop
  whole: Crop
  change: (crop: Crop) => void
}) {
  const rooms = [
    { name: '左右', key: 'x', room: 1 - crop.width },
    { name: '上下', key: 'y', room: 1 - crop.height },
  ] as const
  return (
    <figure className="cut">
      <div className="cut-frame" style={{ aspectRatio: COVER_RATIOS[ratio] }}>
        <img
          src={src}
          alt={`封面 ${ratio} 裁剪`}
          style={{
            width: `${100 / crop.width}%`,
            left: `${(-crop.x / crop.width) * 100}%`,
            top: `${(-crop.y / crop.height) * 100}%`,
          }}
        />
      </div>
      <figcaption>{ratio}</figcaption>
      <div className="cut-tools">
        <span>大小</span>
        <Slider
          min={SMALLEST}
          max={100}
          value={percent(crop.width / whole.width)}
          ariaLabelForHandle={`${ratio} 大小`}
          onChange={size => change(resized(crop, whole, size / 100))}
        />
        {rooms.map(
          ({ name, key, room }) =>
            room > 0.001 && (
              <span key={key} style={{ display: 'contents' }}>
                <span>{name}</span>
                <Slider
                  min={0}
                  max={100}
                  value={percent(crop[key] / room)}
                  ariaLabelForHandle={`${ratio} ${name}`}
                  onChange={at => change({ ...crop, [key]: (at / 100) * room })}
                />
              </span>
            ),
        )}
      </div>
    </figure>
  )
}

function wholeOf(one: Pick<Medium, 'width' | 'height'>): Crops {
  const [width, height] = [one.width ?? 1, one.height ?? 1]
  return { '2.35:1': middleCrop(width, height, 2.35), '1:1': middleCrop(width, height, 1) }
}

function Cuts({
  story,
  chosen,
  picture,
}: {
  story: FullStory
  chosen: { media_id: string; src: string; crops: Crops }
  picture: Medium
}) {
  const [crops, setCrops] = useState(chosen.crops)
  const { run, busy, error } = useCommand<typeof setCover>('newsroom.set-cover', '封面已设好')
  const whole = wholeOf(picture)
  return (
    <>
      <ErrorNote error={error} />
      {RATIOS.map(ratio => (
        <Cut
          key={ratio}
          src={chosen.src}
          ratio={ratio}
          crop={crops[ratio]}
          whole={whole[ratio]}
          change={crop => setCrops({ ...crops, [ratio]: crop })}
        />
      ))}
      <Button
        loading={busy}
        onClick={() =>
          void run({ story_id: story.id, cover: { media_id: chosen.media_id, crops } }).catch(() => undefined)
        }
      >
        保存封面
      </Button>
    </>
  )
}

export function CoverTab({ story, editable }: { story: FullStory; editable: boolean }) {
  const { data } = useMedia('image')
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState<Medium>()
  const remove = useCommand<typeof setCover>('newsroom.set-cover', '已去掉封面')
  const cover = story.cover as Cover | null
  const picture = picked ?? data?.find(one => one.id === cover?.media_id)
  const chosen = picked
    ? { media_id: picked.id, src: picked.src!, crops: wholeOf(picked) }
    : cover && { ...cover, crops: cover.crops as Crops }
  return (
    <section className="cover" aria-label="封面">
      <h2>封面</h2>
      <ErrorNote error={remove.error} />
      {!chosen && <p className="soft">还没有封面。公众号头条用 2.35:1，转发卡片和次条用 1:1。</p>}
      {chosen && !editable && <img className="cover-whole" src={chosen.src} alt="封面" />}
      {chosen && editable && picture && <Cuts key={chosen.media_id} story={story} chosen={chosen} picture={picture} />}
      {editable && (
        <div className="choices">
          <Button size="small" onClick={() => setOpen(true)}>
            {chosen ? '换一张' : '选封面'}
          </Button>
          {cover && (
            <Button
              size="small"
              loading={remove.busy}
              onClick={() =>
                void remove.run({ story_id: story.id, cover: null }).then(
                  () => setPicked(undefined),
                  () => undefined,
                )
              }
            >
              去掉封面
            </Button>
          )}
        </div>
      )}
      {open && (
        <Library
          close={() => setOpen(false)}
          take={one => {
            setPicked(one)
            setOpen(false)
          }}
        />
      )}
    </section>
  )
}
