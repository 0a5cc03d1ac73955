// Paints the sample's pictures: flat scenes of invented places, so that no photograph of anything real is needed.
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

const WIDTH = 1200
const HEIGHT = 750
const QUALITY = 82

type Scene = (c: SKRSContext2D, random: () => number) => void

/** The same numbers every time: the picture of a name never changes. */
function randomFrom(text: string): () => number {
  let state = [...text].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function fade(c: SKRSContext2D, top: number, bottom: number, from: string, to: string): void {
  const gradient = c.createLinearGradient(0, top, 0, bottom)
  gradient.addColorStop(0, from)
  gradient.addColorStop(1, to)
  c.fillStyle = gradient
  c.fillRect(0, top, WIDTH, bottom - top)
}

/** A line of hills from side to side. */
function hills(c: SKRSContext2D, random: () => number, base: number, height: number, color: string): void {
  const [a, b] = [random() * 6, random() * 6]
  c.fillStyle = color
  c.beginPath()
  c.moveTo(0, HEIGHT)
  for (let x = 0; x <= WIDTH; x += 12)
    c.lineTo(x, base - height * (0.5 + 0.32 * Math.sin(x / 190 + a) + 0.18 * Math.sin(x / 70 + b)))
  c.lineTo(WIDTH, HEIGHT)
  c.fill()
}

function tree(c: SKRSContext2D, x: number, y: number, size: number, color: string): void {
  c.fillStyle = '#4a3d31'
  c.fillRect(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5)
  c.fillStyle = color
  for (const [dx, dy, r] of [
    [0, -0.85, 0.34],
    [-0.24, -0.62, 0.28],
    [0.26, -0.6, 0.28],
  ] as const) {
    c.beginPath()
    c.arc(x + dx * size, y + dy * size, r * size, 0, Math.PI * 2)
    c.fill()
  }
}

function person(c: SKRSContext2D, x: number, y: number, size: number, color: string): void {
  c.fillStyle = color
  c.beginPath()
  c.roundRect(x - size * 0.16, y - size * 0.66, size * 0.32, size * 0.66, size * 0.12)
  c.fill()
  c.fillStyle = '#d9a982'
  c.beginPath()
  c.arc(x, y - size * 0.82, size * 0.15, 0, Math.PI * 2)
  c.fill()
}

function pagoda(c: SKRSContext2D, x: number, y: number, size: number, color: string): void {
  c.fillStyle = color
  for (let floor = 0; floor < 7; floor += 1) {
    const width = size * (0.36 - floor * 0.035)
    const bottom = y - floor * size * 0.14
    c.fillRect(x - width * 0.36, bottom - size * 0.12, width * 0.72, size * 0.12)
    c.beginPath()
    c.moveTo(x - width * 0.62, bottom - size * 0.105)
    c.lineTo(x, bottom - size * 0.165)
    c.lineTo(x + width * 0.62, bottom - size * 0.105)
    c.fill()
  }
  c.fillRect(x - size * 0.012, y - size * 1.12, size * 0.024, size * 0.16)
}

const PEOPLE = ['#7d4b45', '#3d5a66', '#8a7442', '#54664a', '#6d5a78']

function crowd(c: SKRSContext2D, random: () => number, count: number, y: number, size: number): void {
  for (let n = 0; n < count; n += 1) {
    const x = ((n + 0.5 + (random() - 0.5) * 0.6) / count) * WIDTH
    person(c, x, y + (random() - 0.5) * size * 0.3, size * (0.9 + random() * 0.2), PEOPLE[n % PEOPLE.length]!)
  }
}

function river(c: SKRSContext2D, random: () => number, sky: [string, string]): void {
  fade(c, 0, 430, ...sky)
  hills(c, random, 400, 170, '#93a6a0')
  hills(c, random, 430, 100, '#6f8a7f')
  fade(c, 430, HEIGHT, '#9fbcc4', '#5d8794')
  c.fillStyle = 'rgba(255,255,255,.16)'
  for (let n = 0; n < 60; n += 1) c.fillRect(random() * WIDTH, 440 + random() * 300, 40 + random() * 110, 2)
}

const SCENES: Record<string, Scene> = {
  river(c, random) {
    river(c, random, ['#f3d9b6', '#f7ece0'])
    c.fillStyle = '#c9b491'
    c.beginPath()
    c.moveTo(0, 640)
    c.bezierCurveTo(380, 560, 760, 610, WIDTH, 540)
    c.lineTo(WIDTH, 610)
    c.bezierCurveTo(760, 690, 380, 650, 0, HEIGHT)
    c.fill()
    for (let n = 0; n < 9; n += 1)
      tree(c, 60 + n * 135, 610 - n * 7, 110 + random() * 40, n % 2 ? '#55765a' : '#6b8a5d')
    for (const [x, y] of [
      [320, 668],
      [372, 664],
      [720, 640],
      [930, 606],
    ] as const)
      person(c, x, y, 74, PEOPLE[Math.floor(random() * 5)]!)
  },
  tower(c, random) {
    river(c, random, ['#cfdde0', '#f2efe6'])
    hills(c, random, 560, 70, '#56715c')
    pagoda(c, 820, 520, 380, '#7a3b34')
    tree(c, 640, 540, 130, '#4f6e53')
    tree(c, 990, 540, 150, '#5c7a58')
    c.fillStyle = '#efe9da'
    c.fillRect(250, 380, 26, 330)
    for (let n = 0; n < 11; n += 1) {
      c.fillStyle = n % 2 ? '#9c1c1f' : '#3d4f5f'
      c.fillRect(250, 392 + n * 28, 26, 5)
    }
  },
  kitchen(c, random) {
    fade(c, 0, HEIGHT, '#eef1ee', '#d9dfdc')
    for (let row = 0; row < 3; row += 1)
      for (let n = 0; n < 9; n += 1) {
        c.fillStyle = '#c3ccc9'
        c.fillRect(60 + n * 124, 90 + row * 66, 112, 8)
        c.fillStyle = ['#b7c9c0', '#d8c6a4', '#c8a79a'][(n + row) % 3]!
        c.beginPath()
        c.roundRect(76 + n * 124, 54 + row * 66, 40 + random() * 30, 36, 6)
        c.fill()
      }
    c.fillStyle = '#b9c2c0'
    c.fillRect(0, 520, WIDTH, 230)
    for (let n = 0; n < 6; n += 1) {
      person(c, 130 + n * 190, 540, 190, '#f7f6f0')
      c.fillStyle = '#8f9b99'
      c.beginPath()
      c.ellipse(130 + n * 190, 560, 70, 20, 0, 0, Math.PI * 2)
      c.fill()
    }
  },
  field(c, random) {
    fade(c, 0, 330, '#d7e6ea', '#f5f0e0')
    hills(c, random, 330, 120, '#8fa892')
    fade(c, 330, HEIGHT, '#bccb7c', '#8aa552')
    c.strokeStyle = 'rgba(70,95,50,.5)'
    c.lineWidth = 3
    for (let n = -14; n <= 14; n += 1) {
      c.beginPath()
      c.moveTo(600 + n * 34, 335)
      c.lineTo(600 + n * 150, HEIGHT)
      c.stroke()
    }
    crowd(c, random, 8, 590, 130)
  },
  court(c, random) {
    fade(c, 0, 380, '#26364a', '#53637a')
    c.fillStyle = '#b0694a'
    c.fillRect(0, 380, WIDTH, 370)
    c.strokeStyle = '#f2e6d8'
    c.lineWidth = 6
    c.strokeRect(90, 430, 1020, 400)
    c.beginPath()
    c.arc(600, 640, 130, 0, Math.PI * 2)
    c.stroke()
    c.fillStyle = '#ecebe4'
    c.fillRect(1010, 170, 120, 84)
    c.fillStyle = '#4b4f55'
    c.fillRect(1064, 254, 12, 240)
    c.strokeStyle = '#d1562f'
    c.strokeRect(1046, 224, 48, 4)
    crowd(c, random, 22, 400, 62)
    for (const [x, y] of [
      [360, 640],
      [520, 590],
      [690, 660],
      [860, 600],
      [980, 640],
    ] as const)
      person(c, x, y, 150, PEOPLE[Math.floor(random() * 5)]!)
    c.fillStyle = '#d98a3d'
    c.beginPath()
    c.arc(900, 440, 20, 0, Math.PI * 2)
    c.fill()
  },
  canteen(c, random) {
    fade(c, 0, HEIGHT, '#f4e8d3', '#e5d3b4')
    for (let n = 0; n < 4; n += 1) {
      c.fillStyle = '#cfe0e2'
      c.fillRect(90 + n * 280, 70, 200, 220)
      c.fillStyle = '#b79d75'
      c.fillRect(186 + n * 280, 70, 8, 220)
    }
    for (let row = 0; row < 2; row += 1)
      for (let n = 0; n < 4; n += 1) {
        const [x, y] = [170 + n * 290 - row * 70, 470 + row * 190]
        person(c, x - 80, y + 10, 140, PEOPLE[(n + row) % 5]!)
        person(c, x + 80, y + 10, 140, PEOPLE[(n + row + 2) % 5]!)
        c.fillStyle = '#a67c4c'
        c.fillRect(x - 120, y - 16, 240, 20)
        c.fillRect(x - 8, y, 16, 70)
        for (const dx of [-70, 0, 70]) {
          c.fillStyle = '#fffaf0'
          c.beginPath()
          c.ellipse(x + dx, y - 20, 26, 8, 0, 0, Math.PI * 2)
          c.fill()
        }
      }
    void random
  },
  library(c, random) {
    fade(c, 0, HEIGHT, '#ece4d6', '#d8cbb5')
    for (let shelf = 0; shelf < 4; shelf += 1) {
      c.fillStyle = '#8b6b4a'
      c.fillRect(40, 150 + shelf * 120, 1120, 14)
      for (let x = 50; x < 1140; ) {
        const width = 14 + random() * 22
        const height = 66 + random() * 34
        c.fillStyle = ['#7d4b45', '#3d5a66', '#8a7442', '#54664a', '#b08d57', '#5d574e'][Math.floor(random() * 6)]!
        c.fillRect(x, 150 + shelf * 120 - height, width, height)
        x += width + 2
      }
    }
    crowd(c, random, 5, 700, 190)
  },
}

/** The picture of a name as JPEG bytes. */
export function paintPicture(name: string): Uint8Array {
  const scene = SCENES[name]
  if (!scene) throw new Error(`there is no picture ${name}`)
  const canvas = createCanvas(WIDTH, HEIGHT)
  scene(canvas.getContext('2d'), randomFrom(name))
  return new Uint8Array(canvas.toBuffer('image/jpeg', QUALITY))
}
