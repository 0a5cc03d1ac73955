// The difference of two texts, character by character, as an editor marks it: struck out and put in.
import { diffChars, diffLines } from 'diff'
import { useMemo } from 'react'

/** beyond this many changed characters line by line is quicker and easier to read */
const EDITS_MAX = 2000

export function TextDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(
    () => diffChars(before, after, { maxEditLength: EDITS_MAX }) ?? diffLines(before, after),
    [before, after],
  )
  if (before === after) return <p className="soft">没有改动。</p>
  return (
    <div className="text-diff">
      {parts.map((part, at) =>
        part.added ? (
          <ins key={at}>{part.value}</ins>
        ) : part.removed ? (
          <del key={at}>{part.value}</del>
        ) : (
          <span key={at}>{part.value}</span>
        ),
      )}
    </div>
  )
}
