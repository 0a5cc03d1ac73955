// The rules cards are made by: depreciation lives, configuration standards, classes of the national standard.
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { lifeWords, NOT_DEPRECIATED, PER } from '../../src/assets/rules/rule-columns.ts'
import type { classes, standards } from '../../src/assets/rules/rule-queries.ts'
import { FINANCIAL_CLASSES } from '../../src/assets/vocabulary.ts'
import { ask } from '../app/api.ts'
import { ImportList } from '../app/list-file.tsx'
import { useMay } from '../app/me.tsx'
import { choiceColumn, DataTable, ErrorNote, PageFrame, textColumn, yuan } from '../ui/index.ts'
import { ClassFile } from './class-file.tsx'
import { type LifeRule, useLifeRules } from './data.ts'
import { confirmed, LIFE_SHEET, STANDARD_SHEET, type Standard } from './rule-sheets.ts'
import { SetLife, SetStandard } from './set-rules.tsx'

type Class = Awaited<ReturnType<typeof ask<typeof classes>>>[number]
const period = (row: { effective_from: string; effective_to: string | null }) =>
  `${row.effective_from} 起${row.effective_to ? `，到 ${row.effective_to}` : ''}`

function RuleLine({
  row,
}: {
  row: { effective_from: string; effective_to: string | null; source: string; confirmed: boolean }
}) {
  return (
    <div className="card-line">
      <span>
        {period(row)}　{row.source}
      </span>
      <span>{confirmed(row)}</span>
    </div>
  )
}

function Lives() {
  const { data, error, isPending } = useLifeRules()
  const life = (row: LifeRule) => (row.life_months === null ? NOT_DEPRECIATED : `不低于 ${lifeWords(row.life_months)}`)
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<LifeRule>
        name="折旧年限"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={LIFE_SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span className="state">{life(row)}</span>
            </div>
            <RuleLine row={row} />
          </>
        )}
        words={row => `${row.title} ${row.source}`}
        columns={[
          textColumn('类别', row => row.title),
          choiceColumn('财务分类', data, row => FINANCIAL_CLASSES[row.financial_class as 'equipment']),
          textColumn('年限', life),
          textColumn('有效期', row => period(row)),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

function Standards() {
  const { data, error, isPending } = useQuery({
    queryKey: ['assets.standards'],
    queryFn: () => ask<typeof standards>('assets.standards'),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Standard>
        name="配置标准"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={STANDARD_SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.item}
              <span className="state">
                {PER[row.per]} {row.quantity}
                {row.price_fen && `，${yuan(row.price_fen)} 元`}
              </span>
            </div>
            <RuleLine row={row} />
          </>
        )}
        columns={[
          textColumn('资产', row => row.item),
          textColumn('标准', row => `${PER[row.per]} ${row.quantity}`),
          textColumn('价格上限（元）', row => (row.price_fen ? yuan(row.price_fen) : ''), { className: 'num' }),
          textColumn('最低使用（年）', row => (row.life_years ? String(row.life_years) : ''), { className: 'num' }),
          textColumn('有效期', row => period(row)),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

function Classes() {
  const { data, error, isPending } = useQuery({
    queryKey: ['assets.classes'],
    queryFn: () => ask<typeof classes>('assets.classes'),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Class>
        name="资产分类代码"
        rowKey={row => `${row.version}-${row.code}`}
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        words={row => `${row.code} ${row.title}`}
        csv={{
          header: ['版本', '代码', '名称', '财务分类', '现行代码', '依据', '核对'],
          row: row => [
            row.version,
            row.code,
            row.title,
            row.financial_class && FINANCIAL_CLASSES[row.financial_class as 'equipment'],
            row.now,
            row.source,
            confirmed(row),
          ],
        }}
        columns={[
          choiceColumn('版本', data, row => row.version),
          textColumn('代码', row => row.code),
          textColumn('名称', row => row.title),
          choiceColumn(
            '财务分类',
            data,
            row => row.financial_class && FINANCIAL_CLASSES[row.financial_class as 'equipment'],
          ),
          textColumn('现行代码', row => row.now),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, confirmed),
        ]}
      />
    </>
  )
}

/** What comes in again as it left; the table of the standard has a dialog of its own. */
const LISTS = {
  lives: {
    title: '导入折旧年限',
    reading: 'assets.read-life-rules',
    command: 'assets.import-life-rules',
    about: '类别和起用日期相同的算同一条，改动会替换原来的；已建的卡片不变。失效日期不读，由后一条接上。',
  },
  standards: {
    title: '导入配置标准',
    reading: 'assets.read-standards',
    command: 'assets.import-standards',
    about: '资产和起用日期相同的算同一条，改动会替换原来的。失效日期不读，由后一条接上。',
  },
} as const

const PARTS = {
  lives: { title: '折旧年限', list: Lives, form: SetLife, verb: '设定年限' },
  standards: { title: '配置标准', list: Standards, form: SetStandard, verb: '设定标准' },
  classes: { title: '分类代码', list: Classes, form: ClassFile, verb: '导入代码表' },
} as const

export function AssetRulesPage() {
  const may = useMay(['operations', 'finance', 'admin'])
  const [part, setPart] = useState<keyof typeof PARTS>('lives')
  const [setting, setSetting] = useState(false)
  const { list: List, form: SetForm, verb } = PARTS[part]
  return (
    <PageFrame
      title="资产规定"
      about="建卡、折旧和配置所依据的规定。标“待核”的没有与现行文件核对过。"
      actions={
        may && (
          <>
            {part !== 'classes' && <ImportList key={part} {...LISTS[part]} counter="条" />}
            <Button type="primary" onClick={() => setSetting(true)}>
              {verb}
            </Button>
          </>
        )
      }
    >
      <Segmented
        value={part}
        onChange={setPart}
        options={Object.entries(PARTS).map(([value, { title }]) => ({
          value: value as keyof typeof PARTS,
          label: title,
        }))}
        style={{ marginBottom: 12 }}
      />
      <List />
      {setting && <SetForm close={() => setSetting(false)} />}
    </PageFrame>
  )
}
