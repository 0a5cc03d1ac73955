// What check-books finds in a year's books.
import { useQuery } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import type { check } from '../../src/books/queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { ErrorNote, PageFrame, useYear, YearPicker } from '../ui/index.ts'

export function CheckBooksPage() {
  const { year } = useYear()
  const { data, error, isPending } = useQuery({
    queryKey: ['books.check', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof check>('books.check', { year }),
  })
  const mayExport = useMay(['finance', 'director', 'auditor', 'admin'])
  const count = (severity: string) => data?.filter(finding => finding.severity === severity).length ?? 0
  return (
    <PageFrame
      title="账套检查"
      about={
        data &&
        `错误 ${count('error')} 处，提示 ${count('warning')} 处，说明 ${count('info')} 处。往年账按原样收下，违反现行规定的在这里列出。`
      }
      actions={
        <>
          {mayExport && year !== undefined && <Button href={`/api/books/workbook-file?year=${year}`}>导出账套</Button>}
          <YearPicker />
        </>
      }
    >
      <ErrorNote error={error} />
      {isPending && year !== undefined && <Spin />}
      <div style={{ maxWidth: 800 }}>
        {data?.map(finding => (
          <div
            key={finding.rule + finding.excerpt}
            className={`finding ${finding.severity}`}
            style={{ cursor: 'default' }}
          >
            {finding.message}
            <span className="excerpt">{finding.excerpt}</span>
          </div>
        ))}
        {data?.length === 0 && <p className="ok">没有发现问题。</p>}
      </div>
    </PageFrame>
  )
}
