// Saving a part of the report: numbers typed where figures belong stay here until they are chips.
import { type Content, typedNumbers } from '../../src/performance/content.ts'
import { Autosave as AnyAutosave, type SaveState as AnySaveState, type AutosaveParts } from '../ui/autosave.ts'

type Digits = { kind: 'digits'; digits: string[] }

export type SaveState = AnySaveState<Digits>

function held(content: Content): Digits | undefined {
  const digits = typedNumbers(content)
  return digits.length > 0 ? { kind: 'digits', digits } : undefined
}

export class Autosave extends AnyAutosave<Content, Digits> {
  constructor(parts: Omit<AutosaveParts<Content, Digits>, 'held'>) {
    super({ ...parts, held })
  }
}
