// Stories of the sample's past, as an import from an earlier site leaves them. Invented, and marked so.
type Run = (name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

const SITE = 'http://old.example.com'

const PAST = [
  {
    day: '2018-06-01',
    headline: '校园里的科普课（示例）',
    author: '示例通讯员',
    categories: ['民生'],
    text: '（示例稿件）孩子们第一次从望远镜里看见月亮上的环形山。',
  },
  {
    day: '2019-09-12',
    headline: '老街路灯换新（示例）',
    author: '示例记者',
    categories: ['部门'],
    text: '（示例稿件）老街两旁的路灯换成了节能灯，晚上散步的人多了。',
  },
  {
    day: '2020-11-20',
    headline: '村里来了图书车（示例）',
    author: '示例记者',
    categories: ['乡街道'],
    text: '（示例稿件）流动图书车每月第一个周六到村部，借书不用押金。',
  },
]

/** Takes in the past of the sample. */
export async function loadHistory(run: Run): Promise<void> {
  const begin = {
    kind: 'wxr',
    file_name: '旧网站导出（示例）.xml',
    digest: '5'.repeat(64),
    item_count: PAST.length + 1,
  }
  const { import_id } = await run('newsroom.begin-import', begin, 'history')
  const empty = { tags: [], slug: '', notes: [] as string[], published_at: null, author: '', categories: [], was: '' }
  const items = PAST.map(({ day, headline, author, categories, text }, n) => ({
    ...empty,
    item_no: n + 1,
    key: `wxr:${SITE}#${n + 1}`,
    headline,
    author,
    categories,
    published_at: `${day}T08:00:00+08:00`,
    address: `${SITE}/?p=${n + 1}`,
    was: '已发布',
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
  }))
  const menu = {
    ...empty,
    item_no: PAST.length + 1,
    key: `wxr:${SITE}#9`,
    headline: '首页菜单',
    address: '',
    body: null,
  }
  await run('newsroom.import-items', { import_id, items: [...items, { ...menu, skip: '不是文章：菜单' }] }, 'history')
  await run('newsroom.finish-import', { import_id }, 'history')
}
