// An account of the fediverse: how people find it, how many follow from which servers, and which servers do not hear us.
import { useQuery } from '@tanstack/react-query'
import { Modal, Typography } from 'antd'
import type { fediverseAccount } from '../../src/publishing/fediverse/fediverse-queries.ts'
import { ask } from '../app/api.ts'
import { DataTable, ErrorNote, moment, textColumn } from '../ui/index.ts'

type Known = Awaited<ReturnType<typeof ask<typeof fediverseAccount>>>
type Server = Known['servers'][number]

function heardOf({ waiting_count, sent_at, message }: Server): string {
  if (message) return `${message}${waiting_count > 0 ? `，还有 ${waiting_count} 条等着再送` : ''}`
  if (waiting_count > 0) return `${waiting_count} 条正在送`
  return sent_at ? `${moment(sent_at)} 已收到` : '还没有送过'
}

const sheet = {
  header: ['服务器', '关注者', '投递'],
  row: (row: Server) => [row.host, row.follower_count, heardOf(row)],
}

export function FediverseDialog({ account, close }: { account: { id: string; name: string }; close: () => void }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['publishing.fediverse-account', account.id],
    queryFn: () => ask<typeof fediverseAccount>('publishing.fediverse-account', { account_id: account.id }),
  })
  return (
    <Modal open title={`联邦网络：${account.name}`} footer={null} onCancel={close} width={720}>
      <ErrorNote error={error} />
      {data && (
        <>
          <p>
            在 Mastodon 等软件里搜索这个地址就能关注：
            <Typography.Text code copyable>
              {data.handle}
            </Typography.Text>
          </p>
          <p className="soft">
            现有关注者 {data.follower_count} 个{data.ended_count > 0 && `，已取消或已不在的 ${data.ended_count} 个`}
            {data.waiting_count > 0 && `，等着送的 ${data.waiting_count} 条`}
            。只发不收：别人的回复、点赞不收存，三天送不到的服务器不再送。
          </p>
        </>
      )}
      <DataTable<Server>
        name={`${account.name}的关注者`}
        rowKey="host"
        loading={isPending}
        dataSource={data?.servers}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        empty="还没有人关注。把上面的地址写在网站和海报上，别人就能找到。"
        words={row => row.host}
        csv={sheet}
        card={row => (
          <>
            <div className="card-head">{row.host}</div>
            <div className="card-line">
              <span>关注者 {row.follower_count}</span>
              <span className={row.message ? 'bad' : ''}>{heardOf(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('服务器', row => row.host),
          textColumn('关注者', row => String(row.follower_count), { align: 'right' }),
          textColumn('投递', heardOf, {
            render: (_value, row) => <span className={row.message ? 'bad' : ''}>{heardOf(row)}</span>,
          }),
        ]}
      />
    </Modal>
  )
}
