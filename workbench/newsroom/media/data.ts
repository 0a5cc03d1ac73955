// What the media library's pages read and send.
import { useQuery } from '@tanstack/react-query'
import type { media } from '../../../src/newsroom/media/media-queries.ts'
import type { Rights } from '../../../src/newsroom/media/media-vocabulary.ts'
import { ask, post } from '../../app/api.ts'
import { type KeptFile, uploadFile } from '../../app/upload.ts'

export type Medium = Awaited<ReturnType<typeof ask<typeof media>>>[number]

export type About = {
  caption?: string
  alt?: string
  credit?: string
  rights: Exclude<Rights, 'imported'>
  licence?: string
  licence_until?: string | null
}

const WAITING_MS = 2_000

export function useMedia(kind?: string) {
  return useQuery({
    queryKey: ['newsroom.media', kind ?? ''],
    queryFn: () => ask<typeof media>('newsroom.media', { kind }),
    // a film that is being made ready tells how far it is
    refetchInterval: query => (query.state.data?.some(one => one.state === 'waiting') ? WAITING_MS : false),
  })
}

/** Enters an uploaded picture: the server paints it anew. */
export const enterPicture = (file: KeptFile, about: About) =>
  post<{ media_id: string; src: string }>('/api/newsroom/enter-picture', { file_id: file.file_id, ...about })

export type ReadWord = { headline: string; body: unknown; notes: string[] }

/** A Word file as headline and body; its pictures are in the library then. */
export async function readWord(file: File): Promise<ReadWord> {
  const kept = await uploadFile(file)
  return post<ReadWord>('/api/newsroom/read-word-file', { file_id: kept.file_id })
}
