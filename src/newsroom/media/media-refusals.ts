// What the media library refuses.
import { refusal } from '../../kernel/index.ts'

type Named = { name: string }

export const badPicture = refusal<Named>(
  'newsroom.bad-picture',
  422,
  f => `“${f.name}”打不开，图片可能坏了。请用看图软件另存一份再传。`,
)
export const noSuchMedia = refusal('newsroom.no-such-media', 404, () => '媒体库里没有这一件，或者已经撤下。')
export const licenceWanted = refusal(
  'newsroom.licence-wanted',
  422,
  () => '通讯社授权和购买授权的，要写明授权依据（合同号、协议或授权书）。',
)
export const mediaWithdrawn = refusal('newsroom.media-withdrawn', 409, () => '这一件已经撤下。')
export const cropOutside = refusal<{ ratio: string }>(
  'newsroom.crop-outside',
  422,
  f => `封面裁剪 ${f.ratio} 超出了图片，或者比例不对。请重新拉选。`,
)
export const badWordFile = refusal<Named>(
  'newsroom.bad-word-file',
  422,
  f => `“${f.name}”读不出来，可能已损坏或加了密码。请在 Word 或 WPS 里另存为 .docx 后再试。`,
)
