// The certificate to take away: as PDF for the file, and as a package with which anybody checks the signature without us.
import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { z } from 'zod'
import { chineseDay, type DocumentBlock, dayOf, type OfficialDocument, type Run } from '../../kernel/index.ts'
import { toPdf } from '../../platform/documents/index.ts'
import { type ApiParts, ask, Id, parseInput, query, type Sql, signingKey, writeZip } from '../../platform/index.ts'
import { noSuchWithdrawal, notClearYet } from '../refusals.ts'

type Step = {
  platform: string
  account: string
  way: string
  url: string | null
  done_at: string
  done_by: string
  message: string
}
type Signed = {
  kind: 'kill' | 'correct'
  headline: string
  reason: string
  note: string
  ordered_by: string
  started_at: string
  started_by: string
  deadline_at: string
  cleared_at: string
  in_time: boolean
  steps: Step[]
  chain: { seal_no: string; hash: string } | null
}
type Kept = { certificate: string; signature: Buffer; unit: string }

const WAYS: Record<string, string> = { site: '本系统网站', interface: '渠道接口', by_hand: '人工' }
const TITLES = { kill: '撤稿凭证', correct: '更正凭证' }

const words = (text: string): Run[] => [{ text }]
const line = (name: string, text: string) => ({
  kind: 'paragraph' as const,
  runs: [{ text: `${name}：`, bold: true }, { text }],
  shape: 'plain' as const,
})
/** 2026-03-02 10:00 as a clock in China shows it. */
function clock(iso: string): string {
  const there = new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString()
  return `${there.slice(0, 10)} ${there.slice(11, 19)}`
}
/** Long hexadecimal and base64 text breaks into groups, so that the page keeps its width. */
const grouped = (text: string) => text.match(/.{1,16}/g)?.join(' ') ?? ''

const column = (title: string, width: number) => ({ title, width })

function facts(about: Signed): DocumentBlock[] {
  return [
    line('稿件', about.headline),
    line('原因', about.reason),
    line(about.kind === 'kill' ? '撤稿说明' : '更正说明', about.note),
    line('决定人', about.ordered_by),
    line('开始', `${clock(about.started_at)}，${about.started_by}办理，时限 ${clock(about.deadline_at)}`),
    line('全部办结', `${clock(about.cleared_at)}，${about.in_time ? '在时限以内' : '超过时限'}`),
  ]
}

function places({ steps }: Signed): DocumentBlock {
  const columns = [
    column('渠道', 26),
    column('方式', 14),
    column('结果', 28),
    column('办结时间', 20),
    column('谁办的', 12),
  ]
  const rows = steps.map(step => [
    words(`${step.platform} ${step.account}`),
    words(WAYS[step.way] ?? step.way),
    words(step.message),
    words(clock(step.done_at)),
    words(step.done_by),
  ])
  return { kind: 'table', title: '各渠道办理情况', columns, rows }
}

function check({ certificate, signature }: Kept, { chain }: Signed, key: string): DocumentBlock[] {
  const codes: [string, string][] = [
    ['内容校验码（SHA-256）', createHash('sha256').update(certificate).digest('hex')],
    ['签名（Ed25519）', signature.toString('base64')],
    ['公钥', key.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')],
    ...(chain ? [[`操作日志封签第 ${chain.seal_no} 号`, chain.hash] as [string, string]] : []),
  ]
  const rows = codes.map(([name, code]) => [words(name), words(grouped(code))])
  return [
    { kind: 'heading', level: 1, runs: words('核验') },
    { kind: 'table', title: '签名', columns: [column('项目', 28), column('内容', 72)], rows },
    {
      kind: 'paragraph',
      runs: words('下载“核验包”，用任何支持 Ed25519 的工具都能核对签名：内容改动一个字，签名就不相符。'),
    },
  ]
}

/** The certificate as an official document. Pure. */
function certificateDocument(kept: Kept, key: string): OfficialDocument {
  const about = JSON.parse(kept.certificate) as Signed
  const { unit } = kept
  const date = chineseDay(dayOf(new Date(about.cleared_at)))
  return {
    title: [unit, TITLES[about.kind]].filter(Boolean),
    subject: `${TITLES[about.kind]}：${about.headline}`,
    author: unit,
    blocks: [...facts(about), places(about), ...check(kept, about, key), { kind: 'signature', unit, date }],
  }
}

const HOW = (key: string) => `certificate.json 是凭证的原文，signature.bin 是它的签名，public-key.pem 是签名用的公钥。

装有 OpenSSL 3 的电脑上，在这个文件夹里执行：
  openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in certificate.json -sigfile signature.bin
显示 Signature Verified Successfully 就是相符。certificate.json 不要用会改换行的编辑器另存。

请向本单位核对公钥：
${key}`

/** What a third party needs to check the certificate by himself. */
function certificatePackage({ certificate, signature }: Kept, key: string): Uint8Array {
  return writeZip([
    { name: 'certificate.json', bytes: Buffer.from(certificate) },
    { name: 'signature.bin', bytes: signature },
    { name: 'public-key.pem', bytes: Buffer.from(key) },
    { name: '核验方法.txt', bytes: Buffer.from(HOW(key)) },
  ])
}

async function keptCertificate(tx: Sql, id: bigint): Promise<Kept> {
  const [row] = await tx<{ certificate: string | null; signature: Buffer | null; unit: string | null }[]>`
    select certificate, signature, (select name from people.unit limit 1) unit from publishing.withdrawals where id = ${id}`
  if (!row) throw noSuchWithdrawal()
  if (row.certificate === null || row.signature === null) throw notClearYet()
  return { certificate: row.certificate, signature: row.signature, unit: row.unit ?? '' }
}

const certificateFile = query({
  name: 'publishing.certificate-file',
  title: '撤稿凭证文件',
  access: 'signed-in',
  input: z.strictObject({ withdrawal_id: Id, format: z.enum(['pdf', 'zip']).default('pdf') }),
  output: z.custom<Kept>(),
  read: (tx, { withdrawal_id }) => keptCertificate(tx, withdrawal_id),
})

/** /api/publishing/certificate-file?withdrawal_id=&format=pdf|zip */
export function mountCertificates(
  app: Hono,
  parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { fonts_dir: string | undefined },
): void {
  app.get('/api/publishing/certificate-file', async c => {
    const wanted = parseInput(certificateFile.input, c.req.query())
    const reading = { actor: await parts.actorOf(c), at: parts.now() }
    const kept = (await ask(parts.pool, certificateFile, reading, c.req.query())) as Kept
    const document = certificateDocument(kept, signingKey())
    const fonts = parts.fonts_dir === undefined ? {} : { fonts_dir: parts.fonts_dir }
    const bytes = wanted.format === 'pdf' ? await toPdf(document, fonts) : certificatePackage(kept, signingKey())
    const name = wanted.format === 'pdf' ? `${document.subject}.pdf` : `${document.subject}（核验包）.zip`
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': wanted.format === 'pdf' ? 'application/pdf' : 'application/zip',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    })
  })
}
