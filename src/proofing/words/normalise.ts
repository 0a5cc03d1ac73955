// Two readings of a text beside the raw one, each with the way back to raw offsets: folded (full width, case, invisible
// characters) and squeezed (noise between letters left out). Numerals keep their own letters: 一 is not 1.

export type Folded = {
  text: string
  /** for each code unit of `text`, the raw offset it came from; one more at the end */
  at: number[]
}

/** Zero-width characters, marks of direction, soft hyphens, variation selectors: seen by nobody. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u

/** What somebody puts between two letters to hide a word; marks that end or divide sentences are not among them. */
const NOISE = /[\s*·•.\-_~^#@+=|/\\<>()[\]{}'"`…—–×☆★○●◆◇※]/

function foldLetter(letter: string): string {
  const wide = letter.normalize('NFKC')
  // ① and ㈠ and the like keep their shape: folding them would make numbers out of lists
  const folded = wide.length === 1 || letter.length === wide.length ? wide : letter
  return folded.toLowerCase().length === folded.length ? folded.toLowerCase() : folded
}

/** The text as a reader sees it, in one width and one case. */
export function fold(raw: string): Folded {
  const at: number[] = []
  let text = ''
  let offset = 0
  for (const letter of raw) {
    if (!INVISIBLE.test(letter)) {
      const folded = foldLetter(letter)
      text += folded
      for (let n = 0; n < folded.length; n += 1) at.push(offset)
    }
    offset += letter.length
  }
  at.push(raw.length)
  return { text, at }
}

/** A folded text without noise; `at` leads back into the folded text. Lines stay apart. */
export function squeeze(folded: string): Folded {
  const at: number[] = []
  let text = ''
  for (let n = 0; n < folded.length; n += 1) {
    const letter = folded[n]!
    if (letter !== '\n' && NOISE.test(letter)) continue
    text += letter
    at.push(n)
  }
  at.push(folded.length)
  return { text, at }
}
