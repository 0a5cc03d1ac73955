import { describe, expect, test } from 'vitest'
import { gbk } from '../../../test/support/files.ts'
import { readDocument } from './read-document.ts'

const TEXT =
  '一、部门概况\n白塔区融媒体中心内设机构7个。\n项目\t预算数\t决算数\n宣传经费\t20.00\t19.80\n二、预算执行情况'
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16be = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${TEXT}`)],
    ['UTF-16 little endian', new Uint8Array(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
    ['UTF-16 big endian', utf16be(TEXT)],
    ['GBK', gbk(TEXT)],
    ['UTF-8 with Windows line ends', utf8(TEXT.replaceAll('\n', '\r\n'))],
  ])('reads the same in %s', async (_name, bytes) => {
    const read = await readDocument(bytes, '报告.txt')
    expect(read.format).toBe('txt')
    expect(read.text).toBe(TEXT)
    expect(read.blocks.map(block => [block.kind, block.line])).toEqual([
      ['paragraph', 1],
      ['paragraph', 2],
      ['table', 3],
      ['paragraph', 5],
    ])
  })

  test('keeps the cells of lines divided by tabs as a table', async () => {
    const { blocks } = await readDocument(utf8(TEXT), '报告.txt')
    expect(blocks[2]).toMatchObject({
      rows: [
        ['项目', '预算数', '决算数'],
        ['宣传经费', '20.00', '19.80'],
      ],
    })
  })

  test('keeps a lone line with a tab as a paragraph', async () => {
    const { blocks } = await readDocument(utf8('单位：\t万元\n下一行'), '报告.txt')
    expect(blocks.map(block => block.kind)).toEqual(['paragraph', 'paragraph'])
  })

  test('drops invisible signs, makes odd blanks plain, and keeps the number of every line', async () => {
    const { text, blocks } = await readDocument(utf8('预算\u200b执行\n\n\n  \n决算\u00a0数'), '报告.txt')
    expect(text).toBe('预算执行\n\n\n\n决算 数')
    expect(blocks.map(block => block.line)).toEqual([1, 5])
  })
})
