// All channels that are sent to by an interface, by the name of their adapter.
import { aliyunSms } from './adapters/aliyun-sms.ts'
import { douyinChannel } from './adapters/douyin.ts'
import { kuaishouChannel } from './adapters/kuaishou.ts'
import { provincial } from './adapters/provincial.ts'
import { tencentSms } from './adapters/tencent-sms.ts'
import { wechatChannel } from './adapters/wechat.ts'
import { weiboChannel } from './adapters/weibo.ts'
import type { Channel } from './contract.ts'

const all = [
  wechatChannel,
  weiboChannel,
  douyinChannel,
  kuaishouChannel,
  aliyunSms,
  tencentSms,
  provincial,
] as unknown as Channel[]

/** The channel of an adapter; undefined for sites and accounts served by hand. */
export function channelOf(adapter: string): Channel | undefined {
  return all.find(one => one.adapter === adapter)
}
