// What the command line understands, and how it writes.
import { parseArgs } from 'node:util'

export const USAGE = `用法：bin/beita <命令>
  start [--empty] [--port N] [--role all|web|worker]  启动（--empty：不装示例，打开设置向导；--role：只做网页或只做后台任务）
  emulators [--port-base N]                 启动模拟平台（微信、微博、抖音、快手、短信、省级平台），供演练
  report --year N [--as reported|classified] --format text|html|docx|pdf|json [--out 文件]
  figures --year N [--as reported|classified] --json
  check 文件 [--json]                        校核一份报告
  check-books --year N [--json]             检查账套
  import 文件或文件夹 --kind books [--dry-run]  导入往年账
  import 文件或文件夹 --kind wxr|word [--section 栏目] [--media-host 主机] [--dry-run]
                                            导入历史稿件：WordPress 导出文件，或一批 Word 稿件
  import 文件 --kind budget --year N --doc-no 文号 --adopted-on 日期 --income 元 --expenditure 元
                                            导入批复的年初预算
  import 文件 --kind roster|cards           导入人员名单；按卡片编号修改资产卡片的说明
  import 文件 --kind thresholds|contracts   导入采购限额、期限等规定；导入采购合同（与页面导出的表相同）
  import 文件 --kind quotas|expense-standards|depreciation-lives|asset-standards
                                            导入定额标准、开支标准、折旧年限、配置标准（与页面导出的表相同）
  import 文件 --kind asset-classes [--edition 2022] [--old-edition 2010] [--source 标准号] [--confirmed]
                                            导入国标资产分类代码表（--confirmed：已与标准文本核对）
                                            各种导入都可加 --dry-run（只看，不写入）、--json；表格类可加 --out 问题清单.xlsx
  export --year N --format hledger|beancount|xlsx|csv --out 文件夹
  close-year --year N                       年度关账
  verify                                    验证操作日志
`

export class WrongArguments extends Error {}

const OPTIONS = {
  year: { type: 'string' },
  as: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  kind: { type: 'string' },
  port: { type: 'string' },
  role: { type: 'string' },
  'port-base': { type: 'string' },
  json: { type: 'boolean' },
  empty: { type: 'boolean' },
  section: { type: 'string' },
  'media-host': { type: 'string' },
  'dry-run': { type: 'boolean' },
  'doc-no': { type: 'string' },
  'adopted-on': { type: 'string' },
  income: { type: 'string' },
  expenditure: { type: 'string' },
  edition: { type: 'string' },
  'old-edition': { type: 'string' },
  source: { type: 'string' },
  confirmed: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

export type Arguments = ReturnType<typeof readArguments>

export function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new WrongArguments((error as Error).message)
  }
}

/** Writes all of a text before the process may end, also into a pipe. */
export function print(bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(bytes, error => (error ? reject(error) : resolve())))
}
