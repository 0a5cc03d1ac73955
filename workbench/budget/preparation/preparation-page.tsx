// 预算编制 of a year: where it stands between 一上 and 批复, the sections' requests, the classes against last year and the control numbers.
import { Link } from '@tanstack/react-router'
import { Spin, Steps } from 'antd'
import { paths } from '../../app/paths.ts'
import { DataTable, ErrorNote, Money, moment, moneyColumn, PageFrame, textColumn, useNarrow } from '../../ui/index.ts'
import { type Preparation, usePreparation, usePreparationYear } from './data.ts'
import { RoundActions } from './round-actions.tsx'
import { PreparedYear } from './year-select.tsx'

const STEPS = [
  ['first_up', '一上', '科室编报'],
  ['first_down', '一下', '财政控制数'],
  ['second_up', '二上', '按控制数修改'],
  ['second_down', '二下', '财政批复'],
  ['adopted', '入账', '分解到科室'],
] as const

function Stage({ stage }: { stage: string }) {
  const narrow = useNarrow()
  const at = STEPS.findIndex(([key]) => key === stage)
  const [, title, content] = STEPS[at] ?? STEPS[0]
  if (narrow)
    return (
      <p className="kept">
        第 {at + 1} 步，共 {STEPS.length} 步：{title}，{content}
      </p>
    )
  return (
    <Steps
      size="small"
      current={stage === 'adopted' ? STEPS.length : at}
      responsive={false}
      className="preparation-steps"
      items={STEPS.map(step => ({ title: step[1], content: step[2] }))}
    />
  )
}

type Section = Preparation['sections'][number]

const SectionLink = ({ row, year }: { row: Section; year: number }) => (
  <Link to={`${paths.preparation}/${year}/${encodeURIComponent(row.section)}` as string}>{row.section}</Link>
)

function Sections({ data }: { data: Preparation }) {
  const { year } = data
  return (
    <section className="part">
      <h2>
        科室申报<span className="unit">单位：元</span>
      </h2>
      <DataTable<Section>
        name={`${year}年度科室预算申报`}
        rowKey="section"
        dataSource={data.sections}
        pagination={false}
        sticky={false}
        csv={{
          header: ['科室', '状态', '项目数', '收入', '支出'],
          row: row => [
            row.section,
            row.state_title,
            row.item_count,
            { fen: row.income_fen },
            { fen: row.expenditure_fen },
          ],
        }}
        card={row => (
          <>
            <div className="card-head">
              <SectionLink row={row} year={year} />
              <Money fen={row.expenditure_fen} />
            </div>
            <div className="card-line">
              <span>
                {row.state_title}，{row.item_count} 项
              </span>
              <span>支出合计</span>
            </div>
          </>
        )}
        columns={[
          textColumn('科室', row => row.section, { render: (_value, row) => <SectionLink row={row} year={year} /> }),
          textColumn('状态', row => row.state_title),
          textColumn('报送人', row => row.submitted_by),
          { title: '项目数', className: 'num', render: (_value, row) => row.item_count },
          moneyColumn('收入', row => row.income_fen),
          moneyColumn('支出', row => row.expenditure_fen),
        ]}
      />
    </section>
  )
}

type Class = Preparation['classes'][number]
const over = (row: Class) =>
  row.control_fen !== null && BigInt(row.asked_fen) > BigInt(row.control_fen) && row.class !== 'income'
const difference = (row: Class) => String(BigInt(row.asked_fen) - BigInt(row.prior_fen))

function ClassCard({ row }: { row: Class }) {
  return (
    <>
      <div className="card-head">
        <span>{row.title}</span>
        <Money fen={row.asked_fen} />
      </div>
      <div className="card-line">
        <span>
          上年 <Money fen={row.prior_fen} />
        </span>
        <span className={over(row) ? 'bad' : ''}>
          {row.control_fen === null ? (
            '没有控制数'
          ) : (
            <>
              控制数 <Money fen={row.control_fen} />
            </>
          )}
        </span>
      </div>
    </>
  )
}

const CLASS_SHEET = {
  header: ['类别', '上年预算', '本次申报', '比上年增减', '控制数'],
  row: (row: Class) => [
    row.title,
    { fen: row.prior_fen },
    { fen: row.asked_fen },
    { fen: difference(row) },
    row.control_fen === null ? '' : { fen: row.control_fen },
  ],
}

function Classes({ data }: { data: Preparation }) {
  return (
    <section className="part">
      <h2>
        按类汇总<span className="unit">单位：元</span>
      </h2>
      <DataTable<Class>
        name={`${data.year}年度预算按类汇总`}
        rowKey="class"
        dataSource={data.classes}
        pagination={false}
        sticky={false}
        empty="还没有申报"
        csv={CLASS_SHEET}
        card={row => <ClassCard row={row} />}
        columns={[
          { title: '类别', render: (_value, row) => row.title },
          moneyColumn('上年预算', row => row.prior_fen),
          moneyColumn('本次申报', row => row.asked_fen),
          moneyColumn('比上年增减', difference),
          {
            title: '控制数',
            className: 'num',
            render: (_value, row) =>
              row.control_fen === null ? (
                <span className="soft">未下达</span>
              ) : (
                <span className={over(row) ? 'bad' : ''}>
                  <Money fen={row.control_fen} />
                  {over(row) && '　超出'}
                </span>
              ),
          },
        ]}
      />
    </section>
  )
}

type Round = Preparation['rounds'][number]

function Rounds({ data }: { data: Preparation }) {
  if (data.rounds.length === 0) return null
  return (
    <section className="part">
      <h2>
        历次版本<span className="unit">单位：元</span>
        <Link to={paths.comparison} search={{ year: data.year } as never} style={{ fontSize: 13, fontWeight: 400 }}>
          两版对比
        </Link>
      </h2>
      <DataTable<Round>
        name={`${data.year}年度预算历次版本`}
        rowKey="id"
        dataSource={data.rounds}
        pagination={false}
        sticky={false}
        card={row => (
          <>
            <div className="card-head">
              <span>{row.title}</span>
              <Money fen={row.expenditure_fen} />
            </div>
            <div className="card-line">
              <span>{moment(row.at)}</span>
              <span>{row.doc_no || row.by}</span>
            </div>
          </>
        )}
        columns={[
          { title: '版本', render: (_value, row) => row.title },
          { title: '时间', render: (_value, row) => moment(row.at) },
          { title: '办理人', render: (_value, row) => row.by },
          { title: '文号', render: (_value, row) => row.doc_no },
          moneyColumn('收入', row => row.income_fen),
          moneyColumn('支出', row => row.expenditure_fen),
          { title: '说明', render: (_value, row) => row.note },
        ]}
      />
    </section>
  )
}

export function PreparationPage() {
  const { year } = usePreparationYear()
  const { data, error, refetch } = usePreparation(year)
  return (
    <PageFrame
      title="预算编制"
      about="科室按数量、次数、单价申报，项目写明可考核的绩效目标；审核、主任同意后报财政，一上一下二上二下每一版都保留。"
      actions={<PreparedYear />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <>
          {data.stage && <Stage stage={data.stage} />}
          <RoundActions data={data} />
          {data.stage && (
            <>
              <Sections data={data} />
              <Classes data={data} />
              <Rounds data={data} />
            </>
          )}
        </>
      )}
    </PageFrame>
  )
}
