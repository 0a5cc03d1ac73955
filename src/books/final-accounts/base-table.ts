// 部门整体支出绩效评价基础数据表 (附表1) out of the year's rows: last year's accounts, this year's budget, this year's accounts.
import { type Facts, sumOf } from './facts.ts'
import { columnsOf, type FinalRow, type FinalTable } from './model.ts'

type Match = { three_public?: readonly string[]; economic?: readonly string[]; project?: string; operating?: boolean }

function matches(
  match: Match,
  row: { three_public: string | null; economic_code: string | null; project: string | null; category: string | null },
): boolean {
  if (match.three_public && !match.three_public.includes(row.three_public ?? '')) return false
  if (match.economic && !match.economic.includes(row.economic_code ?? '')) return false
  if (match.project !== undefined && row.project !== match.project) return false
  return match.operating === undefined || (row.category === 'operating') === match.operating
}

export function baseTable(facts: Facts): FinalTable {
  const known = facts.prior.length > 0
  const row = (key: string, title: string, match: Match, depth = 0, bold = false): FinalRow => ({
    key,
    depth,
    bold,
    cells: [
      title,
      known ? sumOf(facts.prior, fact => fact.side === 'expenditure' && matches(match, fact)) : null,
      facts.planned.reduce(
        (sum, line) => (line.side === 'expenditure' && matches(match, line) ? sum + line.opening_fen : sum),
        0n,
      ),
      sumOf(facts.done, fact => fact.side === 'expenditure' && matches(match, fact)),
    ],
  })
  const running = (key: string, title: string, ...economic: string[]) =>
    row(key, title, { economic, operating: true }, 1)
  const projects = [...new Set(facts.planned.flatMap(line => line.project ?? []))].sort()
  const planned = (of: 'opening_fen' | 'full_year_fen') =>
    facts.planned.reduce((sum, line) => (line.side === 'expenditure' ? sum + line[of] : sum), 0n)
  const procured = facts.planned.reduce((sum, line) => (line.procurement ? sum + line.opening_fen : sum), 0n)
  const vehicles = ['vehicle_purchase', 'vehicle_running']
  return {
    key: 'base',
    number: '附表1',
    title: '部门整体支出绩效评价基础数据表',
    columns: columnsOf(['经费控制情况'], ['上年决算数', '本年预算数', '本年决算数']),
    rows: [
      row('three-public', '“三公”经费', { three_public: [...vehicles, 'abroad', 'reception'] }, 0, true),
      row('vehicles', '1 公务用车购置和维护经费', { three_public: vehicles }, 1),
      row('bought', '其中：公车购置', { three_public: ['vehicle_purchase'] }, 2),
      row('vehicle-running', '公车运行维护', { three_public: ['vehicle_running'] }, 2),
      row('abroad', '2 出国经费', { three_public: ['abroad'] }, 1),
      row('reception', '3 公务接待', { three_public: ['reception'] }, 1),
      { key: 'projects', bold: true, cells: ['项目支出', null, null, null] },
      ...projects.map(project => row(`project ${project}`, project, { project }, 1)),
      row('running', '公用经费', { operating: true }, 0, true),
      running('office', '办公经费', '30201', '30202'),
      running('water', '水费', '30205'),
      running('power', '电费', '30206'),
      running('travel', '差旅费', '30211'),
      running('meetings', '会议费', '30215'),
      running('training', '培训费', '30216'),
      {
        key: 'procurement',
        bold: true,
        cells: ['政府采购金额（合同额）', null, procured, sumOf(facts.contracts, () => true)],
      },
      { key: 'opening', bold: true, cells: ['部门整体支出预算：年初', null, planned('opening_fen'), null] },
      { key: 'adjusted', bold: true, cells: ['部门整体支出预算：调整后', null, planned('full_year_fen'), null] },
    ],
    note: `${known ? '' : '上年的账不在系统里，上年决算数留空。'}公用经费按预算类别列示。楼堂馆所控制情况：没有完工项目的不填。`,
  }
}
