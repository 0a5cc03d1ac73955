// A file that the server reads before anything is taken in: what it read, or why it could not.
import { useState } from 'react'
import type { FileReading } from '../../src/platform/file-reading.ts'
import { readFile } from './api.ts'

/** Reads chosen files by a reading of the API; the last answer stays until the next one or until it is forgotten. */
export function useFileReading<F extends FileReading>(name: F['name'] & string) {
  const [read, setRead] = useState<Awaited<ReturnType<typeof readFile<F>>>>()
  const [unreadable, setUnreadable] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const choose = async (file: File) => {
    setBusy(true)
    setUnreadable(undefined)
    try {
      const answer = await readFile<F>(name, file)
      setRead(answer)
      return answer
    } catch (error) {
      setUnreadable(error)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const forget = () => {
    setRead(undefined)
    setUnreadable(undefined)
  }
  return { read, unreadable, busy, choose, forget }
}
