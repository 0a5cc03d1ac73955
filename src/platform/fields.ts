// Schemas of the values that cross the border: ids, days, money, years, pages.
import { z } from 'zod'
import { isDay } from '../kernel/index.ts'

// what a schema has no words of its own for is told in Chinese too: people read it
z.config(z.locales.zhCN())

/** A row's id: a decimal string outside, bigint inside. */
export const Id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, '编号无效')
  .transform(BigInt)

/** An amount in 分: a decimal string outside (JSON numbers are not safe), bigint inside. */
export const FenInput = z
  .string()
  .regex(/^-?\d{1,16}$/, '金额应为以分为单位的整数')
  .transform(BigInt)

/** A positive amount in 分. */
export const PositiveFen = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, '金额应大于 0')
  .transform(BigInt)

/** Money and ids on the way out: written to JSON as decimal strings. */
export const Int64 = z.bigint()

export const DayField = z.string().refine(isDay, '日期无效，应为 2022-03-05 这样的写法')

/** A year in a path or a query string. */
export const YearField = z.coerce.number('年度应为数字').int('年度应为整数').min(2000, '年度无效').max(2100, '年度无效')

export const PageFields = {
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
}

export const ClassificationField = z.enum(['reported', 'classified'], '口径应为 reported 或 classified')

export const Text = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不能超过 ${max} 个字`)
