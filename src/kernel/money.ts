// Money in whole 分 (bigint). This file alone divides money, and names its rounding.

/** An amount in 分 (1/100 元). */
export type Fen = bigint

const FEN_PER_WAN = 1_000_000n

/** Divides and rounds half away from zero (四舍五入). `den` must not be 0. */
export function divideHalfUp(num: bigint, den: bigint): bigint {
  if (den < 0n) return divideHalfUp(-num, -den)
  const sign = num < 0n ? -1n : 1n
  return sign * ((2n * sign * num + den) / (2n * den))
}

/** A whole number of 10^-decimals units as a decimal string: `decimalText(7964n, 2)` is `79.64`. */
export function decimalText(scaled: bigint, decimals: number): string {
  const sign = scaled < 0n ? '-' : ''
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Drops the zeros behind the decimal point: `129.70` → `129.7`, `110.00` → `110`. */
export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** Exact 万元 as a decimal string without trailing zeros: 129700001n → `129.700001`. */
export function wanExact(fen: Fen): string {
  return trimZeros(decimalText(fen, 6))
}

/** 万元 with two decimals, rounded half up, for tables: `129.70`. */
export function wanTable(fen: Fen): string {
  return decimalText(divideHalfUp(fen * 100n, FEN_PER_WAN), 2)
}

/** 万元 as prose writes it, two decimals at most: `129.7`, `110`, `0`. */
export function wanProse(fen: Fen): string {
  return trimZeros(wanTable(fen))
}

/** 元 with two decimals, exact: `1297000.00`. */
export function yuanExact(fen: Fen): string {
  return decimalText(fen, 2)
}

/** 元 with thousands separators, exact: `1,297,000.00`. */
export function yuanGrouped(fen: Fen): string {
  const [whole = '', cents = ''] = decimalText(fen, 2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** Reads 元 written with at most two decimals (`1297000`, `-12.5`) as 分; anything else is undefined. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const fen = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}

export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** The smaller of two amounts (Math.min takes no bigint). */
export function smallerFen(a: Fen, b: Fen): Fen {
  if (a < b) return a
  return b
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
/** Four digits in capital letters, without zeros at the end: 1050 → 壹仟零伍拾. */
function capitalGroup(digits: string): string {
  let text = ''
  for (const [at, digit] of [...digits].entries()) {
    if (digit !== '0') text += DIGITS[Number(digit)]! + PLACES[digits.length - 1 - at]!
    else if (text !== '' && !text.endsWith('零')) text += '零'
  }
  return text.replace(/零$/, '')
}

/** A whole number in capital letters, from its digits without zeros before them: 100005000 → 壹亿零伍仟. */
function capitalWhole(digits: string): string {
  for (const [unit, size] of [
    ['亿', 8],
    ['万', 4],
  ] as const) {
    if (digits.length <= size) continue
    const low = digits.slice(-size).replace(/^0+/, '')
    // a gap inside the number is told by one zero
    const gap = low !== '' && low.length < size ? '零' : ''
    return `${capitalWhole(digits.slice(0, -size))}${unit}${gap}${capitalWhole(low)}`
  }
  return capitalGroup(digits)
}

/** 大写金额 as documents write it (支付结算办法附一): 12050n → 壹佰贰拾元伍角整, -1n → 负壹分. */
export function capitalYuan(fen: Fen): string {
  if (fen < 0n) return `负${capitalYuan(-fen)}`
  const [whole = '', cents = ''] = decimalText(fen, 2).split('.')
  const yuan = whole === '0' ? '' : `${capitalWhole(whole)}元`
  const [tenth, cent] = [Number(cents[0]), Number(cents[1])]
  const tenths = tenth > 0 ? `${DIGITS[tenth]!}角` : cent > 0 && yuan !== '' ? '零' : ''
  if (cent > 0) return `${yuan}${tenths}${DIGITS[cent]!}分`
  return `${yuan}${tenths}` === '' ? '零元整' : `${yuan}${tenths}整`
}

/** Divides an amount of at least 0 and drops what is left over (去尾). `parts` must be above 0. */
export function divideDown(amount: Fen, parts: bigint): Fen {
  return amount / parts
}

/** Splits an amount into equal parts; the last one takes what is left over. */
export function splitEvenly(amount: Fen, parts: number): Fen[] {
  const each = divideDown(amount, BigInt(parts))
  return Array.from({ length: parts }, (_, at) => (at < parts - 1 ? each : amount - each * BigInt(parts - 1)))
}

/** A share in percent with two decimals, rounded half up; 不适用 for a share of nothing. */
export function decimalPercent(part: Fen, whole: Fen): string {
  return whole === 0n ? '不适用' : `${decimalText(divideHalfUp(part * 10_000n, whole), 2)}%`
}
