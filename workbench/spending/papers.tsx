// The papers of a claim: each file with what it is; invoices are read, or typed where nothing can be read.
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { addAttachment, removeAttachment } from '../../src/spending/invoices/attach.ts'
import { DOCUMENTS, type DocumentKind, NOT_ATTACHED } from '../../src/spending/vocabulary.ts'
import { ApiRefusal, post } from '../app/api.ts'
import { uploadFile } from '../app/upload.ts'
import { ErrorNote, FileLink, fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'
import { type FullClaim, options, word } from './data.ts'

type Typed = { invoice_no: string; invoice_code?: string; issued_on: string; seller: string; total: string }
type Kept = { file_id: string; name: string }

const READ_FROM: Record<string, string> = { xml: '读自 XML', ofd: '读自 OFD', pdf: '读自 PDF', typed: '手工填写' }

/** An invoice that no machine could read: its number is asked for, so that it cannot serve twice. */
function TypedInvoice({ file, add, busy }: { file: Kept; add: (typed: Typed) => void; busy: boolean }) {
  const needed = (message: string) => [{ required: true, message }]
  return (
    <Form layout="vertical" requiredMark={false} onFinish={add} className="form">
      <p>“{file.name}”没有读出发票内容，请照发票填写。</p>
      <div className="pair">
        <Form.Item name="invoice_no" label="发票号码" rules={needed('请填发票号码')}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="invoice_code"
          label="发票代码（8 位号码的老发票才有）"
          rules={[{ pattern: /^\d{10}(\d{2})?$/, message: '发票代码是 10 位或 12 位数字' }]}
        >
          <Input maxLength={12} inputMode="numeric" autoComplete="off" />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="issued_on" label="开票日期" rules={needed('请填开票日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="seller" label="销售方" rules={needed('请填销售方')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="total" label="价税合计" rules={needed('请填金额')}>
        <MoneyInput />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        添加发票
      </Button>
    </Form>
  )
}

/** Uploads a file, reads it when it is an invoice, and attaches it; hands back the file when it has to be typed. */
function useAttaching(claim: FullClaim) {
  const { run, busy, error } = useCommand<typeof addAttachment>('spending.add-attachment', '已添加')
  const [coming, setComing] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const [unread, setUnread] = useState<Kept>()
  const attach = async (file_id: string, document: DocumentKind, typed?: Typed) => {
    const invoice = typed && {
      invoice_no: typed.invoice_no,
      invoice_code: typed.invoice_code ?? '',
      issued_on: typed.issued_on,
      seller: typed.seller,
      total_fen: fenOf(typed.total) ?? '0',
    }
    await run({ claim_id: claim.id, file_id, document, invoice: invoice ?? null })
    setUnread(undefined)
  }
  const take = async (file: File, document: DocumentKind) => {
    setComing(true)
    setFailed(undefined)
    try {
      const kept = await uploadFile(file)
      const looked = document === 'invoice' || (MAY_BE_INVOICE.includes(document) && INVOICE_FILE.test(kept.name))
      const read = looked && (await readable(kept.file_id).catch(orNone(document)))
      if (read || document !== 'invoice') await attach(kept.file_id, read ? 'invoice' : document)
      else setUnread({ file_id: kept.file_id, name: kept.name })
    } catch (refused) {
      setFailed(refused)
    } finally {
      setComing(false)
    }
  }
  return { take, attach, unread, busy: busy || coming, error: failed ?? error }
}

/** An e-invoice handed in as another paper is still an invoice: its number is held. */
const MAY_BE_INVOICE: readonly DocumentKind[] = ['receipt', 'other']
const INVOICE_FILE = /\.(pdf|ofd|xml)$/i

/** Whatever is wrong with a file as an invoice, as another paper it may still be right. */
const orNone = (document: DocumentKind) => (refused: unknown) => {
  if (document === 'invoice' || !(refused instanceof ApiRefusal)) throw refused
  return false
}

async function readable(file_id: string): Promise<boolean> {
  try {
    await post('/api/spending/read-invoice', { file_id })
    return true
  } catch (refused) {
    // photographs and scans are typed; a bomb or a damaged file is told
    const typed = ['spending.invoice-unreadable', 'documents.scanned', 'documents.unknown-type']
    if (refused instanceof ApiRefusal && typed.includes(refused.code)) return false
    throw refused
  }
}

function Add({ claim, late }: { claim: FullClaim; late: boolean }) {
  const missing = (late ? claim.missing.pay : claim.missing.submit) as DocumentKind[]
  const wanted = missing.filter(one => !NOT_ATTACHED.includes(one))
  const kinds = late
    ? (['contract', 'acceptance', 'settlement', 'minutes', 'other'] as const)
    : (Object.keys(DOCUMENTS) as DocumentKind[]).filter(one => !NOT_ATTACHED.includes(one))
  const [chosen, setChosen] = useState<DocumentKind>()
  const document = chosen ?? wanted[0] ?? (late ? 'other' : 'invoice')
  const { take, attach, unread, busy, error } = useAttaching(claim)
  const words = Object.fromEntries(kinds.map(kind => [kind, DOCUMENTS[kind]]))
  return (
    <>
      <ErrorNote error={error} />
      {unread ? (
        <TypedInvoice
          file={unread}
          busy={busy}
          add={typed => void attach(unread.file_id, 'invoice', typed).catch(() => undefined)}
        />
      ) : (
        <div className="claim-acts" style={{ marginTop: 0 }}>
          <Select
            aria-label="附件种类"
            value={document}
            onChange={setChosen}
            options={options(words)}
            style={{ minWidth: 180 }}
          />
          <Button loading={busy}>
            <label>
              选择文件
              <input
                type="file"
                className="sr"
                aria-label={`选择${DOCUMENTS[document]}文件`}
                accept=".pdf,.ofd,.xml,.jpg,.jpeg,.png,.docx,.xlsx,.zip"
                onChange={event => {
                  const file = event.target.files?.[0]
                  event.target.value = ''
                  if (file) void take(file, document)
                }}
              />
            </label>
          </Button>
        </div>
      )}
    </>
  )
}

function Paper({
  claim,
  paper,
  removable,
}: {
  claim: FullClaim
  paper: FullClaim['attachments'][number]
  removable: boolean
}) {
  const { run, busy } = useCommand<typeof removeAttachment>('spending.remove-attachment', '已移除')
  const invoice = claim.invoices.find(one => one.attachment_id === paper.id)
  return (
    <li>
      <span className="soft">{word(DOCUMENTS, paper.document)}</span>
      <span className="grow">
        <FileLink file_id={paper.file_id} name={paper.name} />
        {invoice && (
          <span className="soft">
            号码 {invoice.invoice_no}　{invoice.seller}　{yuan(invoice.total_fen)} 元　{READ_FROM[invoice.read_from]}
          </span>
        )}
      </span>
      {removable && (
        <Button
          size="small"
          type="text"
          loading={busy}
          aria-label={`移除 ${paper.name}`}
          onClick={() => void run({ claim_id: claim.id, attachment_id: paper.id }).catch(() => undefined)}
        >
          移除
        </Button>
      )}
    </li>
  )
}

export function Papers({ claim }: { claim: FullClaim }) {
  const editable = claim.own && ['draft', 'returned'].includes(claim.state)
  const late = claim.own && claim.state === 'approved'
  return (
    <section>
      <h2>附件和发票</h2>
      {claim.attachments.length === 0 && <p className="soft">还没有附件。</p>}
      <ul className="papers-list">
        {claim.attachments.map(paper => (
          <Paper key={paper.id} claim={claim} paper={paper} removable={editable} />
        ))}
      </ul>
      {(editable || late) && <Add claim={claim} late={late} />}
    </section>
  )
}
