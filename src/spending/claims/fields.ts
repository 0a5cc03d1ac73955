// What a claim is filled with: items, payees, and what each kind asks besides.
import { z } from 'zod'
import { DayField, FenInput, Id, PositiveFen, Text } from '../../platform/index.ts'
import {
  type KINDS,
  MEETING_CLASSES,
  PAY_BY,
  PLACE_CLASSES,
  RANKS,
  TRAINING_CLASSES,
  VEHICLE_USES,
} from '../vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const NotNegative = FenInput.refine(fen => fen >= 0n, '金额不能为负')
const Count = z.number().int('应为整数').min(0, '不能为负').max(10_000)
const Period = { from_day: DayField, to_day: DayField }
const inOrder = (days: { from_day: string; to_day: string }) => days.from_day <= days.to_day
const order = { path: ['to_day'], message: '结束日期不能早于开始日期' }

/** An identity card number: 18 characters of text, the last one a check of the others (GB 11643). */
export function isIdentityNo(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

const DETAILS = {
  office: z.strictObject({ kind: z.literal('office') }),
  travel: z
    .strictObject({
      kind: z.literal('travel'),
      place: Text(60),
      place_class: z.enum(keys(PLACE_CLASSES)),
      ...Period,
      travellers: z
        .array(z.strictObject({ name: Text(40), rank: z.enum(keys(RANKS)) }))
        .min(1, '至少一人')
        .max(50),
      fares_fen: NotNegative,
      lodging_fen: NotNegative,
      self_borne_fen: NotNegative.default(0n),
    })
    .refine(inOrder, order)
    .refine(travel => travel.self_borne_fen <= travel.lodging_fen, {
      path: ['self_borne_fen'],
      message: '自理部分不能超过住宿费',
    }),
  meeting: z
    .strictObject({
      kind: z.literal('meeting'),
      class: z.enum(keys(MEETING_CLASSES)),
      place: Text(60),
      ...Period,
      head_count: Count.min(1, '至少一人'),
    })
    .refine(inOrder, order),
  training: z
    .strictObject({
      kind: z.literal('training'),
      class: z.enum(keys(TRAINING_CLASSES)),
      place: Text(60),
      ...Period,
      head_count: Count.min(1, '至少一人'),
    })
    .refine(inOrder, order),
  reception: z.strictObject({
    kind: z.literal('reception'),
    guest_unit: Text(60),
    letter_no: Text(80),
    guest_count: Count.min(1, '至少一人'),
    company_count: Count,
  }),
  vehicle: z.strictObject({ kind: z.literal('vehicle'), plate_no: Text(12), use: z.enum(keys(VEHICLE_USES)) }),
  labour: z.strictObject({ kind: z.literal('labour'), work: Text(200) }),
  purchase: z.strictObject({ kind: z.literal('purchase') }),
  loan: z.strictObject({ kind: z.literal('loan'), due_on: DayField }),
} as const satisfies Record<keyof typeof KINDS, z.ZodType>

type DetailsOf = { [K in keyof typeof DETAILS]: (typeof DETAILS)[K] }[keyof typeof DETAILS]
const Details = z.union(Object.values(DETAILS) as unknown as readonly [DetailsOf, ...DetailsOf[]])
export type ClaimDetails = { [K in keyof typeof DETAILS]: z.output<(typeof DETAILS)[K]> }[keyof typeof DETAILS]

const Item = z.strictObject({
  title: Text(80),
  on_date: DayField,
  amount_fen: PositiveFen,
  note: z.string().trim().max(200).default(''),
})

const Payee = z.strictObject({
  name: Text(60),
  id_no: z
    .string()
    .trim()
    .refine(text => text === '' || isIdentityNo(text), '身份证号不对，应为 18 位，末位是校验码')
    .default(''),
  bank: z.string().trim().max(80).default(''),
  account_no: z
    .string()
    .trim()
    .regex(/^[\d-]{0,34}$/, '账号只能是数字')
    .default(''),
  gross_fen: PositiveFen,
  tax_fen: NotNegative.default(0n),
})

export const ClaimFields = z.strictObject({
  claim_id: Id.nullable().default(null),
  /** the version the person saw; a save that stands on an older one is refused */
  version: z.number().int().min(0).default(0),
  title: Text(80),
  on_date: DayField,
  line_no: Text(20),
  section: Text(40),
  purpose: z.string().trim().max(500).default(''),
  details: Details,
  items: z.array(Item).max(200).default([]),
  /** none when a loan settles the whole claim */
  payees: z.array(Payee).max(500),
  pay_by: z.enum(keys(PAY_BY)).default('bank'),
  loan_id: Id.nullable().default(null),
  offset_fen: NotNegative.default(0n),
  contract_no: z.string().trim().max(80).nullable().default(null),
  requisition_id: Id.nullable().default(null),
  is_example: z.boolean().default(false),
})
export type ClaimInput = z.output<typeof ClaimFields>
