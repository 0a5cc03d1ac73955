// The seven ways the plan and the sections' allotments change: what each asks for, what limits it, what it sends.
import type { cutLine, increaseLine, moveBetweenLines } from '../../src/budget/adjust-line.ts'
import type { allot } from '../../src/budget/allot.ts'
import type { release, reserve } from '../../src/budget/reserve.ts'
import type { Role } from '../../src/people/roles.ts'
import { perform } from '../app/api.ts'
import { type LedgerRow, leftOf, unallotted } from './data.ts'
import type { Fields } from './fields.tsx'

type Filled = Fields & { side: 'income' | 'expenditure'; amount_fen: string }

export type Adjustment = {
  key: string
  title: string
  about: string
  command: string
  roles: readonly Role[]
  lineLabel: string
  bothSides?: boolean
  to?: boolean
  section?: boolean
  left: (line: LedgerRow | undefined, section: string | undefined) => string | undefined
  leftTitle: string
  doc: 'needed' | 'optional'
  verb: string
  done: string
  send: (filled: Filled, id: string) => Promise<unknown>
}

const FINANCE: readonly Role[] = ['finance']
const BOTH: readonly Role[] = ['finance', 'operations']

/** The fields every movement carries. */
const fact = ({ on_date, summary, doc_no }: Filled) => ({ on_date, summary, doc_no })
/** A change of the plan carries the scans of its document. */
const approved = (filled: Filled) => ({ ...fact(filled), file_ids: filled.files?.map(file => file.file_id) ?? [] })
const ofSection = (filled: Filled) => ({
  line_no: filled.line_no,
  section: filled.section,
  amount_fen: filled.amount_fen,
  ...fact(filled),
})
const ofLine = (filled: Filled) => ({
  line_no: filled.line_no,
  side: filled.side,
  amount_fen: filled.amount_fen,
  ...approved(filled),
})

const reservedOf = (line: LedgerRow | undefined, section: string | undefined) =>
  line && section ? (line.sections.find(row => row.section === section)?.reserved_fen ?? '0') : undefined

const ALLOTTING: readonly Adjustment[] = [
  {
    key: 'allot',
    title: '下达',
    about: '把指标分解到科室。科室有了额度才能支出。',
    command: 'budget.allot',
    roles: FINANCE,
    lineLabel: '支出指标',
    section: true,
    left: unallotted,
    leftTitle: '可下达',
    doc: 'optional',
    verb: '下达额度',
    done: '额度已下达',
    send: (filled, id) => perform<typeof allot>('budget.allot', ofSection(filled), id),
  },
  {
    key: 'take-back',
    title: '收回',
    about: '收回科室没有用的额度，指标本身不变。',
    command: 'budget.allot',
    roles: FINANCE,
    lineLabel: '支出指标',
    section: true,
    left: leftOf,
    leftTitle: '未用额度',
    doc: 'optional',
    verb: '收回额度',
    done: '额度已收回',
    send: (filled, id) =>
      perform<typeof allot>('budget.allot', { ...ofSection(filled), amount_fen: `-${filled.amount_fen}` }, id),
  },
]

const PLANNING: readonly Adjustment[] = [
  {
    key: 'increase',
    title: '追加',
    about: '按批准文件增加指标。追加后还要下达到科室才能用。',
    command: 'budget.increase-line',
    roles: FINANCE,
    lineLabel: '指标',
    bothSides: true,
    left: () => undefined,
    leftTitle: '',
    doc: 'needed',
    verb: '追加指标',
    done: '已追加',
    send: (filled, id) => perform<typeof increaseLine>('budget.increase-line', ofLine(filled), id),
  },
  {
    key: 'cut',
    title: '追减',
    about: '按批准文件减少指标，不能减到已下达的额度以下。',
    command: 'budget.cut-line',
    roles: FINANCE,
    lineLabel: '指标',
    bothSides: true,
    left: unallotted,
    leftTitle: '最多可减',
    doc: 'needed',
    verb: '追减指标',
    done: '已追减',
    send: (filled, id) => perform<typeof cutLine>('budget.cut-line', ofLine(filled), id),
  },
  {
    key: 'move',
    title: '调剂',
    about: '把一个支出指标没有下达的预算转到另一个，全年预算合计不变。要有批准文号。',
    command: 'budget.move-between-lines',
    roles: FINANCE,
    lineLabel: '转出指标',
    to: true,
    left: unallotted,
    leftTitle: '转出指标未下达',
    doc: 'needed',
    verb: '调剂指标',
    done: '已调剂',
    send: (filled, id) => {
      const { line_no, to_line_no, amount_fen } = filled
      const input = { from_line_no: line_no, to_line_no, amount_fen, ...approved(filled) }
      return perform<typeof moveBetweenLines>('budget.move-between-lines', input, id)
    },
  },
]

const RESERVING: readonly Adjustment[] = [
  {
    key: 'reserve',
    title: '占用',
    about: '为已经申请、还没有付款的事项留出额度。',
    command: 'budget.reserve',
    roles: BOTH,
    lineLabel: '支出指标',
    section: true,
    left: leftOf,
    leftTitle: '可用额度',
    doc: 'optional',
    verb: '占用额度',
    done: '额度已占用',
    send: (filled, id) => perform<typeof reserve>('budget.reserve', ofSection(filled), id),
  },
  {
    key: 'release',
    title: '释放',
    about: '不再需要的占用退回科室可用额度。付款前也要先释放对应的占用。',
    command: 'budget.release',
    roles: BOTH,
    lineLabel: '支出指标',
    section: true,
    left: reservedOf,
    leftTitle: '已占用',
    doc: 'optional',
    verb: '释放占用',
    done: '占用已释放',
    send: (filled, id) => perform<typeof release>('budget.release', ofSection(filled), id),
  },
]

export const ADJUSTMENTS: readonly Adjustment[] = [...ALLOTTING, ...PLANNING, ...RESERVING]
