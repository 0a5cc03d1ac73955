// The words of a release: its states and moves, as stored and as people read them.
import type { Machine } from '../kernel/index.ts'

export const RELEASE_STATES = {
  prepared: '待发布',
  sending: '发送中',
  accepted: '平台已接收',
  visible: '已上线',
  failed: '未发成',
  unknown: '结果不明',
  by_hand: '待人工发布',
  cancelled: '已取消',
  withdrawn: '已撤下',
} as const
export type ReleaseState = keyof typeof RELEASE_STATES

export type ReleaseMove =
  | 'begin'
  | 'accept'
  | 'show'
  | 'fail'
  | 'lose'
  | 'again'
  | 'hand_over'
  | 'cancel'
  | 'withdraw'
  | 'redo'

/**
 * accepted is not visible; unknown is left only by looking or by a person with proof: there is no way from it back into
 * the queue but `again`, which the sender takes after the channel's own list said that nothing arrived.
 */
export const releaseMachine: Machine<ReleaseState, ReleaseMove> = {
  prepared: { begin: 'sending', hand_over: 'by_hand', show: 'visible', cancel: 'cancelled', fail: 'failed' },
  sending: { accept: 'accepted', show: 'visible', fail: 'failed', lose: 'unknown', again: 'prepared' },
  accepted: { show: 'visible', fail: 'failed', lose: 'unknown' },
  unknown: { accept: 'accepted', show: 'visible', fail: 'failed', again: 'prepared' },
  failed: { again: 'prepared', show: 'visible', hand_over: 'by_hand', cancel: 'cancelled' },
  by_hand: { show: 'visible', cancel: 'cancelled' },
  visible: { withdraw: 'withdrawn', redo: 'by_hand' },
  cancelled: { again: 'prepared' },
  withdrawn: {},
}

export const SWITCHES = {
  stop_publishing: '停止发布',
  close_comments: '关闭评论',
  grey_mode: '灰色模式',
} as const
export type Switch = keyof typeof SWITCHES
export const switchNames = Object.keys(SWITCHES) as Switch[]
