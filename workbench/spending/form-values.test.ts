import { expect, test } from 'vitest'
import { inputOf, typed, type Values, valuesOf } from './form-values.ts'

const values: Values = {
  title: '采访差旅',
  on_date: '2026-03-02',
  line_no: 'G03',
  section: '新闻采访部',
  pay_by: 'bank',
  details: {
    place: '省城',
    place_class: 'capital',
    travellers: [{ name: '记者', rank: '' }],
    fares: '200',
    lodging: '',
  },
  items: [{}, { title: '资料', amount: '1,200.5' }],
  payees: [{ name: '记者', account_no: '6222 0212 3456', gross: '12' }],
}

test('元 as typed become 分, empty rows are left out, accounts lose their blanks', () => {
  const input = inputOf('travel', values)
  expect(input.details).toMatchObject({ kind: 'travel', fares_fen: '20000', lodging_fen: '0', self_borne_fen: '0' })
  expect(input.items).toEqual([{ title: '资料', on_date: '2026-03-02', amount_fen: '120050', note: '' }])
  expect(input.payees[0]).toMatchObject({ account_no: '622202123456', gross_fen: '1200', tax_fen: '0' })
  expect(input.offset_fen).toBe('0')
})

test('a saved claim comes back as it was typed', () => {
  const saved = inputOf('travel', values)
  const payees = saved.payees.map((payee, at) => ({ ...payee, n: at + 1, amount_fen: payee.gross_fen, is_tax: false }))
  const again = valuesOf({ ...saved, payees, contract_no: null } as never)
  expect(inputOf('travel', again)).toEqual({ ...saved, items: [{ ...saved.items[0]!, amount_fen: '120050' }] })
  expect([typed('5'), typed('120050')]).toEqual(['0.05', '1200.50'])
})
