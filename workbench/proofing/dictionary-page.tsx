// The dictionaries of the word check: terms, names and titles. Added or ended, never rewritten.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Tabs } from 'antd'
import { useState } from 'react'
import type { addCommonWords, endTerm } from '../../src/proofing/words/dictionary-commands.ts'
import type { terms, wordCheck } from '../../src/proofing/words/word-queries.ts'
import { WORD_CLASSES, WORD_LEVELS } from '../../src/proofing/words/words-vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, filterBy, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { AddTerm } from './add-term.tsx'
import { Officials } from './officials.tsx'

type Term = Awaited<ReturnType<typeof ask<typeof terms>>>[number]
const classOf = (row: Term) => WORD_CLASSES[row.class as keyof typeof WORD_CLASSES] ?? row.class
const levelOf = (row: Term) => WORD_LEVELS[row.level as keyof typeof WORD_LEVELS]
const rulesOf = (row: Term) =>
  [
    row.whole_word === 'yes' && '整词',
    row.max_gap > 0 && `中间可夹 ${row.max_gap} 个符号`,
    row.need_context.length > 0 && `附近有：${row.need_context.join('、')}`,
    row.except_context.length > 0 && `附近没有：${row.except_context.join('、')}`,
    row.exceptions.length > 0 && `除外：${row.exceptions.join('、')}`,
  ]
    .filter(Boolean)
    .join('；')

function TryOut() {
  const [text, setText] = useState('')
  const { data, error } = useQuery({
    queryKey: ['proofing.word-check', text],
    enabled: text.trim() !== '',
    queryFn: () => ask<typeof wordCheck>('proofing.word-check', { text }),
  })
  return (
    <section className="part">
      <h2>试查</h2>
      <Input.TextArea
        rows={3}
        maxLength={2000}
        aria-label="试查的文字"
        placeholder="粘一段文字，看哪些词会被查出来"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <ErrorNote error={error} />
      {text.trim() !== '' && data?.length === 0 && <p className="ok">没有发现问题。</p>}
      <ul className="next">
        {data?.map((one, at) => (
          <li key={at}>
            <b>{one.excerpt}</b>　{one.message}
          </li>
        ))}
      </ul>
    </section>
  )
}

function End({ row }: { row: Term }) {
  const { run, busy } = useCommand<typeof endTerm>('proofing.end-term', '已停用')
  if (row.ended_on) return <span className="soft">{row.ended_on} 停用</span>
  return (
    <Popconfirm
      title={`停用“${row.term}”？`}
      okText="停用"
      onConfirm={() => run({ term_id: row.id }).catch(() => undefined)}
    >
      <Button size="small" type="link" loading={busy}>
        停用
      </Button>
    </Popconfirm>
  )
}

const termsSheet = {
  header: ['词', '类别', '级别', '建议', '规则', '依据', '生效', '停用'],
  row: (row: Term) => [
    row.term,
    classOf(row),
    levelOf(row),
    row.suggestion,
    rulesOf(row),
    row.source,
    row.effective_from,
    row.ended_on,
  ],
}

function termsCard(row: Term) {
  return (
    <>
      <div className="card-head">
        {row.term}
        <End row={row} />
      </div>
      <div className="card-line">
        <span>
          {classOf(row)}　{levelOf(row)}
        </span>
        <span>{row.suggestion}</span>
      </div>
    </>
  )
}

function Terms() {
  const mayKeep = useMay(['editor', 'director', 'operations'])
  const { data, error, isPending } = useQuery({
    queryKey: ['proofing.terms'],
    queryFn: () => ask<typeof terms>('proofing.terms'),
  })
  const common = useCommand<typeof addCommonWords>('proofing.add-common-words', '常用词条已装入')
  return (
    <>
      <ErrorNote error={error ?? common.error} />
      <DataTable<Term>
        name="词库"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="词库是空的。先装入常用词条，再加本单位自己的。"
        tools={
          mayKeep && (
            <>
              <AddTerm />
              <Button size="small" loading={common.busy} onClick={() => void common.run({}).catch(() => undefined)}>
                装入常用词条
              </Button>
            </>
          )
        }
        words={row => `${row.term} ${row.suggestion} ${row.source}`}
        csv={termsSheet}
        card={termsCard}
        columns={[
          textColumn('词', row => row.term),
          textColumn('类别', classOf, filterBy(data, classOf)),
          textColumn('级别', levelOf, filterBy(data, levelOf)),
          textColumn('建议', row => row.suggestion),
          textColumn('规则', rulesOf),
          textColumn(
            '依据',
            row => row.source,
            filterBy(data, row => row.source),
          ),
          textColumn('生效', row => row.effective_from),
          { title: '停用', key: 'end', render: (_value, row) => (mayKeep ? <End row={row} /> : row.ended_on) },
        ]}
      />
    </>
  )
}

export function DictionaryPage() {
  return (
    <PageFrame title="词库" about="错敏词检查用的词条和姓名职务。改动只影响以后的检查，已送审的稿件留着当时的结果。">
      <Tabs
        items={[
          { key: 'terms', label: '词条', children: <Terms /> },
          { key: 'officials', label: '姓名职务', children: <Officials /> },
          { key: 'try', label: '试查', children: <TryOut /> },
        ]}
      />
    </PageFrame>
  )
}
