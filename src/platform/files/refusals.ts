// What the store of files refuses.
import { refusal } from '../../kernel/index.ts'

type Named = { name: string }

export const emptyUpload = refusal<Named>('files.empty', 422, f => `“${f.name}”是空文件，没有收下。`)
export const unknownType = refusal<Named>(
  'files.unknown-type',
  415,
  f =>
    `“${f.name}”不是能收的文件。能收图片（JPG、PNG、GIF、WebP）、PDF、Word、Excel、PPT、OFD、文本、ZIP、MP3、MP4、MOV。`,
)
export const activeContent = refusal<Named & { what: string }>(
  'files.active-content',
  415,
  f => `“${f.name}”是${f.what}，可能带有脚本，没有收下。图形请导出为 PNG，网页请另存为 PDF。`,
)
export const lyingType = refusal<Named & { claimed: string; found: string }>(
  'files.lying-type',
  415,
  f => `“${f.name}”说是${f.claimed}，内容却是${f.found}。请用正确的扩展名重新导出。`,
)
export const severalTypes = refusal<Named & { what: string }>(
  'files.several-types',
  415,
  f => `“${f.name}”里夹带了${f.what}，同一个文件能当两种用，没有收下。请重新导出一份。`,
)
export const fileTooLarge = refusal<Named & { title: string; limit_mb: number }>(
  'files.too-large',
  413,
  f => `“${f.name}”超过 ${f.limit_mb} MB，${f.title}不能再大。请压缩或剪短后再传。`,
)
export const tooManyPixels = refusal<Named & { width: number; height: number }>(
  'files.too-many-pixels',
  413,
  f => `“${f.name}”有 ${f.width}×${f.height} 像素，超过 5000 万像素的上限，没有打开。请缩小后再传。`,
)
export const brokenPicture = refusal<Named>('files.broken-picture', 422, f => `“${f.name}”读不出宽和高，图片可能坏了。`)
export const uploadBroken = refusal<Named>(
  'files.upload-broken',
  422,
  f => `“${f.name}”没有传完就断了，什么也没有留下。请重新上传。`,
)
export const noSuchFile = refusal('files.no-such-file', 404, () => '没有这个文件，或者您看不到它。')
export const wrongKind = refusal<Named & { wanted: string }>(
  'files.wrong-kind',
  422,
  f => `“${f.name}”不能用在这里，这里要的是${f.wanted}。`,
)
export const noSuchUpload = refusal('files.no-such-upload', 404, () => '没有这次上传，请重新选择文件。')
export const uploadElsewhere = refusal<{ offset: number }>(
  'files.upload-elsewhere',
  409,
  () => '这个文件已经传到别的位置，或者正在另一个窗口里传，系统会从断开的地方接着传。',
)
