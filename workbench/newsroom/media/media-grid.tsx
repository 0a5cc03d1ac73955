// The library as a sheet of small pictures.
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { MEDIA_KINDS, type MediaKind, RIGHTS, type Rights } from '../../../src/newsroom/media/media-vocabulary.ts'
import type { Medium } from './data.ts'

function Face({ one }: { one: Medium }) {
  if (one.state === 'waiting')
    return <Progress type="circle" size={64} percent={one.progress} aria-label={`${one.name}转码进度`} />
  if (one.state === 'failed' || one.withdrawn_at)
    return <span className="soft">{one.withdrawn_at ? '已撤下' : '没有转成'}</span>
  if (one.kind === 'image' && one.src)
    return <img src={one.src} alt={one.alt || one.caption || one.name} loading="lazy" />
  if (one.kind === 'video' && one.src)
    return (
      // biome-ignore lint/a11y/useMediaCaption: raw footage in the library has no captions yet
      <video src={one.src} controls preload="none" aria-label={one.name} />
    )
  return <span className="soft">{MEDIA_KINDS[one.kind as MediaKind]}</span>
}

/** `act` gives what can be done about one. */
export function MediaGrid({ list, act }: { list: readonly Medium[]; act: (one: Medium) => ReactNode }) {
  return (
    <ul className="media-grid" aria-label="媒体库">
      {list.map(one => (
        <li key={one.id}>
          <div className="face">
            <Face one={one} />
          </div>
          <b>{one.caption || one.name}</b>
          <small>
            {[one.credit, RIGHTS[one.rights as Rights], one.licence_until && `到 ${one.licence_until}`]
              .filter(Boolean)
              .join('　')}
          </small>
          {one.expired && <small className="bad">授权已到期，不能再用</small>}
          {one.message && <small className={one.state === 'failed' ? 'bad' : ''}>{one.message}</small>}
          {one.withdrawn_at && <small className="bad">{one.withdrawn_why}</small>}
          {act(one)}
        </li>
      ))}
    </ul>
  )
}
