// Where product and model part: the operation, and what each of them says.

/** Counts what was accepted and what was rightly refused. */
export type Tally = (due: string) => void

export function differs(op: unknown, model: string, answer: string): void {
  if (model !== answer) throw new Error(`${JSON.stringify(op)}: the model says ${model}, the product ${answer}`)
}

/** `ok`, or the code of the refusal. */
export function codeOf({ status, body }: { status: number; body: { code?: string } }): string {
  return status === 200 ? 'ok' : String(body?.code ?? status)
}
