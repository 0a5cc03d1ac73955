// A refusal: a rule says no. Thrown, rolls the transaction back, and is shown to the person as it is.

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503

export type Facts = Record<string, unknown>

/** What a person is told when a rule says no. `code` is stable and never reused; `message` is Chinese and fit to show. */
export class Refusal extends Error {
  readonly code: string
  readonly status: RefusalStatus
  readonly facts: Facts
  override readonly name = 'Refusal'

  constructor(code: string, status: RefusalStatus, message: string, facts: Facts = {}) {
    super(message)
    this.code = code
    this.status = status
    this.facts = facts
  }
}

/**
 * Declares one refusal: `export const wrongState = refusal('procurement.wrong-state', 409, f => `…${f.state}…`)`.
 * The result makes the error; the caller throws it.
 */
export function refusal<F extends Facts = Facts>(code: string, status: RefusalStatus, message: (facts: F) => string) {
  return (facts: F = {} as F) => new Refusal(code, status, message(facts), facts)
}
