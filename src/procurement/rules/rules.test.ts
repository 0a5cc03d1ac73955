import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { HERE } from '../../../test/support/place.ts'
import { approved, contracted, draft, LINE, type Office, office, SECTION } from '../../../test/support/purchase.ts'
import { LEVELS, type Place, writePlace } from '../../people/index.ts'
import { ask, type Pool, type Query } from '../../platform/index.ts'
import { contracts } from '../contracts/contracts.ts'
import { chooseMethod } from '../requisitions/choose-method.ts'
import { requisition, requisitionChecks } from '../requisitions/requisition-queries.ts'
import { submitRequisition } from '../requisitions/submit-requisition.ts'
import { mostSpecific, nearness, regionsOf, ruleFor } from './rules.ts'
import { rules, setRule } from './set-rule.ts'

const place = (county: string, level: Place['level'] = '区县级'): Place => ({ ...HERE, county, level })
const rule = (region: string, level: string, effective_from = '2020-01-01') => ({ region, level, effective_from })

describe('of the rules that hold on a day', () => {
  test('the most specific that applies counts: nearer region, then own level, then the newer', () => {
    const national = rule('全国', '各级', '2026-01-01')
    const province = rule('湖南省', '各级')
    const own = rule('湖南省', '区县级')
    const newer = rule('湖南省', '区县级', '2021-01-01')
    const city = rule('湖南省某市', '各级')
    const district = rule('湖南省某市某区', '区县级')
    const others = [rule('湖南省', '市级', '2026-01-01'), rule('湖北省', '区县级', '2026-01-01'), rule('某市', '各级')]
    const chosen = (...held: ReturnType<typeof rule>[]) => mostSpecific([...others, ...held], HERE)
    expect(chosen()).toBeUndefined()
    expect(chosen(national)).toBe(national)
    expect(chosen(national, province)).toBe(province)
    expect(chosen(national, own, province)).toBe(own)
    expect(chosen(newer, own)).toBe(newer)
    expect(chosen(newer, city, national)).toBe(city)
    expect(chosen(city, district, newer)).toBe(district)
  })

  test('one for another region or level never applies, in whatever order they come', () => {
    const regions = ['全国', '湖南省', '湖南省某市', '湖南省某市某区', '湖南省某市他区', '湖北省', '湖南', '某市']
    const scopes = fc.record({
      region: fc.constantFrom(...regions),
      level: fc.constantFrom('各级', ...LEVELS),
      effective_from: fc.constantFrom('2020-01-01', '2024-01-01'),
    })
    fc.assert(
      fc.property(
        fc.array(scopes),
        fc.constantFrom('某区', '他区', ''),
        fc.constantFrom(...LEVELS),
        (held, county, level) => {
          const here = place(county, level)
          const one = mostSpecific(held, here)
          const fits = held.filter(
            each => regionsOf(here).includes(each.region) && ['各级', level].includes(each.level),
          )
          if (!one) return fits.length === 0
          const near = (each: typeof one) => nearness(each, here)!
          return fits.includes(one) && fits.every(each => near(each) <= near(one))
        },
      ),
    )
  })

  test('a municipality without cities, and a province alone, have their regions too', () => {
    const chongqing = { province: '重庆市', city: '', county: '渝中区', level: '区县级' as const }
    expect(regionsOf(chongqing)).toEqual(['全国', '重庆市', '重庆市渝中区'])
    expect(regionsOf({ ...chongqing, county: '', level: '省级' })).toEqual(['全国', '重庆市'])
    expect(regionsOf(undefined)).toEqual(['全国'])
  })
})

