// One id for one submission: a retry after a lost answer carries the same id, so that the server does it once.

type Stored = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Sent = { key: string; id: string }

/** True when nobody knows whether the server did it: the network failed, or the server broke off. */
export function outcomeUnknown(error: unknown): boolean {
  const { status } = error as { status?: unknown }
  return typeof status !== 'number' || status === 0 || status >= 500
}

/**
 * Submissions of one form. The same input under way is not sent again; after an unknown outcome the same input goes out
 * under the same id, also after the page was loaded anew when `store` is given; after an answer the next one is new.
 */
export function submissions<I, O>(
  name: string,
  send: (input: I, id: string) => Promise<O>,
  { store, newId = () => crypto.randomUUID() }: { store?: Stored | undefined; newId?: () => string } = {},
) {
  const place = `submission:${name}`
  let unknown: Sent | undefined
  let underWay: { key: string; answer: Promise<O> } | undefined
  const remembered = (): Sent | undefined => unknown ?? JSON.parse(store?.getItem(place) ?? 'null') ?? undefined
  async function attempt(input: I, key: string): Promise<O> {
    const before = remembered()
    const id = before?.key === key ? before.id : newId()
    unknown = { key, id }
    // written before it is sent: a crash while waiting leaves the id behind
    store?.setItem(place, JSON.stringify(unknown))
    const settled = () => {
      unknown = undefined
      store?.removeItem(place)
    }
    try {
      const output = await send(input, id)
      settled()
      return output
    } catch (error) {
      if (!outcomeUnknown(error)) settled()
      throw error
    }
  }
  return (input: I): Promise<O> => {
    const key = JSON.stringify(input)
    if (underWay?.key === key) return underWay.answer
    const answer = attempt(input, key).finally(() => {
      if (underWay?.answer === answer) underWay = undefined
    })
    underWay = { key, answer }
    return answer
  }
}
