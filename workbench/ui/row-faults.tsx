// What is wrong with a file, row by row: the one way in which every import tells it.
import { Alert } from 'antd'

/** Row 0 is the file as a whole; a fault may name the column. */
type RowFault = { row: number; message: string }
const SHOWN_MAX = 50

type Props = {
  faults: readonly RowFault[]
  /** what was read: 表、名单 */
  of?: string
  /** said when rows with faults are left out and the others are taken */
  partly?: string
}

/** Nothing while there are no faults; else how many there are, the first of them, and what to do. */
export function RowFaults({ faults, of = '表', partly }: Props) {
  if (faults.length === 0) return null
  const rest = faults.length - SHOWN_MAX
  return (
    <Alert
      type={partly === undefined ? 'error' : 'warning'}
      showIcon
      className="error-note"
      title={partly ?? `${of}里有 ${faults.length} 处问题，没有读入。改好后重新选择文件。`}
      description={
        <>
          {faults.slice(0, SHOWN_MAX).map((fault, n) => (
            // one row may have the same fault in two columns
            <div key={`${fault.row}-${n}-${fault.message}`}>
              {fault.row > 0 && `第 ${fault.row} 行：`}
              {fault.message}
            </div>
          ))}
          {rest > 0 && <div>……还有 {rest} 处</div>}
        </>
      }
    />
  )
}