describe('in the product', () => {
  let pool: Pool
  let people: Office
  const at = new Date('2026-03-02T02:00:00Z')
  const read = <T>(query: Query, input: unknown) => ask(pool, query, { actor: staff(), at }, input) as Promise<T>
  const limitHere = () => pool.begin(tx => ruleFor(tx, 'limit', '2026-03-02', 'goods'))
  const stand = (where: Place) => pool.begin(tx => writePlace(tx, where))
  const limit = { kind: 'limit', category: 'goods', source: '试验文件', effective_from: '2026-01-01' }
  const items = [{ kind: 'asset', name: '云台', quantity: 1, unit_fen: '6000000' }]
  const checksOf = { section: SECTION, line_no: LINE, category: 'goods', items: 'asset,,1,6000000,云台' }

  beforeAll(async () => {
    pool = await testDatabase()
    people = await office(pool)
  })

  test('a newer rule of another city or level decides nothing here; a nearer one does, and says where it stands', async () => {
    await run(pool, setRule, { ...limit, region: '湖南省别市', level: '各级', value: '1' })
    await run(pool, setRule, { ...limit, region: '湖南省', level: '省级', value: '2' })
    expect((await limitHere()).value).toBe(30_000_000n)
    const level = { ...limit, region: '湖南省 某市', level: '县区', value: '1' }
    expect(await refusalOf(run(pool, setRule, level))).toBe('platform.malformed')
    await run(pool, setRule, { ...level, level: '各级', value: '5000000', source: '某市目录' })
    expect(await limitHere()).toMatchObject({ value: 5_000_000n, region: '湖南省某市', source: '某市目录' })
    const listed = await read<{ place: unknown; rules: Record<string, unknown>[] }>(rules, {})
    const goods = listed.rules.filter(one => one.kind === 'limit' && one.category === 'goods')
    expect(new Map(goods.map(one => [`${one.region}${one.level}`, one.standing]))).toEqual(
      new Map([
        ['湖南省别市各级', 'elsewhere'],
        ['湖南省省级', 'elsewhere'],
        ['湖南省某市各级', 'decides'],
        ['湖南省区县级', 'outranked'],
      ]),
    )
    expect(listed.place).toMatchObject({ name: '湖南省某市某区', level: '区县级' })
  })

  test('the purchase keeps which rules decided, with their document, whatever is set afterwards', async () => {
    const requisition_id = await approved(pool, people, { items, title: '云台' }).catch(() => '')
    // 60,000 元 is above the 50,000 元 of the city: asking for prices is a government method, but its intent was not public
    expect(requisition_id).toBe('')
    const [row] = await pool<{ id: bigint }[]>`select id from procurement.requisitions where title = '云台'`
    const id = { requisition_id: String(row!.id) }
    const own = run(pool, chooseMethod, { ...id, method: 'own' }, { actor: people.buyer })
    await expect(own).rejects.toThrow('50,000.00 元，应当采用政府采购方式（某市目录，待核）')
    await run(pool, chooseMethod, { ...id, method: 'own', reason: '协议供货' }, { actor: people.buyer })
    const before = await read<{ rules: unknown }>(requisition, id)
    expect(before.rules).toMatchObject({ decided: true, least: 'government', missing: [] })
    await run(pool, setRule, { ...limit, region: '湖南省某市', level: '各级', value: '9', source: '改了' })
    expect(await read(requisition, id)).toMatchObject({ rules: before.rules as object })
    const { contract_id } = await contracted(pool, people, '3000000', { category: 'services' })
    const list = await read<{ id: bigint; rules: { kind: string; source: string }[] }[]>(contracts, { year: 2026 })
    const kept = list.find(one => String(one.id) === contract_id)!.rules
    expect(kept.map(one => one.kind)).toEqual([
      'retention-years',
      'publish-workdays',
      'file-workdays',
      'sign-days',
      'supplement-permille',
    ])
    expect(kept[4]!.source).toContain('第四十九条')
  })

  test('where nothing applies the refusal says for which place, and a page says it too', async () => {
    await stand({ province: '湖北省', city: '', county: '', level: '区县级' })
    const requisition_id = await draft(pool, people.applicant, { items, standard_reason: '需要' })
    const submit = () => run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await refusalOf(submit())).toBe('procurement.no-such-rule')
    const words = '2026-03-02 没有适用于湖北省、区县级的“政府采购限额标准（货物）”'
    await expect(submit()).rejects.toThrow(words)
    expect((await read<{ missing: string }>(requisitionChecks, checksOf)).missing).toContain(words)
    const shown = await read<{ rules: { missing: string[]; least: unknown } }>(requisition, { requisition_id })
    expect([shown.rules.least, shown.rules.missing.length]).toEqual([null, 2])
    // before anybody set the place, what may be nearer is not guessed; what holds for everybody holds
    await pool`update people.unit set province = '', city = '', county = '', level = ''`
    expect(await refusalOf(submit())).toBe('procurement.place-not-set')
    await expect(submit()).rejects.toThrow('所在地区和预算级次还没有设定')
    expect((await pool.begin(tx => ruleFor(tx, 'supplement-permille', '2026-03-02'))).value).toBe(100n)
    await stand(HERE)
  })
})
