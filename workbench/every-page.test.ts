// Every page of the side bar, wide and narrow: it opens without a fault, does not scroll sideways, and axe finds nothing.
import { AxeBuilder } from '@axe-core/playwright'
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

/** What axe finds in a page; the frame around it (side bar, head) is the same everywhere and looked at `whole` once. */
async function unreadable(page: Page, whole: boolean): Promise<string[]> {
  // without frames inside the page, the way that opens no second page for the sum is the same and quicker
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (whole ? axe : axe.include('main')).analyze()
  return violations.map(one => `${one.id} ${one.nodes[0]?.target}`)
}

test.each([1280, 360])(
  'every page opens at %i pixels without a fault, without scrolling sideways, readable for everybody',
  async width => {
    const found: string[] = []
    const { context, page, faults } = await workbench.open('kuaiji', width)
    let reading = 0
    const isRead = (url: string) => url.includes('/api/') || url.includes('/assets/')
    page.on('request', request => isRead(request.url()) && reading++)
    page.on('requestfinished', request => isRead(request.url()) && reading--)
    page.on('requestfailed', request => isRead(request.url()) && reading--)
    await page.goto(`${workbench.base}/workbench/`)
    for (const { to } of navigation.flatMap(group => group.entries)) {
      await open(page, to)
      await settled(page, to, () => reading)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (beyond > 0) found.push(`${to}: ${beyond} px too wide`)
      found.push(...(await unreadable(page, to === navigation[0]!.entries[0]!.to)).map(one => `${to}: ${one}`))
    }
    found.push(...faults)
    await context.close()
    expect(found).toEqual([])
  },
  400_000,
)
