// One page: its picture with blocks and zones at the left, its articles in reading order and the one being edited at the right.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { drawArticle, suggestForPage } from '../../src/newspaper/articles/draw-articles.ts'
import type { orderArticles, setHotzones } from '../../src/newspaper/articles/edit-article.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, PageFrame, useCommand } from '../ui/index.ts'
import { ArticleForm } from './article-form.tsx'
import { EDITORS, type FullIssue, type FullPage, two, useIssue, usePage } from './data.ts'
import { PageSheet } from './page-sheet.tsx'
import { PlaceCopy } from './place-copy.tsx'
import './newspaper.css'

function Blocks({
  page,
  chosen,
  choose,
}: {
  page: FullPage
  chosen: ReadonlySet<number>
  choose: (block_nos: readonly number[], add: boolean) => void
}) {
  const suggest = useCommand<typeof suggestForPage>('newspaper.suggest-for-page', '已划篇，请逐篇核对')
  const draw = useCommand<typeof drawArticle>('newspaper.draw-article', '已组成一篇')
  const free = page.blocks.filter(block => block.article_id === null)
  const make = () =>
    void draw
      .run({ page_id: page.id, block_nos: [...chosen] })
      .then(() => choose([], false))
      .catch(() => undefined)
  return (
    <section aria-label="文字块">
      <ErrorNote error={suggest.error ?? draw.error} />
      <Space wrap>
        {page.articles.length === 0 && (
          <Button
            type="primary"
            loading={suggest.busy}
            onClick={() => void suggest.run({ page_id: page.id }).catch(() => undefined)}
          >
            自动划篇
          </Button>
        )}
        <Button disabled={chosen.size === 0} loading={draw.busy} onClick={make}>
          选中的 {chosen.size} 块组成一篇
        </Button>
      </Space>
      <p className="soft">在版面图上点选文字块，或拖一个框；按住 Shift 再加。也可以在下面勾选。</p>
      {free.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
        <ul className="block-list" tabIndex={0} aria-label="还没有划入的文字块">
          {free.map(block => (
            <li key={block.block_no} className={block.kind}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(block.block_no)}
                  onChange={() => choose([block.block_no], true)}
                />
                {block.text.slice(0, 40)}
              </label>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Articles({
  page,
  current,
  open,
  locked,
}: {
  page: FullPage
  current: string | undefined
  open: (id: string) => void
  locked: boolean
}) {
  const order = useCommand<typeof orderArticles>('newspaper.order-articles')
  const move = (at: number, by: number) => {
    const ids = page.articles.map(article => article.id)
    const [id] = ids.splice(at, 1)
    ids.splice(at + by, 0, id!)
    void order.run({ page_id: page.id, article_ids: ids }).catch(() => undefined)
  }
  return (
    <>
      <ErrorNote error={order.error} />
      <ol className="article-list" aria-label="本版篇目">
        {page.articles.map((article, at) => (
          <li key={article.id} className={article.id === current ? 'current' : ''}>
            <button type="button" className="link" onClick={() => open(article.id)}>
              {article.title}
            </button>
            <span className="soft">{article.char_count} 字</span>
            {!locked && at > 0 && (
              <button type="button" className="link" aria-label={`${article.title}上移`} onClick={() => move(at, -1)}>
                ↑
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** The chosen blocks; choosing with `add` turns each one on or off. */
function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const choose = (nos: readonly number[], add: boolean) =>
    setChosen(before => {
      if (!add) return new Set(nos)
      const next = new Set(before)
      for (const no of nos) if (!next.delete(no)) next.add(no)
      return next
    })
  return [chosen, choose] as const
}

function Desk({ page, issue }: { page: FullPage; issue: FullIssue }) {
  const [chosen, choose] = useChosen()
  const [current, setCurrent] = useState<string>()
  const [drawing, setDrawing] = useState(false)
  const mayEdit = useMay(EDITORS)
  const zones = useCommand<typeof setHotzones>('newspaper.set-hotzones', '热区已改')
  const locked = !mayEdit || issue.printed_at !== null || page.signed_at !== null
  const article = page.articles.find(one => one.id === current)
  const drawn = (box: { left: number; top: number; right: number; bottom: number }) => {
    setDrawing(false)
    const points: [number, number][] = [
      [box.left, box.top],
      [box.right, box.bottom],
    ]
    if (current) void zones.run({ article_id: current, zones: [{ shape: 'rect', points }] }).catch(() => undefined)
  }
  const others = issue.pages.flatMap(one => one.articles).filter(one => one.id !== current)
  return (
    <div className="page-desk">
      <PageSheet
        page={page}
        chosen={chosen}
        choose={choose}
        current={current}
        open={setCurrent}
        drawn={drawing ? drawn : undefined}
      />
      <div>
        <ErrorNote error={zones.error} />
        {locked && (
          <p className="soft">
            {issue.printed_at ? '已经付印，不能再改。' : page.signed_at ? '已经签版；要改先撤回签版。' : ''}
          </p>
        )}
        {!locked && issue.made_from === 'template' && <PlaceCopy pageId={page.id} />}
        {!locked && issue.made_from === 'pdf' && page.large_file_id && (
          <Blocks page={page} chosen={chosen} choose={choose} />
        )}
        <h2>本版篇目</h2>
        {page.articles.length === 0 && <p className="soft">还没有篇目。</p>}
        <Articles page={page} current={current} open={setCurrent} locked={locked} />
        {article && (
          <ArticleForm
            key={`${article.id}-${page.version_no}`}
            article={article}
            others={others}
            locked={locked}
            drawing={drawing}
            draw={() => setDrawing(true)}
            close={() => setCurrent(undefined)}
          />
        )}
      </div>
    </div>
  )
}

export function PageEditorPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: page, error, refetch } = usePage(id)
  const { data: issue } = useIssue(page?.issue_id)
  if (!page || !issue)
    return (
      <PageFrame title="一版报纸">
        <ErrorNote error={error} retry={() => void refetch()} />
      </PageFrame>
    )
  return (
    <PageFrame
      title={`${two(page.page_no)}版 ${page.name}`}
      about={
        <Link to={`${paths.issues}/${page.issue_id}`}>
          {issue.paper_name} {issue.day}
        </Link>
      }
    >
      <Desk page={page} issue={issue} />
    </PageFrame>
  )
}
