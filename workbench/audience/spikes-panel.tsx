// 异常阅读: posts far above their account, each with a word why, or the word that the traffic was false.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio } from 'antd'
import type { answerSpike, readSpikes } from '../../src/audience/counters/spikes.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, required, textColumn, useCommand } from '../ui/index.ts'
import { count, nameOf } from './data.ts'
import { numberColumn } from './effect-tables.tsx'
import type { Days } from './period.tsx'

type Spike = Awaited<ReturnType<typeof ask<typeof readSpikes>>>[number]
type Fields = { answer: 'explained' | 'false_traffic'; explanation: string }

const reasonOf = (row: Spike) =>
  row.reason === 'silent'
    ? '阅读多而没有一次互动'
    : `是本账号平常（${count(row.median)}）的 ${Math.round(row.reads / Math.max(row.median, 1))} 倍`
const answerOf = (row: Spike) =>
  row.answer === null ? '还没有说明' : `${row.answer === 'false_traffic' ? '虚假流量：' : ''}${row.explanation}`

function Answer({ row }: { row: Spike }) {
  const command = useCommand<typeof answerSpike>('audience.answer-spike', '说明已保存')
  return (
    <FormModal<Fields>
      button={row.answer === null ? '说明' : '改说明'}
      ok="保存"
      title={`《${row.title}》为什么高`}
      small
      command={command}
      initial={{ answer: 'explained', explanation: row.explanation ?? '' }}
      submit={fields => command.run({ post_id: row.post_id, ...fields })}
    >
      <Form.Item name="answer" label="判断">
        <Radio.Group
          options={[
            { value: 'explained', label: '有正常原因' },
            { value: 'false_traffic', label: '是虚假流量' },
          ]}
        />
      </Form.Item>
      <Form.Item name="explanation" label="说明" extra="例如：被省级媒体转发；或怎么发现、怎么处理的" rules={required}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

const spikeSheet = {
  header: ['标题', '账号', '发布日期', '阅读播放', '情况', '说明', '说明人'],
  row: (row: Spike) => [
    row.title,
    nameOf(row),
    row.published_on,
    row.reads,
    reasonOf(row),
    answerOf(row),
    row.answered_by,
  ],
}

export function SpikesPanel({ days }: { days: Days }) {
  const mayAnswer = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['audience.spikes', days],
    queryFn: () => ask<typeof readSpikes>('audience.spikes', days),
  })
  if (data?.length === 0) return null
  const answer = (row: Spike) => mayAnswer && <Answer row={row} />
  return (
    <section className="part">
      <h2>
        异常阅读<span className="unit">明显高于本账号平常水平的内容，要写明原因；不得刷量</span>
      </h2>
      <ErrorNote error={error} />
      <DataTable<Spike>
        name="异常阅读"
        rowKey="post_id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        sticky={false}
        csv={spikeSheet}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span className="num">{count(row.reads)}</span>
            </div>
            <div className="card-line">
              <span>{reasonOf(row)}</span>
              {answer(row)}
            </div>
            <div className="card-line">{answerOf(row)}</div>
          </>
        )}
        columns={[
          textColumn<Spike>('标题', row => row.title),
          textColumn<Spike>('账号', nameOf),
          textColumn<Spike>('发布', row => row.published_on),
          numberColumn<Spike>('阅读播放', row => row.reads),
          textColumn<Spike>('情况', reasonOf),
          textColumn<Spike>('说明', answerOf, {
            render: (_value, row) => <span className={row.answer === null ? 'bad' : undefined}>{answerOf(row)}</span>,
          }),
          { title: '操作', key: 'do', render: (_value: unknown, row: Spike) => answer(row) },
        ]}
      />
    </section>
  )
}
