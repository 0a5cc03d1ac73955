// The one reader of the environment: every setting, its default and what is wrong with it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { refusal } from '../kernel/index.ts'

const invalidConfig = refusal<{ problems: string[] }>(
  'platform.invalid-config',
  422,
  f => `设置有误：${f.problems.join('；')}`,
)

const port = z
  .string()
  .regex(/^\d{1,5}$/, '应为 0 到 65535 的整数')
  .transform(Number)
  .refine(n => n <= 65_535, '应为 0 到 65535 的整数')

const Environment = z.object({
  DATA_DIR: z.string().min(1).default('data'),
  PORT: port.default(8090),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .optional(),
  DATABASE_CONNECTIONS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, '应为 1 到 999 的整数')
    .transform(Number)
    .default(16),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).optional(),
  TRUST_PROXY: z.enum(['0', '1'], '应为 0 或 1').default('0'),
  FONTS_DIR: z.string().min(1).optional(),
  FFMPEG: z.string().min(1).default('ffmpeg'),
  CLOCK_OFFSET: z
    .string()
    .regex(/^-?\d{1,9}$/, '应为整数秒')
    .transform(Number)
    .default(0),
})

export type Config = {
  /** absolute folder of everything this installation keeps */
  data_dir: string
  port: number
  host: string
  /** a PostgreSQL server of one's own; without it the embedded one in data_dir runs */
  database_url: string | undefined
  database_connections: number
  /** how residents reach the portal; decides whether cookies are Secure */
  public_url: string | undefined
  /** believe X-Forwarded-For of the proxy in front */
  trust_proxy: boolean
  /** a folder with licensed official fonts for PDF */
  fonts_dir: string | undefined
  /** the program that makes films ready, by name or path */
  ffmpeg: string
  /** seconds added to the machine's clock, for trials of schedules */
  clock_offset: number
}

/** The folder of the installed program. */
export const programDir = fileURLToPath(new URL('../..', import.meta.url))

/** Reads and checks the settings. Throws the refusal `platform.invalid-config` that names every wrong one. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
  overrides: { port?: string } = {},
): Config {
  const given = { ...environment, ...(overrides.port === undefined ? {} : { PORT: overrides.port }) }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
  const read = Environment.safeParse(present)
  if (!read.success) {
    throw invalidConfig({ problems: read.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`) })
  }
  const env = read.data
  return {
    data_dir: path.resolve(env.DATA_DIR),
    port: env.PORT,
    host: env.HOST,
    database_url: env.DATABASE_URL,
    database_connections: env.DATABASE_CONNECTIONS,
    public_url: env.PUBLIC_URL,
    trust_proxy: env.TRUST_PROXY === '1',
    fonts_dir: env.FONTS_DIR && path.resolve(env.FONTS_DIR),
    ffmpeg: env.FFMPEG,
    clock_offset: env.CLOCK_OFFSET,
  }
}

/** The environment for the database server: nothing of ours but the path. */
export function databaseEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}
