import { describe, expect, test } from 'vitest'
import { Content, typedNumbers } from './content.ts'

const typed = (text: string) => typedNumbers([[{ text }]])

describe('typed digits', () => {
  test('are found with their unit, in either width', () => {
    expect(typed('全年发稿120篇，增长15.5%，支出1,297,000元')).toEqual(['120篇', '15.5%', '1,297,000元'])
    expect(typed('完成７９．６４％')).toEqual(['79.64%'])
    expect(typed('支出 129.7 万元、0.5亿元、3个百分点')).toEqual(['129.7 万元', '0.5亿元', '3个百分点'])
  })

  test('are not years, dates, document numbers, articles, list numbers or names', () => {
    const allowed = [
      '2022年度',
      '2021—2023年',
      '2022年3月5日',
      '财预〔2022〕15号',
      '第3条',
      '1、加强管理',
      '（2）规范支出',
      'H5作品',
      '5G直播',
      '12345热线',
      '党的第20届大会',
      '第 12 期',
    ]
    expect(allowed.filter(text => typed(text).length > 0)).toEqual([])
  })

  test('do not hide behind something that looks allowed', () => {
    expect(typed('12022年')).not.toEqual([])
    expect(typed('120日')).not.toEqual([])
    expect(typed('接听12345次')).not.toEqual([])
    expect(typed('1.5万元')).toEqual(['1.5万元'])
    expect(typed('2022年发稿300篇')).toEqual(['300篇'])
  })

  test('in a chip are no typed digits', () => {
    expect(typedNumbers([[{ text: '支出' }, { figure: 'budget.spent-2', format: 'prose' }]])).toEqual([])
  })
})

test('a chip shows a figure as prose unless told, and content is nothing but text and chips', () => {
  expect(Content.parse([[{ figure: 'budget.spent' }]])).toEqual([[{ figure: 'budget.spent', format: 'prose' }]])
  expect(Content.safeParse([[{ html: '<b>' }]]).success).toBe(false)
  expect(Content.safeParse([[{ figure: 'budget.spent', format: 'loud' }]]).success).toBe(false)
})
