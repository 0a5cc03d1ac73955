// A form field that takes files: each is uploaded at once, with its progress; the value is what the server kept.
import { Button, Upload, type UploadFile } from 'antd'
import { useState } from 'react'
import { FILE_TYPES, type FileKind } from '../../src/platform/files/types-table.ts'
import { fileAddress, type KeptFile, uploadFile } from '../app/upload.ts'
import { ErrorNote } from './error-note.tsx'

const MB = 1024 * 1024

const typesOf = (kinds: readonly FileKind[]) => FILE_TYPES.filter(one => kinds.includes(one.kind))

/** Extensions for the browser's file dialogue. */
function accepted(kinds: readonly FileKind[]): string {
  return typesOf(kinds)
    .flatMap(one => one.extensions)
    .map(extension => `.${extension}`)
    .join(',')
}

function hint(kinds: readonly FileKind[]): string {
  const types = typesOf(kinds)
  const largest = Math.max(...types.map(one => one.max_bytes)) / MB
  return `${[...new Set(types.map(one => one.title))].join('、')}；单个不超过 ${largest} MB`
}

type Props = {
  kinds: readonly FileKind[]
  max?: number
  label?: string
  /** given by Form.Item */
  id?: string
  value?: readonly KeptFile[]
  onChange?: (files: KeptFile[]) => void
}

/** `<Form.Item name="files"><FilesField kinds={['document', 'image']} /></Form.Item>`; its value is a list of kept files. */
export function FilesField({ kinds, max = 10, label = '选择文件', id, value = [], onChange }: Props) {
  const [coming, setComing] = useState<UploadFile[]>([])
  const [error, setError] = useState<unknown>()
  const done = value.map(kept => ({
    uid: kept.file_id,
    name: kept.name,
    status: 'done' as const,
    url: fileAddress(kept.file_id, { inline: true }),
  }))
  const take = async (file: File) => {
    const uid = crypto.randomUUID()
    const show = (percent: number) =>
      setComing(list => [
        ...list.filter(one => one.uid !== uid),
        { uid, name: file.name, status: 'uploading', percent },
      ])
    show(0)
    setError(undefined)
    try {
      const kept = await uploadFile(file, { onProgress: show })
      onChange?.([...value, kept].slice(-max))
    } catch (refused) {
      setError(refused)
    } finally {
      setComing(list => list.filter(one => one.uid !== uid))
    }
  }
  return (
    <div className="files-field">
      <Upload
        {...(id === undefined ? {} : { id })}
        accept={accepted(kinds)}
        fileList={[...done, ...coming]}
        beforeUpload={file => {
          void take(file)
          // sent by ourselves, with its progress
          return false
        }}
        onRemove={file => onChange?.(value.filter(kept => kept.file_id !== file.uid))}
      >
        {value.length < max && (
          <Button loading={coming.length > 0} title={hint(kinds)}>
            {label}
          </Button>
        )}
      </Upload>
      <ErrorNote error={error} />
    </div>
  )
}

/** The name of a kept file as a link to it. */
export function FileLink({ file_id, name }: { file_id: string; name: string }) {
  return (
    <a href={fileAddress(file_id, { inline: true })} target="_blank" rel="noreferrer">
      {name}
    </a>
  )
}
