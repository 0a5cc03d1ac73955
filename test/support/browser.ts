// A headless Chromium from npm, with Chinese type from npm: nothing of the machine is needed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

/** Fontconfig over the Noto fonts of npm, also under the official fonts' names (for LibreOffice). Returns the file. */
export function fontConfig(): string {
  const packages = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')),
    '..',
  )
  const folder = path.join(os.tmpdir(), 'beita-fonts')
  mkdirSync(folder, { recursive: true })
  const alias = (from: string, to: string) =>
    `<match target="pattern"><test name="family"><string>${from}</string></test><edit name="family" mode="assign" binding="strong"><string>${to}</string></edit></match>`
  const serif = ['仿宋_GB2312', '楷体_GB2312', '方正小标宋简体', '宋体', 'Times New Roman', 'serif'].map(name =>
    alias(name, 'Noto Serif SC'),
  )
  const sans = ['黑体', 'sans-serif'].map(name => alias(name, 'Noto Sans SC'))
  const folders = [
    'noto-serif-sc/400Regular',
    'noto-serif-sc/700Bold',
    'noto-sans-sc/400Regular',
    'noto-sans-sc/700Bold',
  ].map(name => `<dir>${path.join(packages, name)}</dir>`)
  const file = path.join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${folder}/cache</cachedir>${serif.join('')}${sans.join('')}</fontconfig>`,
  )
  return file
}

/** Starts the browser. Our own arguments: the package's turn off what security tests look at. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath()
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ]
  return playwright.launch({
    executablePath,
    args,
    env: { ...process.env, FONTCONFIG_FILE: fontConfig() } as Record<string, string>,
  })
}

export type View = { width: number; dark?: boolean; elder?: boolean; script?: boolean }

/** A public page as a reader has it: of this width, dark or light, in large type, without JavaScript. */
export async function openPage(browser: Browser, base: string, at: string, view: View): Promise<Page> {
  const { width, dark = false, elder = false, script = true } = view
  const colorScheme = dark ? 'dark' : 'light'
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: script })
  if (elder) await context.addCookies([{ name: 'view', value: 'elder', url: base }])
  const page = await context.newPage()
  await page.goto(base + at)
  return page
}
