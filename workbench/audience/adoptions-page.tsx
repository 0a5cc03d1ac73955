// 上级媒体采用: the ledger by level, with evidence.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { adoptions, recordAdoption, takeBackAdoption } from '../../src/audience/output/adoptions.ts'
import { LEVELS, type Level } from '../../src/audience/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import type { KeptFile } from '../app/upload.ts'
import {
  DataTable,
  ErrorNote,
  FileLink,
  FilesField,
  FormModal,
  filterBy,
  PageFrame,
  ReasonField,
  required,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import { PeriodPicker, useDays } from './period.tsx'

type Adoption = Awaited<ReturnType<typeof ask<typeof adoptions>>>[number]
const levelOf = (row: Adoption) => LEVELS[row.level as Level]

type Fields = {
  level: Level
  outlet: string
  headline: string
  adopted_on: Dayjs
  reporter?: string
  address?: string
  files?: KeptFile[]
}

function Record() {
  const command = useCommand<typeof recordAdoption>('audience.record-adoption', '采用已登记')
  const { data: me } = useMe()
  const submit = ({ adopted_on, files = [], ...fields }: Fields) =>
    command.run({
      ...fields,
      adopted_on: adopted_on.format('YYYY-MM-DD'),
      file_ids: files.map(file => file.file_id),
    })
  return (
    <FormModal<Fields>
      button="登记采用"
      ok="登记"
      title="登记上级媒体采用"
      primary
      command={command}
      initial={{ level: 'city', adopted_on: dayjs() }}
      submit={submit}
    >
      <Form.Item name="level" label="级别">
        <Radio.Group options={Object.entries(LEVELS).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="outlet" label="媒体" rules={required}>
          <Input maxLength={60} placeholder="新湖南" />
        </Form.Item>
        <Form.Item name="adopted_on" label="刊播日期" rules={required}>
          <DatePicker maxDate={dayjs(me?.today)} />
        </Form.Item>
      </div>
      <Form.Item name="headline" label="刊播标题" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reporter" label="作者" extra="几个人用顿号隔开，工作量按姓名计">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="address" label="网页地址" extra="没有网页的，下面上传版面或画面截图">
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="files" label="凭据">
        <FilesField kinds={['image', 'document']} max={6} />
      </Form.Item>
    </FormModal>
  )
}

function TakeBack({ row }: { row: Adoption }) {
  const command = useCommand<typeof takeBackAdoption>('audience.take-back-adoption', '已撤销')
  return (
    <FormModal<{ reason: string }>
      button="撤销"
      title={`撤销“${row.headline}”的采用记录`}
      small
      danger
      command={command}
      submit={({ reason }) => command.run({ adoption_id: row.id, reason })}
    >
      <ReasonField label="为什么撤销" />
    </FormModal>
  )
}

function Evidence({ row }: { row: Adoption }) {
  return (
    <span className="links">
      {row.address && (
        <a href={row.address} target="_blank" rel="noreferrer">
          网页
        </a>
      )}
      {row.files.map(file => (
        <FileLink key={file.id} file_id={file.id} name={file.name} />
      ))}
    </span>
  )
}

const headlineOf = (row: Adoption) =>
  row.story_id ? <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link> : row.headline

const adoptionSheet = {
  header: ['级别', '媒体', '标题', '日期', '作者', '网页', '凭据', '登记人', '撤销'],
  row: (row: Adoption) => [
    levelOf(row),
    row.outlet,
    row.headline,
    row.adopted_on,
    row.reporter,
    row.address,
    row.files.map(file => file.name).join('、'),
    row.entered_by,
    row.taken_back ?? '',
  ],
}

const stateOf = (row: Adoption) => (row.taken_back === null ? '' : `已撤销：${row.taken_back}`)

const columns = (data: Adoption[] | undefined, may: boolean) => [
  textColumn<Adoption>('级别', levelOf, filterBy(data, levelOf)),
  textColumn<Adoption>(
    '媒体',
    row => row.outlet,
    filterBy(data, row => row.outlet),
  ),
  textColumn<Adoption>('标题', row => row.headline, { render: (_value, row) => headlineOf(row) }),
  textColumn<Adoption>('日期', row => row.adopted_on),
  textColumn<Adoption>('作者', row => row.reporter),
  { title: '凭据', render: (_value: unknown, row: Adoption) => <Evidence row={row} /> },
  textColumn<Adoption>('登记人', row => row.entered_by),
  {
    title: '操作',
    key: 'do',
    render: (_value: unknown, row: Adoption) =>
      row.taken_back === null ? may && <TakeBack row={row} /> : stateOf(row),
  },
]

export function AdoptionsPage() {
  const { days } = useDays()
  const may = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['audience.adoptions', days],
    enabled: days !== undefined,
    queryFn: () => ask<typeof adoptions>('audience.adoptions', days),
  })
  return (
    <PageFrame
      title="上级媒体采用"
      about="中央、省、市级媒体采用本单位稿件的台账，每条要有凭据。按级别计入年度报告的指标数和人员工作量。"
      actions={
        <>
          <PeriodPicker />
          {may && <Record />}
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Adoption>
        name="上级媒体采用"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="这段时间没有登记。被上级媒体采用后点“登记采用”。"
        words={row => `${row.headline} ${row.outlet} ${row.reporter}`}
        rowClassName={row => (row.taken_back === null ? '' : 'soft')}
        csv={adoptionSheet}
        card={row => (
          <>
            <div className="card-head">
              {headlineOf(row)}
              <span>{levelOf(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {row.outlet}　{row.reporter}
              </span>
              <span>{row.adopted_on}</span>
            </div>
            <div className="card-line">
              {row.taken_back === null ? <Evidence row={row} /> : stateOf(row)}
              {may && row.taken_back === null && <TakeBack row={row} />}
            </div>
          </>
        )}
        columns={columns(data, may)}
      />
    </PageFrame>
  )
}
