// Reads of the rules, and of the words the forms show.
import { z } from 'zod'
import { Int64, query } from '../../platform/index.ts'
import { readStandards } from '../amounts/standards.ts'
import { readRoutes } from '../approval/routes.ts'
import { cardTerms } from '../cards/card-terms.ts'
import { readRequirements } from '../claims/documents.ts'

const period = {
  id: Int64,
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
}
const Standard = z.object({
  ...period,
  kind: z.string(),
  item: z.string(),
  class: z.string(),
  rank: z.string(),
  unit: z.string(),
  limit_fen: Int64,
})
const Requirement = z.object({
  ...period,
  kind: z.string().nullable(),
  category: z.string().nullable(),
  from_fen: Int64,
  document: z.string(),
  due: z.string(),
})
const Route = z.object({
  ...period,
  kind: z.string().nullable(),
  from_fen: Int64,
  steps: z.array(z.object({ title: z.string(), role: z.string() })),
})
const Layout = z.object({
  id: Int64,
  name: z.string(),
  format: z.string(),
  encoding: z.string(),
  columns: z.array(z.object({ title: z.string(), value: z.string() })),
  source: z.string(),
  confirmed: z.boolean(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
})
const TaxBand = z.object({
  over_fen: Int64,
  rate_bp: z.number(),
  quick_fen: Int64,
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
})

const CardTerms = z.object({ ...period, statement_day: z.number(), due_after_days: z.number() })

export const rules = query({
  name: 'spending.rules',
  title: '报销规则',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    standards: z.array(Standard),
    requirements: z.array(Requirement),
    routes: z.array(Route),
    layouts: z.array(Layout),
    /** layouts that are not used any more */
    old_layouts: z.array(Layout),
    tax_bands: z.array(TaxBand),
    card_terms: z.array(CardTerms),
  }),
  read: async tx => ({
    standards: await readStandards(tx),
    requirements: await readRequirements(tx),
    routes: await readRoutes(tx),
    layouts: await tx<z.input<typeof Layout>[]>`
      select id, name, format, encoding, columns, source, confirmed, effective_from, effective_to from spending.bank_layouts
      where retired_at is null order by id`,
    old_layouts: await tx<z.input<typeof Layout>[]>`
      select id, name, format, encoding, columns, source, confirmed, effective_from, effective_to from spending.bank_layouts
      where retired_at is not null order by name, effective_from desc, id desc`,
    card_terms: await cardTerms(tx),
    tax_bands: await tx<z.input<typeof TaxBand>[]>`
      select over_fen, rate_bp, quick_fen, effective_from, effective_to, source, confirmed from spending.tax_bands
      order by effective_from, over_fen`,
  }),
})

const Relief = z.object({
  id: Int64,
  person: z.string(),
  relief_person_id: Int64,
  relief: z.string(),
  role: z.string(),
  from_day: z.string(),
  to_day: z.string(),
  reason: z.string(),
  named_by: z.string(),
})

export const reliefs = query({
  name: 'spending.reliefs',
  title: '委托与 AB 角',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Relief),
  read: tx => tx<z.input<typeof Relief>[]>`
    select x.id, a.name person, b.id relief_person_id, b.name relief, x.role, x.from_day, x.to_day, x.reason, x.named_by
    from spending.reliefs x join people.persons a on a.id = x.person_id join people.persons b on b.id = x.relief_id
    where x.ended_at is null order by x.to_day desc, x.id`,
})
