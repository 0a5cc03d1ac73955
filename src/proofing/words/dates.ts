// Days that do not exist, and weekdays that do not belong to their day.
import { type Day, yearOf } from '../../kernel/index.ts'
import type { Spotted } from './privacy.ts'

const WEEKDAYS = '日一二三四五六'
const DATE =
  /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?:\s?[（(，,、\s]?\s?(?:星期|周|礼拜)([一二三四五六日天])[）)]?)?/g

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Checks the dates of a text; a date without a year belongs to the year of `today`, or to the one named last before it. */
export function findWrongDates(text: string, today: Day): Spotted[] {
  const found: Spotted[] = []
  let named: number | undefined
  for (const match of text.matchAll(DATE)) {
    const [whole, stated, monthText, dayText, weekday] = match
    if (stated) named = Number(stated)
    const [month, day] = [Number(monthText), Number(dayText)]
    // without a named year the 29th of February may be meant
    const year = stated ? Number(stated) : (named ?? yearOf(today))
    const longest = month === 2 && !stated ? 29 : daysIn(year, month)
    const spot = { class: 'date', at: match.index, length: whole.length }
    if (month < 1 || month > 12 || day < 1 || day > longest)
      found.push({ ...spot, message: `没有${month}月${day}日这一天。`, suggestion: '' })
    else if (weekday) {
      const right = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!
      if (right !== weekday.replace('天', '日'))
        found.push({
          ...spot,
          message: `${year}年${month}月${day}日是星期${right}，不是星期${weekday}。`,
          suggestion: whole.replace(weekday, right),
        })
    }
  }
  return found
}
