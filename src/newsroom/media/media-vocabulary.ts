// The words of the media library: whose a picture is, and the cuts that covers come in.

export const RIGHTS = {
  own: '本单位采集',
  contributed: '通讯员、读者供稿',
  agency: '通讯社授权',
  licensed: '购买授权',
  official: '政务部门提供',
  imported: '旧稿带入，权属待核',
} as const
export type Rights = keyof typeof RIGHTS
/** What somebody may choose; pictures of imported stories are marked by the program. */
export const CHOSEN_RIGHTS = ['own', 'contributed', 'agency', 'licensed', 'official'] as const

export const MEDIA_KINDS = { image: '图片', video: '视频', audio: '音频' } as const
export type MediaKind = keyof typeof MEDIA_KINDS

/** Width to height of the cuts a cover has. */
export const COVER_RATIOS = { '2.35:1': 2.35, '1:1': 1 } as const
export type CoverRatio = keyof typeof COVER_RATIOS

/** A part of a picture in fractions of its sides. */
export type Crop = { x: number; y: number; width: number; height: number }
export type Cover = { media_id: string; src: string; crops: Record<string, Crop> }

/** The largest part of the ratio around the middle. */
export function middleCrop(width: number, height: number, ratio: number): Crop {
  const wide = width / height > ratio
  const size = wide ? { width: (height * ratio) / width, height: 1 } : { width: 1, height: width / ratio / height }
  return { x: (1 - size.width) / 2, y: (1 - size.height) / 2, ...size }
}
