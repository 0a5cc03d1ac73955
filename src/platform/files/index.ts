// Files people bring: kept by content, checked by their bytes, read by whoever their use allows.

export { forgetSweep, forgetUploads } from './forget.ts'
export { disposition, harmlessName } from './names.ts'
export { mountResumable } from './resumable.ts'
export { type FileParts, mountFiles, sendFile } from './routes.ts'
export {
  attachFile,
  detachFile,
  type FileRow,
  type FileUse,
  filesOf,
  findFile,
  keepBlob,
  nameFile,
  readableFile,
  shareFiles,
  unshareFiles,
} from './rows.ts'
export { type FileStore, type Incoming, type KeptBlob, openFileStore, sweepUploads } from './store.ts'
export { FILE_TYPES, type FileKind, type FileType, fileType, PIXELS_MAX } from './types-table.ts'
