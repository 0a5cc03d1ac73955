import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { programDir } from '../../platform/index.ts'
import type { Parcel } from '../contract.ts'
import { ninjsCanceled, ninjsOf } from './ninjs.ts'

const parcel: Parcel = {
  key: '12-abc',
  release_id: '1',
  story_id: '12',
  edition_no: 1,
  version: 1,
  title: '资江二桥今天通车',
  lead: '第一批车九点过桥。',
  body_html: '<p>资江二桥今天通车。</p>',
  body_text: '资江二桥今天通车。',
  section: '要闻',
  author: '记者 张三',
  editor: '李四',
  published_on: '2026-03-02T02:00:00.000Z',
  link: '',
  cover: null,
  pictures: [],
  video: null,
  recipients: [],
  extra: { tags: ['交通'], repost: { unit: '示例日报' } },
}
const created = ninjsOf(parcel)
const updated = ninjsOf({ ...parcel, version: 2, title: '资江二桥三月二日通车' })
const canceled = ninjsCanceled('12', 3, '事实有误', '2026-03-02T03:00:00.000Z')
const all = { created, updated, canceled }
type Item = Record<string, unknown> & { version: string }

// IPTC publishes the schema under CC BY 4.0; it is not copied here. Where it lies beside the checkout, it is the judge.
const file = path.join(programDir, '..', 'shared', 'schemas', 'ninjs-schema_3.1.json')
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

describe('what we send as ninjs 3.1', () => {
  test.each(Object.entries(all))('%s names its item, its version, its time and its standard', (_name, item) => {
    expect(item).toMatchObject({ uri: 'urn:beita:story:12', type: 'text', standard: { name: 'ninjs', version: '3.1' } })
    expect(item.versionCreated).toMatch(DATE_TIME)
    const known = [
      'uri',
      'type',
      'representationType',
      'version',
      'versionCreated',
      'pubStatus',
      'language',
      'headlines',
    ]
    const more = ['descriptions', 'bodies', 'by', 'subjects', 'infoSources', 'edNote', 'standard']
    expect(Object.keys(item).filter(key => ![...known, ...more].includes(key))).toEqual([])
    for (const field of ['headlines', 'descriptions', 'bodies'])
      for (const one of (item[field] ?? []) as { value?: string }[]) expect(one.value).toBeTruthy()
  })

  test('an update and a cancellation are later versions under the same address', () => {
    const versions = Object.values(all).map(item => (item as Item).version)
    expect(versions).toEqual(['1', '2', '3'])
    expect(new Set(Object.values(all).map(item => item.uri)).size).toBe(1)
    expect(Object.values(all).map(item => item.pubStatus)).toEqual(['usable', 'usable', 'canceled'])
    expect(updated.edNote).toBe('更正稿，请以本版为准')
  })

  test.runIf(existsSync(file))(
    'each is valid by the schema of IPTC, and the schema is read strictly enough to refuse',
    () => {
      const formats = { 'date-time': DATE_TIME, date: /^\d{4}-\d{2}-\d{2}$/, uri: (text: string) => URL.canParse(text) }
      const ajv = new Ajv2020({ allErrors: true, strict: false, formats })
      // the schema names another one for places on a map, which we do not send
      ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' })
      const valid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
      for (const [name, item] of Object.entries(all)) {
        valid(item)
        expect(valid.errors ?? [], name).toEqual([])
      }
      for (const wrong of [{ headline: '旧版字段' }, { pubStatus: 'killed' }, { versionCreated: '昨天' }])
        expect(valid({ ...created, ...wrong })).toBe(false)
    },
  )
})
