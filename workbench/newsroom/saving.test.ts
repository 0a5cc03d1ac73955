// What somebody types into a story survives the window, the browser and the line: a thousand random runs of crashes, second
// windows and offline spells against a server that keeps versions as ours does.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Autosave, type Store } from '../ui/autosave.ts'

type Text = { words: string }
class Conflict extends Error {}
class Lost extends Error {}

/** The server: a save stands on the newest version, and one id is answered once. */
function newsServer() {
  const versions: Text[] = [{ words: '' }]
  const answers = new Map<string, number>()
  let line: 'up' | 'down' | 'answer-lost' = 'up'
  return {
    versions,
    set: (next: typeof line) => {
      line = next
    },
    async send({ id, content, version }: { id: string; content: Text; version: number }) {
      if (line === 'down') throw new Lost()
      const before = answers.get(id)
      if (before === undefined && version !== versions.length - 1) throw new Conflict()
      const now = before ?? versions.push(content) - 1
      answers.set(id, now)
      if (line === 'answer-lost') throw new Lost()
      return { version: now }
    },
  }
}

function browser(): Store & { all: Map<string, string> } {
  const all = new Map<string, string>()
  return {
    all,
    getItem: key => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: key => void all.delete(key),
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('type' as const), window: fc.nat(1), words: fc.string({ minLength: 1, maxLength: 6 }) }),
  fc.record({ do: fc.constantFrom('save' as const, 'crash' as const), window: fc.nat(1) }),
  fc.record({ do: fc.constantFrom('up' as const, 'down' as const, 'answer-lost' as const), window: fc.constant(0) }),
)

test('nothing that was typed is lost by a crash, a second window or an offline spell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const server = newsServer()
      const store = browser()
      let id = 0
      // made anew after a crash: what the browser holds is all there is
      const open = (window: number) =>
        new Autosave<Text>({
          key: `story:${window}`,
          store,
          version: server.versions.length - 1,
          send: attempt => server.send(attempt),
          outcomeUnknown: error => error instanceof Lost,
          isConflict: error => error instanceof Conflict,
          newId: () => {
            id += 1
            return String(id)
          },
          saveAfterMs: 1_000_000,
        })
      const windows = [open(0), open(1)]
      const typed: (string | undefined)[] = [undefined, undefined]
      for (const one of steps) {
        const saving = windows[one.window]!
        if (one.do === 'type') {
          typed[one.window] = one.words
          saving.change({ words: one.words })
        } else if (one.do === 'save') await saving.flush()
        else if (one.do === 'crash') {
          saving.stop()
          windows[one.window] = open(one.window)
        } else server.set(one.do)
        for (const [window, words] of typed.entries()) {
          const kept = windows[window]!.unsaved()?.words
          const held = server.versions.some(version => version.words === words)
          // the newest typing of each window is in it, in the browser or on the server: never nowhere
          if (words !== undefined) expect(kept === words || held).toBe(true)
        }
      }
      // versions stand on each other: no save wrote over a text that its writer had not seen
      server.set('up')
      for (const saving of windows) {
        // the first may only settle an attempt whose answer was lost
        await saving.flush()
        await saving.flush()
        const left = saving.unsaved()
        if (left) expect(saving.state().kind).toBe('conflict')
        saving.stop()
      }
    }),
    { numRuns: 1000 },
  )
})
