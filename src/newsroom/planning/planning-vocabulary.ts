// The words of planning: where tips come from, what becomes of topics, in which forms a story is made.

export const TIP_ORIGINS = {
  resident: '居民爆料',
  department: '部门报送',
  superior: '上级媒体',
  feed: '订阅稿源',
  staff: '采编自拟',
} as const
export type TipOrigin = keyof typeof TIP_ORIGINS

export const TIP_STATES = { new: '待处理', used: '已立选题', dismissed: '不用', merged: '已并入' } as const
export type TipState = keyof typeof TIP_STATES

export const PITCH_STATES = { proposed: '待定', adopted: '采用', held: '待用', rejected: '不用' } as const
export type PitchState = keyof typeof PITCH_STATES

export const PITCH_DECISIONS = { adopt: '采用', hold: '待用', reject: '不用' } as const
export type PitchDecision = keyof typeof PITCH_DECISIONS

export const FORMS = {
  text: '文字',
  photo: '图片',
  video: '短视频',
  audio: '音频',
  live: '直播',
  h5: 'H5',
  page: '版面',
} as const
export type Form = keyof typeof FORMS
export const forms = Object.keys(FORMS) as [Form, ...Form[]]

export const LABEL_KINDS = { section: '栏目', segment: '分众', theme: '主题' } as const
export type LabelKind = keyof typeof LABEL_KINDS

export const DAY_KINDS = { memorial: '纪念日', festival: '节日', publicity: '宣传日' } as const
export type DayKind = keyof typeof DAY_KINDS

/** Whether the deadline was met, as lists show it. */
export const ASSIGNMENT_STATES = { open: '进行中', done: '已完成', cancelled: '已取消' } as const
export type AssignmentState = keyof typeof ASSIGNMENT_STATES
