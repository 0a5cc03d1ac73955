// The types of file the house keeps: how they are named, how large they may be, and whether a browser may show them in place.

const MB = 1024 * 1024
const IMAGE_MAX = 30 * MB
const DOCUMENT_MAX = 100 * MB
const TEXT_MAX = 20 * MB
const ARCHIVE_MAX = 200 * MB
const AUDIO_MAX = 200 * MB
const VIDEO_MAX = 2000 * MB

export type FileKind = 'image' | 'document' | 'text' | 'archive' | 'audio' | 'video'

export type FileType = {
  type: string
  kind: FileKind
  /** what people call it */
  title: string
  extensions: readonly string[]
  /** other names under which browsers send it */
  also?: readonly string[]
  max_bytes: number
  /** may be shown in the page; everything else is always a download */
  inline?: true
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

const image = (type: string, title: string, ...extensions: string[]): FileType => ({
  type,
  kind: 'image',
  title,
  extensions,
  max_bytes: IMAGE_MAX,
  inline: true,
})
const document = (type: string, title: string, ...extensions: string[]): FileType => ({
  type,
  kind: 'document',
  title,
  extensions,
  max_bytes: DOCUMENT_MAX,
})

export const FILE_TYPES: readonly FileType[] = [
  { ...image('image/jpeg', 'JPEG 图片', 'jpg', 'jpeg'), also: ['image/jpg', 'image/pjpeg'] },
  image('image/png', 'PNG 图片', 'png'),
  image('image/gif', 'GIF 图片', 'gif'),
  image('image/webp', 'WebP 图片', 'webp'),
  { ...document('application/pdf', 'PDF', 'pdf'), inline: true },
  document(`${OFFICE}wordprocessingml.document`, 'Word 文件', 'docx'),
  document(`${OFFICE}spreadsheetml.sheet`, 'Excel 表格', 'xlsx'),
  document(`${OFFICE}presentationml.presentation`, 'PPT 演示', 'pptx'),
  { ...document('application/msword', '旧版 Word 文件', 'doc', 'wps'), also: ['application/vnd.ms-works'] },
  { ...document('application/vnd.ms-excel', '旧版 Excel 表格', 'xls', 'et'), also: ['application/wps-office.et'] },
  { ...document('application/ofd', 'OFD 版式文件', 'ofd'), also: ['application/x-ofd'] },
  {
    type: 'application/xml',
    kind: 'text',
    title: 'XML（电子发票）',
    extensions: ['xml'],
    also: ['text/xml'],
    max_bytes: TEXT_MAX,
  },
  { type: 'text/plain', kind: 'text', title: '文本', extensions: ['txt'], max_bytes: TEXT_MAX },
  { type: 'text/csv', kind: 'text', title: 'CSV 表格', extensions: ['csv'], max_bytes: TEXT_MAX },
  {
    type: 'application/zip',
    kind: 'archive',
    title: 'ZIP 压缩包',
    extensions: ['zip'],
    also: ['application/x-zip-compressed'],
    max_bytes: ARCHIVE_MAX,
  },
  {
    type: 'audio/mpeg',
    kind: 'audio',
    title: 'MP3 音频',
    extensions: ['mp3'],
    also: ['audio/mp3'],
    max_bytes: AUDIO_MAX,
    inline: true,
  },
  {
    type: 'audio/mp4',
    kind: 'audio',
    title: 'M4A 音频',
    extensions: ['m4a'],
    also: ['audio/x-m4a'],
    max_bytes: AUDIO_MAX,
    inline: true,
  },
  {
    type: 'audio/wav',
    kind: 'audio',
    title: 'WAV 音频',
    extensions: ['wav'],
    also: ['audio/x-wav', 'audio/wave'],
    max_bytes: AUDIO_MAX,
    inline: true,
  },
  { type: 'video/mp4', kind: 'video', title: 'MP4 视频', extensions: ['mp4'], max_bytes: VIDEO_MAX, inline: true },
  { type: 'video/webm', kind: 'video', title: 'WebM 视频', extensions: ['webm'], max_bytes: VIDEO_MAX, inline: true },
  { type: 'video/quicktime', kind: 'video', title: 'MOV 视频', extensions: ['mov'], max_bytes: VIDEO_MAX },
]

/** A picture above this is refused by its header, before a byte is decoded. */
export const PIXELS_MAX = 50_000_000

export function fileType(type: string): FileType | undefined {
  return FILE_TYPES.find(one => one.type === type || one.also?.includes(type))
}

export function typeOfExtension(extension: string): FileType | undefined {
  return FILE_TYPES.find(one => one.extensions.includes(extension))
}
