// Finds many patterns in one pass over a text (Aho and Corasick 1975), every one wherever it stands, also inside another.

export type Match = { pattern: number; start: number; end: number }

type Node = { next: Map<string, number>; fail: number; ends: number[]; link: number }

const node = (): Node => ({ next: new Map(), fail: 0, ends: [], link: 0 })

export class Matcher {
  readonly #nodes: Node[] = [node()]
  readonly #lengths: number[]

  constructor(patterns: readonly string[]) {
    this.#lengths = patterns.map(pattern => pattern.length)
    patterns.forEach((pattern, index) => {
      if (pattern !== '') this.#insert(pattern, index)
    })
    this.#connect()
  }

  #insert(pattern: string, index: number): void {
    let at = 0
    for (let n = 0; n < pattern.length; n += 1) {
      const letter = pattern[n]!
      let to = this.#nodes[at]!.next.get(letter)
      if (to === undefined) {
        to = this.#nodes.push(node()) - 1
        this.#nodes[at]!.next.set(letter, to)
      }
      at = to
    }
    this.#nodes[at]!.ends.push(index)
  }

  /** Breadth first: where to go on when a letter does not fit, and the next shorter pattern that ends here. */
  #connect(): void {
    const queue = [...this.#nodes[0]!.next.values()]
    for (let head = 0; head < queue.length; head += 1) {
      const at = queue[head]!
      for (const [letter, to] of this.#nodes[at]!.next) {
        queue.push(to)
        const fail = this.#step(this.#nodes[at]!.fail, letter)
        this.#nodes[to]!.fail = fail
        const shorter = this.#nodes[fail]!
        this.#nodes[to]!.link = shorter.ends.length > 0 ? fail : shorter.link
      }
    }
  }

  #step(from: number, letter: string): number {
    let at = from
    for (;;) {
      const to = this.#nodes[at]!.next.get(letter)
      if (to !== undefined) return to
      if (at === 0) return 0
      at = this.#nodes[at]!.fail
    }
  }

  /** All matches, by their end. */
  find(text: string): Match[] {
    const found: Match[] = []
    let at = 0
    for (let n = 0; n < text.length; n += 1) {
      at = this.#step(at, text[n]!)
      for (let out = at; out !== 0; out = this.#nodes[out]!.link)
        for (const pattern of this.#nodes[out]!.ends)
          found.push({ pattern, start: n + 1 - this.#lengths[pattern]!, end: n + 1 })
    }
    return found
  }
}
