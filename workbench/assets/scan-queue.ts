// Scans wait in this browser until the server has them: a dead spot, a closed page or a lost answer loses and doubles nothing.

export type How = 'camera' | 'scanner' | 'workbook' | 'hand'
export type Scan = { scan_id: string; code: string; place: string; how: How; scanned_at: string }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
export type Taken = { code: string; card_no: string | null; name: string | null; wanted: boolean }
export type Answer = { found_count: number; item_count: number; taken: Taken[] }

/** The server takes no more than this at once. */
const BATCH = 500

/** The queue of one stocktake. Each scan has its id from the moment it is read, so that sending twice counts once. */
export function scanQueue(
  stocktakeId: string,
  store: Store,
  { newId = () => crypto.randomUUID() as string, now = () => new Date() } = {},
) {
  const place = `scans:${stocktakeId}`
  const read = (): Scan[] => JSON.parse(store.getItem(place) ?? '[]')
  const write = (scans: readonly Scan[]) =>
    scans.length === 0 ? store.removeItem(place) : store.setItem(place, JSON.stringify(scans))
  let underWay: Promise<Answer | undefined> | undefined

  async function sendAll(send: (scans: Scan[]) => Promise<Answer>): Promise<Answer | undefined> {
    let answer: Answer | undefined
    for (let batch = read().slice(0, BATCH); batch.length > 0; batch = read().slice(0, BATCH)) {
      answer = await send(batch)
      const sent = new Set(batch.map(scan => scan.scan_id))
      // read again: more may have been scanned while the batch was on its way
      write(read().filter(scan => !sent.has(scan.scan_id)))
    }
    return answer
  }

  return {
    pending: read,
    /** Gives up what waits: a stocktake that is concluded takes nothing any more. */
    drop: () => write([]),
    add(code: string, how: How, where = ''): Scan | undefined {
      const text = code.trim()
      if (text === '') return undefined
      const scan = {
        scan_id: newId(),
        code: text.slice(0, 120),
        place: where.trim(),
        how,
        scanned_at: now().toISOString(),
      }
      write([...read(), scan])
      return scan
    },
    /** Sends what waits, oldest first; what cannot be sent stays. One sending at a time. */
    flush(send: (scans: Scan[]) => Promise<Answer>): Promise<Answer | undefined> {
      underWay ??= sendAll(send).finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}
