// 登记数据: counters from the consoles by hand or by workbook, followers, and the client.
import { Button } from 'antd'
import { OnlyFor } from '../app/me.tsx'
import { ErrorNote, PageFrame } from '../ui/index.ts'
import { ClientPanel, RecordClient } from './client-panel.tsx'
import { useDashboard } from './data.ts'
import { RankingTable } from './effect-tables.tsx'
import { ImportReadings, saveTemplate } from './import-readings.tsx'
import { PeriodPicker, useDays } from './period.tsx'
import { PullsPanel } from './pulls-panel.tsx'
import { RecordCounts, RecordFollowers, RecordPost } from './record-post.tsx'

export function ReadingsPage() {
  const { days } = useDays()
  const { data, error, isPending } = useDashboard(days)
  return (
    <PageFrame
      title="登记传播数据"
      about="把各平台后台的阅读、互动、粉丝数记进来。每次登记都带时间另存一笔，以前的数不改；同一张表重复导入不会多记。"
      actions={<PeriodPicker />}
    >
      <OnlyFor roles={['editor', 'operations', 'director']}>
        <div className="plan-head">
          <ImportReadings />
          <RecordCounts />
          <RecordPost />
          <RecordFollowers />
          <RecordClient />
          <Button type="text" onClick={() => void saveTemplate()}>
            下载空白表格
          </Button>
        </div>
      </OnlyFor>
      <ErrorNote error={error} />
      <RankingTable rows={data?.ranking} loading={isPending} />
      <PullsPanel />
      {days && <ClientPanel days={days} />}
    </PageFrame>
  )
}
