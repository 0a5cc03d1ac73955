// A section's request: its items, what has to be done with it now, and who decided what.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Drawer, Spin, Table, Tag } from 'antd'
import { useState } from 'react'
import { indicatorText, objectiveLacks } from '../../../src/budget/preparation/words.ts'
import { useMay } from '../../app/me.tsx'
import { paths } from '../../app/paths.ts'
import {
  DataTable,
  ErrorNote,
  filterBy,
  Money,
  moment,
  moneyColumn,
  PageFrame,
  sumFen,
  textColumn,
} from '../../ui/index.ts'
import { useVocabulary } from '../data.ts'
import { type ItemRow, type SectionRequest, useSectionRequest } from './data.ts'
import { ItemForm } from './item-form.tsx'
import { RequestActions } from './request-actions.tsx'
import { RequestFile, requestSheet } from './request-file.tsx'

const calculated = (row: ItemRow) =>
  [`${row.quantity}${row.quantity_unit}`, row.times > 1 || row.times_unit ? `${row.times}${row.times_unit}` : '']
    .filter(Boolean)
    .join(' × ')

function Objective({ row }: { row: ItemRow }) {
  if (!row.objective && row.indicators.length === 0) return <span className="soft">没有写绩效目标。</span>
  return (
    <>
      <p style={{ margin: '0 0 4px' }}>绩效目标：{row.objective || '（没有写）'}</p>
      {row.indicators.map(one => (
        <Tag key={`${one.kind}${one.title}`}>{indicatorText(one as never)}</Tag>
      ))}
      {row.basis && <p className="soft">测算依据：{row.basis}</p>}
    </>
  )
}

/** Told before the request is submitted and refused. */
function Lacking({ row }: { row: ItemRow }) {
  if (row.category !== 'specific' && row.category !== 'other_running') return null
  const lacks = objectiveLacks(row.objective, row.indicators as never)
  return lacks ? <div className="bad">{lacks}</div> : null
}

function Totals({ rows }: { rows: readonly ItemRow[] }) {
  const sum = (side: string) => sumFen(rows.filter(row => row.side === side).map(row => row.amount_fen))
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} />
        <Table.Summary.Cell index={1} colSpan={5}>
          合计 {rows.length} 项，收入 <Money fen={sum('income')} />
          ，支出
        </Table.Summary.Cell>
        <Table.Summary.Cell index={6} className="num">
          <Money fen={sum('expenditure')} />
        </Table.Summary.Cell>
        <Table.Summary.Cell index={7} />
      </Table.Summary.Row>
    </Table.Summary>
  )
}

type Props = { data: SectionRequest; year: number; edit: ((row: ItemRow) => void) | undefined }

function Items({ data, year, edit }: Props) {
  const { data: words } = useVocabulary()
  const kind = (row: ItemRow) => (row.category ? (words?.categories[row.category] ?? row.category) : '收入')
  const change = (row: ItemRow) =>
    edit ? (
      <button type="button" className="link" onClick={() => edit(row)}>
        修改
      </button>
    ) : null
  return (
    <DataTable<ItemRow>
      name={`${year}年度${data.section}预算申报`}
      rowKey="id"
      dataSource={data.items}
      pagination={false}
      empty={edit ? '还没有项目，点“添加项目”，或从 Excel 读入' : '这个科室没有申报'}
      words={row => `${row.line_no} ${row.title} ${row.project ?? ''} ${row.economic_code ?? ''}`}
      csv={words && requestSheet(words)}
      card={row => (
        <>
          <div className="card-head">
            <span>
              {row.line_no} {row.title}
            </span>
            <Money fen={row.amount_fen} />
          </div>
          <div className="card-line">
            <span>{kind(row)}</span>
            <span>
              {calculated(row)} × <Money fen={row.price_fen} />
            </span>
          </div>
          {(row.category === 'specific' || row.category === 'other_running') && <Objective row={row} />}
          <Lacking row={row} />
          {change(row)}
        </>
      )}
      expandable={{ expandedRowRender: row => <Objective row={row} /> }}
      columns={[
        textColumn('行号', row => row.line_no),
        textColumn('名称', row => row.title, {
          render: (_value, row) => (
            <>
              {row.title}
              {row.project && row.project !== row.title && <span className="soft">（{row.project}）</span>}
              <Lacking row={row} />
            </>
          ),
        }),
        textColumn('类别', kind, filterBy(data.items, kind)),
        { title: '数量 × 次数', render: (_value, row) => calculated(row) },
        moneyColumn('单价', row => row.price_fen),
        moneyColumn('金额', row => row.amount_fen),
        { title: '操作', render: (_value, row) => change(row) },
      ]}
      summary={rows => (rows.length > 0 ? <Totals rows={rows} /> : null)}
    />
  )
}

function History({ data, year }: { data: SectionRequest; year: number }) {
  if (data.history.length === 0) return null
  return (
    <section className="part" style={{ marginTop: 32 }}>
      <h2>办理记录</h2>
      <ul className="next">
        {data.history.map(one => (
          <li key={one.id}>
            {moment(one.decided_at)}　{one.decided_by}　{one.decision}
            {one.decision === '报送' && (
              <span className="soft">
                ，支出 <Money fen={one.total_fen} /> 元　
                <Link
                  to={paths.comparison}
                  search={{ year, before: `submission-${one.id}`, section: data.section } as never}
                >
                  与当前对比
                </Link>
              </span>
            )}
            <span className="soft">　{one.stage_title}</span>
            {one.note && <div className="soft">{one.note}</div>}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function SectionRequestPage() {
  const { section, ...params } = useParams({ strict: false }) as { section: string; year: string }
  const year = Number(params.year)
  const { data, error, refetch } = useSectionRequest(year, section)
  const fills = useMay(['editor', 'operations', 'finance', 'director'])
  const [edited, setEdited] = useState<ItemRow | 'new'>()
  const editable = fills && data?.state === 'drafting' && ['first_up', 'second_up'].includes(data.stage)
  const close = () => setEdited(undefined)
  return (
    <PageFrame
      title={`${section}预算申报`}
      about={data && `${year}年度，${data.stage_title}，${data.state_title}。金额 = 数量 × 次数 × 单价。`}
      actions={
        <Link to={paths.preparation} search={{ year } as never}>
          {year}年度预算编制
        </Link>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <>
          <RequestActions data={data} year={year}>
            {editable && <Button onClick={() => setEdited('new')}>添加项目</Button>}
            {editable && <RequestFile section={section} year={year} count={data.items.length} />}
          </RequestActions>
          <Items data={data} year={year} edit={editable ? setEdited : undefined} />
          <History data={data} year={year} />
          <Drawer
            open={edited !== undefined}
            onClose={close}
            size={640}
            title={edited === 'new' ? '添加项目' : '修改项目'}
            destroyOnHidden
          >
            {edited && (
              <ItemForm year={year} section={section} item={edited === 'new' ? undefined : edited} done={close} />
            )}
          </Drawer>
        </>
      )}
    </PageFrame>
  )
}
