// 来信: mails that wait for a decision, those that were handled, and who is registered to write.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Popconfirm, Upload } from 'antd'
import type { mails } from '../../../src/newsroom/mail/mail-queries.ts'
import type { acceptMail, dropMail, endSender, registerSender } from '../../../src/newsroom/mail/take-mail.ts'
import { ask, sendFile } from '../../app/api.ts'
import { paths } from '../../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormModal,
  moment,
  PageFrame,
  ReasonField,
  required,
  textColumn,
  useCommand,
  useSubmission,
} from '../../ui/index.ts'
import '../newsroom.css'

type Known = Awaited<ReturnType<typeof ask<typeof mails>>>
type Mail = Known['mails'][number]
type Sender = Known['senders'][number]

const STATES: Record<string, string> = { waiting: '待定', accepted: '已收', dropped: '没收' }
const stateOf = (row: Mail) => STATES[row.state] ?? row.state
const senderOf = (row: Mail) => [row.sender_name, row.sender_address].filter(Boolean).join(' ')
const outcomeOf = (row: Mail) =>
  row.state === 'waiting' ? row.why : [row.reason, row.handled_by].filter(Boolean).join('　')

function Letter({ row }: { row: Mail }) {
  return (
    <div className="mail">
      <p className="soft">
        {senderOf(row)}　{row.sent_at && `写于 ${moment(row.sent_at)}　`}收到 {moment(row.received_at)}
        {row.brought_by && `　${row.brought_by} 上传`}
      </p>
      <p className="mail-text">{row.content || '（没有正文）'}</p>
      {row.notes.map(note => (
        <p key={note} className="bad">
          {note}
        </p>
      ))}
      {row.files.length > 0 && (
        <p>
          附件：
          {row.files.map(file => (
            <a key={file.id} href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
              {file.name}　
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

function Decide({ row }: { row: Mail }) {
  const accepting = useCommand<typeof acceptMail>('newsroom.accept-mail', '已收作线索')
  const dropping = useCommand<typeof dropMail>('newsroom.drop-mail', '没有收')
  if (row.state !== 'waiting') return row.tip_id ? <Link to={paths.tips}>看线索</Link> : null
  return (
    <span className="mail-acts">
      <FormModal<{ unit?: string }>
        button="看信"
        title={row.subject}
        ok="收作线索"
        small
        width={640}
        command={accepting}
        submit={({ unit = '' }) => accepting.run({ mail_id: row.id, unit })}
      >
        <Letter row={row} />
        <Form.Item name="unit" label="登记为哪个单位" extra="填了以后，这个发件人的信直接成为线索。不填只收这一封。">
          <Input maxLength={100} />
        </Form.Item>
      </FormModal>
      <FormModal<{ reason: string }>
        button="不收"
        title={`不收：${row.subject}`}
        ok="不收"
        small
        danger
        command={dropping}
        submit={({ reason }) => dropping.run({ mail_id: row.id, reason })}
      >
        <ReasonField />
      </FormModal>
    </span>
  )
}

/** What tells one file from another, and the file. */
type Brought = { name: string; size: number; lastModified: number; file: File }

function BringMail() {
  const { run, busy, error } = useSubmission(
    'newsroom.bring-mail',
    ({ file }: Brought) => sendFile<{ mail_id: string; known: boolean }>('newsroom.bring-mail', file),
    '信收到了',
  )
  return (
    <>
      <Upload
        accept=".eml,message/rfc822"
        multiple
        showUploadList={false}
        beforeUpload={file => {
          const { name, size, lastModified } = file
          void run({ name, size, lastModified, file }).catch(() => undefined)
          return false
        }}
      >
        <Button loading={busy}>上传邮件</Button>
      </Upload>
      <ErrorNote error={error} />
    </>
  )
}

function AddSender() {
  const command = useCommand<typeof registerSender>('newsroom.register-sender', '已登记')
  return (
    <FormModal<{ pattern: string; unit: string }>
      button="登记来信单位"
      primary
      command={command}
      submit={fields => command.run(fields)}
    >
      <Form.Item name="pattern" label="邮箱" extra="一个地址，或“@域名”表示这个域名的所有人" rules={required}>
        <Input maxLength={200} placeholder="@example.gov.cn" autoCapitalize="off" inputMode="email" />
      </Form.Item>
      <Form.Item name="unit" label="单位" rules={required}>
        <Input maxLength={100} />
      </Form.Item>
    </FormModal>
  )
}

function End({ row }: { row: Sender }) {
  const { run, busy, error } = useCommand<typeof endSender>('newsroom.end-sender', '已停用')
  return (
    <>
      <ErrorNote error={error} />
      <Popconfirm
        title={`停用“${row.pattern}”？以后他的信要等人定。`}
        okText="停用"
        onConfirm={() => void run({ pattern: row.pattern }).catch(() => undefined)}
      >
        <Button size="small" loading={busy} aria-label={`停用 ${row.pattern}`}>
          停用
        </Button>
      </Popconfirm>
    </>
  )
}

const MAIL_SHEET = {
  header: ['主题', '发件人', '收到', '状态', '说明'],
  row: (row: Mail) => [row.subject, senderOf(row), moment(row.received_at), stateOf(row), outcomeOf(row)],
}
const SENDER_SHEET = {
  header: ['单位', '邮箱', '登记'],
  row: (row: Sender) => [row.unit, row.pattern, `${moment(row.added_at)} ${row.added_by}`],
}

function Senders({ list }: { list: readonly Sender[] | undefined }) {
  return (
    <>
      <h2>登记的来信单位</h2>
      <DataTable<Sender>
        name="登记的来信单位"
        rowKey="pattern"
        dataSource={list as Sender[] | undefined}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        empty="还没有登记。点右上角“登记来信单位”，乡镇、部门的信就直接成为线索。"
        csv={SENDER_SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.unit}
              <End row={row} />
            </div>
            <div className="card-line">{row.pattern}</div>
          </>
        )}
        columns={[
          textColumn('单位', row => row.unit),
          textColumn('邮箱', row => row.pattern),
          textColumn('登记', row => `${moment(row.added_at)} ${row.added_by}`),
          { title: '办理', render: (_value, row) => <End row={row} /> },
        ]}
      />
    </>
  )
}

export function MailsPage() {
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.mails'],
    queryFn: () => ask<typeof mails>('newsroom.mails'),
  })
  return (
    <PageFrame
      title="来信"
      about={
        <>
          从邮箱另存的 .eml 文件点“上传邮件”收进来，放进投稿文件夹也行，半分钟后收到这里。登记过的单位直接成为
          <Link to={paths.tips}>线索</Link>
          ，别的等人定；发件人没有经过验证，先核实再用。
        </>
      }
      actions={
        <>
          <BringMail />
          <AddSender />
        </>
      }
    >
      <ErrorNote error={error} />
      <DataTable<Mail>
        name="来信"
        rowKey="id"
        loading={isPending}
        dataSource={data?.mails}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        empty="还没有来信。"
        words={row => `${row.subject} ${senderOf(row)}`}
        csv={MAIL_SHEET}
        card={row => (
          <>
            <div className="card-head">
              {row.subject}
              <span className={row.state === 'waiting' ? 'bad' : ''}>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{senderOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{outcomeOf(row)}</span>
              <Decide row={row} />
            </div>
          </>
        )}
        columns={[
          textColumn('主题', row => row.subject),
          textColumn('发件人', senderOf),
          textColumn('收到', row => moment(row.received_at)),
          choiceColumn('状态', data?.mails, stateOf),
          textColumn('说明', outcomeOf),
          { title: '办理', render: (_value, row) => <Decide row={row} /> },
        ]}
      />
      <Senders list={data?.senders} />
    </PageFrame>
  )
}
