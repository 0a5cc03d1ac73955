// Every page of the side bar, narrow and wide: it opens without a fault, does not scroll sideways, and axe finds nothing.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { fillBooks } from '../test/support/books.ts'
import { testDatabase } from '../test/support/database.ts'
import { serveWorkbench, type Workbench } from '../test/support/workbench.ts'
import { navigation } from './app/navigation.ts'

let workbench: Workbench

beforeAll(async () => {
  const pool = await testDatabase()
  await fillBooks(pool)
  workbench = await serveWorkbench(pool)
})

/** Goes to a page of the running workbench, as its own links do. */
async function open(page: Page, to: string): Promise<void> {
  await page.evaluate(address => {
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/workbench${to}`)
}

/** Waits until the page stands and nothing is being read any more: twice in a row, since what is read may ask for more. */
async function settled(page: Page, to: string, reading: () => number): Promise<void> {
  for (let calm = 0; calm < 2; calm += 1) {
    await page.waitForFunction(address => {
      const here = location.pathname.replace(/\/$/, '') === address.replace(/\/$/, '')
      return here && document.querySelector('main h1') && !document.querySelector('.ant-spin-spinning, .ant-skeleton')
    }, `/workbench${to}`)
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    if (reading() > 0) calm = -1
  }
}

declare const axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> }

/** What axe finds in a page; the frame around it (side bar, head) is the same everywhere and looked at `whole` once. */
function unreadable(page: Page, whole: boolean): Promise<string[]> {
  return page.evaluate(
    async context => {
      const { violations } = await axe.run(context, { resultTypes: ['violations'] })
      return violations.map(one => `${one.id} ${one.nodes[0]?.target}`)
    },
    whole ? 'html' : 'main',
  )
}

// it opens on a telephone and is widened there: what is shown differs, what is read is read once
test('every page opens at 360 and at 1280 pixels without a fault, without scrolling sideways, readable for everybody', async () => {
  const found: string[] = []
  const { context, page, faults } = await workbench.open('kuaiji', 360)
  let reading = 0
  const isRead = (url: string) => url.includes('/api/') || url.includes('/assets/')
  page.on('request', request => isRead(request.url()) && reading++)
  page.on('requestfinished', request => isRead(request.url()) && reading--)
  page.on('requestfailed', request => isRead(request.url()) && reading--)
  await page.goto(`${workbench.base}/workbench/`)
  // once: the pages change inside one document
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  for (const { to } of navigation.flatMap(group => group.entries)) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      if (width === 360) await open(page, to)
      await settled(page, to, () => reading)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (beyond > 0) found.push(`${to}: ${beyond} px too wide at ${width}`)
      const unread = await unreadable(page, to === navigation[0]!.entries[0]!.to)
      found.push(...unread.map(one => `${to} at ${width}: ${one}`))
    }
  }
  // and what nobody could read is found
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')))
  const planted = await unreadable(page, false)
  await context.close()
  expect([...found, ...faults]).toEqual([])
  expect(planted.join()).toContain('button-name')
}, 400_000)
