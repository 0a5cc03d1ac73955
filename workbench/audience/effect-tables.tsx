// Accounts side by side, contents ranked, sections and tags counted: the tables of the page of effect.
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import { paths } from '../app/paths.ts'
import { DataTable, filterBy, textColumn } from '../ui/index.ts'
import { type AccountRow, count, type Dashboard, nameOf, type Ranked } from './data.ts'

const OWNERS: Record<string, string> = { own: '本单位', township: '乡街道', department: '部门' }

const ownerOf = (row: AccountRow) => OWNERS[row.owner_kind] ?? ''

export function numberColumn<Row>(title: string, of: (row: Row) => number | null) {
  return {
    title,
    className: 'num',
    render: (_value: unknown, row: Row) => count(of(row)),
    sorter: (a: Row, b: Row) => (of(a) ?? -1) - (of(b) ?? -1),
  }
}

const indexText = (row: AccountRow) =>
  row.index_value === null ? '—' : `${Number(row.index_value).toFixed(2)}（${row.index_version}）`
const readsText = (row: AccountRow) => `${count(row.reads)}${row.read_basis === 'users' ? '（人数）' : ''}`
const changeText = (row: AccountRow) =>
  row.follower_change === null
    ? ''
    : row.follower_change > 0
      ? `+${count(row.follower_change)}`
      : count(row.follower_change)

const accountSheet = {
  header: ['平台', '账号', '归属', '发布', '阅读播放', '点赞', '转发', '评论', '粉丝', '粉丝增减', '最近发布', '指数'],
  row: (row: AccountRow) => [
    row.platform,
    row.name,
    row.owner_unit,
    row.post_count,
    row.reads,
    row.likes,
    row.shares,
    row.comments,
    row.followers,
    row.follower_change,
    row.last_on,
    indexText(row),
  ],
}

const accountCard = (row: AccountRow) => (
  <>
    <div className="card-head">
      {nameOf(row)}
      <span className="num">{readsText(row)}</span>
    </div>
    <dl className="card-facts">
      <div>
        <dt>发布</dt>
        <dd>{count(row.post_count)}</dd>
      </div>
      <div>
        <dt>粉丝</dt>
        <dd>{count(row.followers)}</dd>
      </div>
      <div>
        <dt>指数</dt>
        <dd>{indexText(row)}</dd>
      </div>
    </dl>
  </>
)

export function AccountsTable({ rows, loading }: { rows: AccountRow[] | undefined; loading: boolean }) {
  return (
    <section className="part">
      <h2>
        账号对比<span className="unit">按期内发布的内容计；“人数”指平台只给阅读人数</span>
      </h2>
      <DataTable<AccountRow>
        name="账号对比"
        rowKey="id"
        loading={loading}
        dataSource={rows}
        pagination={false}
        sticky={false}
        empty="还没有登记渠道账号。"
        words={row => `${nameOf(row)} ${row.owner_unit}`}
        csv={accountSheet}
        card={accountCard}
        columns={[
          textColumn<AccountRow>('账号', nameOf),
          textColumn<AccountRow>('归属', ownerOf, filterBy(rows, ownerOf)),
          numberColumn<AccountRow>('发布', row => row.post_count),
          { ...numberColumn<AccountRow>('阅读播放', row => row.reads), render: (_value, row) => readsText(row) },
          numberColumn<AccountRow>('点赞', row => row.likes),
          numberColumn<AccountRow>('转发', row => row.shares),
          numberColumn<AccountRow>('评论', row => row.comments),
          numberColumn<AccountRow>('粉丝', row => row.followers),
          { ...numberColumn<AccountRow>('增减', row => row.follower_change), render: (_value, row) => changeText(row) },
          textColumn<AccountRow>('最近发布', row => row.last_on),
          textColumn<AccountRow>('指数', indexText, { className: 'num' }),
        ]}
      />
    </section>
  )
}

const titleOf = (row: Ranked) =>
  row.story_id ? <Link to={`${paths.stories}/${row.story_id}`}>{row.title}</Link> : row.title

const rankedSheet = {
  header: ['标题', '平台', '账号', '发布日期', '阅读播放', '点赞', '在看', '转发', '评论', '地址'],
  row: (row: Ranked) => [
    row.title,
    row.platform,
    row.account,
    row.published_on,
    row.reads,
    row.likes,
    row.wows,
    row.shares,
    row.comments,
    row.address,
  ],
}

export function RankingTable({ rows, loading }: { rows: Ranked[] | undefined; loading: boolean }) {
  return (
    <section className="part">
      <h2>内容排行</h2>
      <DataTable<Ranked>
        name="内容排行"
        rowKey="post_id"
        loading={loading}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        sticky={false}
        empty={
          <>
            这段时间没有已发布的内容。发布后自动归集，平台的数据在<Link to={paths.readings}>登记数据</Link>里填。
          </>
        }
        words={row => `${row.title} ${nameOf(row)}`}
        csv={rankedSheet}
        card={row => (
          <>
            <div className="card-head">
              {titleOf(row)}
              <span className="num">{count(row.reads)}</span>
            </div>
            <div className="card-line">
              <span>{nameOf(row)}</span>
              <span>{row.published_on}</span>
            </div>
          </>
        )}
        columns={[
          textColumn<Ranked>('标题', row => row.title, { render: (_value, row) => titleOf(row) }),
          textColumn<Ranked>('账号', nameOf, filterBy(rows, nameOf)),
          textColumn<Ranked>('发布', row => row.published_on),
          numberColumn<Ranked>('阅读播放', row => row.reads),
          numberColumn<Ranked>('点赞', row => row.likes),
          numberColumn<Ranked>('在看', row => row.wows),
          numberColumn<Ranked>('转发', row => row.shares),
          numberColumn<Ranked>('评论', row => row.comments),
        ]}
      />
    </section>
  )
}

type Counted = Dashboard['counted'][number]
const KINDS = [
  { value: 'section' as const, label: '栏目' },
  { value: 'theme' as const, label: '主题' },
  { value: 'segment' as const, label: '分众' },
  { value: 'tag' as const, label: '其他标签' },
]

export function CountedTable({ rows, loading }: { rows: Counted[] | undefined; loading: boolean }) {
  const [kind, setKind] = useState<Counted['kind']>('section')
  const title = KINDS.find(one => one.value === kind)!.label
  return (
    <section className="part">
      <h2>
        栏目与标签<span className="unit">期内首次签发的稿件，阅读含各渠道和网站</span>
      </h2>
      <DataTable<Counted>
        name={`按${title}计数`}
        rowKey="name"
        loading={loading}
        dataSource={rows?.filter(row => row.kind === kind)}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        sticky={false}
        tools={<Segmented size="small" value={kind} onChange={setKind} options={KINDS} />}
        empty="这段时间没有签发的稿件。"
        csv={{ header: [title, '稿件', '阅读'], row: row => [row.name, row.story_count, row.reads] }}
        columns={[
          textColumn<Counted>(title, row => row.name),
          numberColumn<Counted>('稿件', row => row.story_count),
          numberColumn<Counted>('阅读', row => row.reads),
        ]}
      />
    </section>
  )
}
