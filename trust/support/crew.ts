// The people of a centre under trial, each with a client of their own, and claims spoken step by step.
import { must, SECTION } from './centre.ts'
import { type Client, openClient, signIn } from './client.ts'
import type { Product } from './product.ts'

const PASSWORD = '按部就班的试验口令-3x9p'
/** a loaded machine may leave a command without an answer */
const AGAIN = 3

/** Roles by person. `deputy` leads and buys, so that who does what can be refused to the same person. */
const ROLES = {
  applicant: ['editor'],
  outsider: ['editor'],
  finance: ['finance'],
  director: ['director'],
  deputy: ['director', 'operations'],
  buyer: ['operations'],
  cashier: ['cashier'],
} as const
export type Person = keyof typeof ROLES
export type Crew = Record<Person, Client> & { ids: Record<Person, string>; paper: string }

/** Employs the crew; `paper` is a file of the applicant that serves as any paper of a claim. */
export async function employ(product: Product, admin: Client, connections = 16): Promise<Crew> {
  const ids: Partial<Record<Person, string>> = {}
  const clients: Partial<Record<Person, Client>> = {}
  for (const [login, roles] of Object.entries(ROLES)) {
    const person = { name: login, login, roles, joined_on: '2024-01-01', password: PASSWORD, must_change: false }
    ids[login as Person] = (await must(admin, 'people.add-person', person)).person_id
    clients[login as Person] = openClient(product.url, await signIn(product.url, login, PASSWORD), connections, AGAIN)
  }
  const paper = await clients.applicant!.keepFile('凭证.txt', '试验用的凭证')
  return { ...(clients as Record<Person, Client>), ids: ids as Record<Person, string>, paper }
}

export function dismiss(crew: Crew): void {
  for (const who of Object.keys(ROLES) as Person[]) crew[who].close()
}

export type Answered = { code: string; body: Record<string, string> }

/** Speaks commands one after the other until one is refused: its code, or `ok`, and every body. */
export async function speak(
  crew: Crew,
  steps: readonly ((bodies: Record<string, string>[]) => { who: Person; name: string; input: unknown })[],
): Promise<{ code: string; bodies: Record<string, string>[] }> {
  const bodies: Record<string, string>[] = []
  for (const step of steps) {
    const { who, name, input } = step(bodies)
    const { status, body } = await crew[who].command(name, input)
    if (status !== 200) return { code: String(body?.code ?? status), bodies }
    bodies.push(body)
  }
  return { code: 'ok', bodies }
}

export type NewClaim = {
  line: string
  day: string
  amount: number
  details: object
  requisition_id?: string
  /** the number of its invoice, where it brings one */
  invoice?: string
  /** papers beside the invoice */
  papers?: readonly string[]
}

/** From the draft to the last approval: each step waits for the one before. The first body names the claim. */
export function claimSteps(crew: Crew, given: NewClaim) {
  const { line, day, amount, details, requisition_id, invoice, papers = [] } = given
  const fen = String(amount)
  const byAmount = invoice !== undefined
  const claim = {
    title: '试验单据',
    on_date: day,
    line_no: line,
    section: SECTION,
    details,
    items: byAmount ? [{ title: '试验', on_date: day, amount_fen: fen }] : [],
    payees: [{ name: '某商店', account_no: '6222000000000000', gross_fen: fen }],
    ...(requisition_id === undefined ? {} : { requisition_id }),
  }
  const id = (bodies: Record<string, string>[]) => bodies[0]!.claim_id
  const paper = (document: string, typed: object | null) => (bodies: Record<string, string>[]) => ({
    who: 'applicant' as const,
    name: 'spending.add-attachment',
    input: { claim_id: id(bodies), file_id: crew.paper, document, invoice: typed },
  })
  const approve = (who: Person, step_n: number) => (bodies: Record<string, string>[]) => ({
    who,
    name: 'spending.decide-claim',
    input: { claim_id: id(bodies), round: 1, step_n, decision: 'approve' },
  })
  const typed = byAmount ? { invoice_no: invoice, issued_on: day, seller: '某商店', total_fen: fen } : null
  return [
    () => ({ who: 'applicant' as const, name: 'spending.save-claim', input: claim }),
    ...(typed ? [paper('invoice', typed)] : []),
    ...papers.map(document => paper(document, null)),
    (bodies: Record<string, string>[]) => ({
      who: 'applicant' as const,
      name: 'spending.submit-claim',
      input: { claim_id: id(bodies), version: 1 },
    }),
    approve('finance', 1),
    approve('director', 2),
  ]
}

/** The payments of a batch by claim, as the cashier sees them. */
export async function paymentsOf(crew: Crew, batch_id: string): Promise<Map<string, string>> {
  const { status, text } = await crew.cashier.text(`/api/spending/batch-payments?batch_id=${batch_id}`)
  if (status !== 200) throw new Error(`batch ${batch_id}: ${status} ${text}`)
  const rows = JSON.parse(text) as { id: string; claim_id: string }[]
  return new Map(rows.map(row => [row.claim_id, row.id]))
}
