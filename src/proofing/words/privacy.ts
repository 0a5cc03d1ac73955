// Personal data that must not be printed: identity numbers with their check digit, telephones, bank cards,
// plates of cars.
export type Spotted = { class: string; at: number; length: number; message: string; suggestion: string }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** GB 11643: seventeen digits and the check letter that follows from them; the day of birth exists. */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  const born = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== day || !/^(?:19|20)/.test(day)) return false
  const sum = WEIGHTS.reduce((total, weight, n) => total + weight * Number(text[n]), 0)
  return CHECKS[sum % 11] === text[17]!.toUpperCase()
}

/** The sum of Luhn over sixteen to nineteen digits, as bank cards have it. */
export function isCardNumber(text: string): boolean {
  if (!/^[3-6]\d{15,18}$/.test(text)) return false
  const sum = [...text].reverse().reduce((total, digit, n) => {
    const value = Number(digit) * (n % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const isMobile = (text: string) => /^1[3-9]\d{9}$/.test(text)

/** A plate of a car: province, office, five or six signs of which some are figures. */
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?(?=[A-HJ-NP-Z]*\d)[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g

function findPlates(text: string): Spotted[] {
  return [...text.matchAll(PLATE)].map(({ 0: plate, index }) => ({
    class: 'privacy',
    at: index,
    length: plate.length,
    message: '像是车牌号。除非本人同意公开，应删去或遮住中间几位。',
    suggestion: `${plate.slice(0, -5)}***${plate.slice(-2)}`,
  }))
}

/** Finds personal data; digits may be grouped by blanks or hyphens. */
export function findPrivate(text: string): Spotted[] {
  const found: Spotted[] = findPlates(text)
  for (const match of text.matchAll(/(?<![\d.])\d(?:[ -]?\d){9,18}[Xx]?(?![\d.]?\d)/g)) {
    const digits = match[0].replace(/[ -]/g, '')
    const name = isIdentityNumber(digits)
      ? '身份证号'
      : isCardNumber(digits)
        ? '银行卡号'
        : isMobile(digits)
          ? '手机号'
          : undefined
    if (name)
      found.push({
        class: 'privacy',
        at: match.index,
        length: match[0].length,
        message: `像是${name}。除非本人同意公开，应删去或遮住中间几位。`,
        suggestion: `${digits.slice(0, 3)}${'*'.repeat(digits.length - 7)}${digits.slice(-4)}`,
      })
  }
  return found
}
