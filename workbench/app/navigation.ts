// What the side bar and the command palette offer.
import { paths } from './paths.ts'

export type Entry = { to: string; title: string; words?: string }
export type Group = { title: string; entries: readonly Entry[] }

export const navigation: readonly Group[] = [
  { title: '', entries: [{ to: paths.home, title: '首页', words: 'shouye' }] },
  {
    title: '预算执行',
    entries: [
      { to: paths.ledger, title: '指标额度台账', words: 'taizhang' },
      { to: paths.movements, title: '台账明细', words: 'mingxi' },
      { to: paths.record, title: '登记收支', words: 'dengji zhichu shouru' },
      { to: paths.adjust, title: '下达与调整', words: 'xiada tiaozheng zhuijia' },
      { to: paths.plan, title: '预算批复入账', words: 'yusuan pifu' },
    ],
  },
  {
    title: '账簿',
    entries: [
      { to: paths.vouchers, title: '序时账', words: 'xushizhang pingzheng' },
      { to: paths.balances, title: '科目余额表', words: 'kemu yue' },
      { to: paths.cards, title: '资产卡片', words: 'zichan' },
      { to: paths.contracts, title: '采购合同', words: 'caigou hetong' },
      { to: paths.importBooks, title: '导入往年账', words: 'daoru' },
      { to: paths.checkBooks, title: '账套检查', words: 'jiancha' },
    ],
  },
  {
    title: '绩效报告',
    entries: [
      { to: paths.report, title: '年度报告', words: 'baogao jixiao' },
      { to: paths.figures, title: '指标数', words: 'zhibiao' },
      { to: paths.signed, title: '签发与公开', words: 'qianfa gongkai' },
      { to: paths.checker, title: '校核文件', words: 'jiaohe' },
    ],
  },
  {
    title: '单位',
    entries: [
      { to: paths.people, title: '人员与角色', words: 'renyuan' },
      { to: paths.permissions, title: '权限表', words: 'quanxian' },
      { to: paths.journal, title: '操作日志', words: 'rizhi' },
      { to: paths.account, title: '我的账号', words: 'zhanghao mima' },
    ],
  },
]
