// What the side bar and the command palette offer, and to whom.
import type { Role } from '../../src/people/roles.ts'
import { paths } from './paths.ts'

export type Entry = {
  to: string
  title: string
  /** pinyin and other words it is found by */
  words: string
  /** whose work it is; without it everybody's */
  roles?: readonly Role[]
}
export type Group = { title: string; entries: readonly Entry[] }

export const navigation: readonly Group[] = [
  {
    title: '',
    entries: [
      { to: paths.home, title: '首页', words: 'shouye sy' },
      { to: paths.inbox, title: '待办', words: 'daiban shenpi db 审批' },
    ],
  },
  {
    title: '采编',
    entries: [
      { to: paths.board, title: '今日', words: 'jinri jr 指挥 看板' },
      { to: paths.tips, title: '线索', words: 'xiansuo xs 爆料' },
      { to: paths.pitches, title: '选题', words: 'xuanti baoti xt 选题会' },
      { to: paths.assignments, title: '任务', words: 'renwu caifang rw 采访' },
      { to: paths.calendar, title: '宣传日历', words: 'xuanchuan rili rl 纪念日' },
      {
        to: paths.instructions,
        title: '上级指令',
        words: 'shangji zhiling zl 签收',
        roles: ['editor', 'operations', 'director'],
      },
      { to: paths.stories, title: '稿件', words: 'gaojian xiegao gj 写稿' },
      { to: paths.media, title: '媒体库', words: 'meitiku tupian mtk 图片 视频' },
      { to: paths.review, title: '审稿台', words: 'shengaotai sanshen sg 三审 初审 复审 终审 签发' },
      { to: paths.dictionary, title: '词库', words: 'ciku cuominci ck 错敏词 姓名职务' },
      { to: paths.history, title: '历史稿件', words: 'lishi gaojian daoru ls 导入 旧网站' },
      { to: paths.feeds, title: '稿源订阅', words: 'gaoyuan dingyue dy RSS' },
      {
        to: paths.mails,
        title: '来信',
        words: 'laixin youjian lx 邮件 投稿',
        roles: ['editor', 'operations', 'director'],
      },
      { to: paths.sources, title: '稿源名单', words: 'gaoyuan mingdan gy 转载' },
      { to: paths.errorRates, title: '差错率', words: 'chacuolv ccl 差错台账' },
      { to: paths.labels, title: '栏目与标签', words: 'lanmu biaoqian lm 分众 主题' },
      { to: paths.reviewers, title: '审稿人与值班', words: 'shengaoren zhiban zb AB角' },
    ],
  },
  {
    title: '发布',
    entries: [
      { to: paths.releases, title: '发布台', words: 'fabutai fb 投递 定时 重试' },
      { to: paths.withdrawals, title: '撤稿与更正', words: 'chegao gengzheng cg 凭证' },
      { to: paths.programmes, title: '节目单', words: 'jiemudan jmd 广播 电视 播出 回看' },
      { to: paths.patrol, title: '发布巡检', words: 'fabu xunjian xj 复核 篡改' },
      { to: paths.accounts, title: '渠道账号', words: 'qudao zhanghao zh 公众号 微博 抖音 快手 网站' },
      { to: paths.comments, title: '渠道评论', words: 'qudao pinglun pl 留言 公众号' },
      {
        to: paths.subscribers,
        title: '手机报订户',
        words: 'shoujibao dinghu dh 短信 退订',
        roles: ['operations', 'director'],
      },
      { to: paths.switches, title: '应急开关', words: 'yingji kaiguan yj 停止发布 关评论 灰色' },
    ],
  },
  {
    title: '传播效果',
    entries: [
      { to: paths.effect, title: '传播效果', words: 'chuanbo xiaoguo yuedu cb 阅读 排行 网站访问' },
      {
        to: paths.readings,
        title: '登记传播数据',
        words: 'dengji shuju dj 客户端 粉丝 日活 下载量 表格导入',
        roles: ['editor', 'operations', 'director'],
      },
      { to: paths.indexes, title: '传播指数', words: 'chuanbo zhishu WCI BCI DCI zs 传播力' },
      { to: paths.adoptions, title: '上级媒体采用', words: 'shangji caiyong cy 上稿' },
      { to: paths.output, title: '人员发稿', words: 'renyuan fagao gongzuoliang fg 工作量 计分 考核' },
      { to: paths.bulletin, title: '传播月报', words: 'chuanbo yuebao yb' },
      { to: paths.inspection, title: '新媒体自查', words: 'xinmeiti zicha jiancha zc 国办 检查指标 整改' },
      { to: paths.audienceRules, title: '传播规则', words: 'chuanbo guize cg 常住人口 异常阅读 自查指标 版本' },
    ],
  },
  {
    title: '预算编制',
    entries: [
      { to: paths.preparation, title: '预算编制', words: 'yusuan bianzhi shenbao bz 一上 二上 申报 绩效目标' },
      { to: paths.comparison, title: '预算版本对比', words: 'banben duibi db 增减' },
      { to: paths.quotas, title: '定额标准', words: 'dinge biaozhun de' },
    ],
  },
  {
    title: '报纸',
    entries: [
      { to: paths.issues, title: '各期', words: 'baozhi geqi bz 数字报 版面 热区 付印' },
      { to: paths.corrections, title: '报纸更正', words: 'baozhi gengzheng gz 差错' },
    ],
  },
  {
    title: '预算执行',
    entries: [
      { to: paths.ledger, title: '指标额度台账', words: 'zhibiao edu taizhang tz' },
      { to: paths.movements, title: '台账明细', words: 'taizhang mingxi mx' },
      { to: paths.record, title: '登记收支', words: 'dengji zhichu shouru dj 支出 收入', roles: ['finance'] },
      {
        to: paths.adjust,
        title: '下达与调整',
        words: 'xiada tiaozheng zhuijia zhuijian tiaoji zhanyong xd 追加 追减 调剂 占用 释放',
        roles: ['finance', 'operations'],
      },
      {
        to: paths.responsibility,
        title: '收入责任与支出额度',
        words: 'shouru zeren zhichu edu jindu zr 月度目标 支出进度',
      },
      { to: paths.projects, title: '项目计划与节点', words: 'xiangmu jihua jiedian xm 专项 进度 里程碑' },
      { to: paths.approvals, title: '批准文件', words: 'pizhun wenjian pz 追加 调剂' },
      { to: paths.plan, title: '预算批复与关账', words: 'yusuan pifu guanzhang pf 入账', roles: ['finance'] },
      { to: paths.yearEnd, title: '年末结转与收回', words: 'nianmo jiezhuan shouhui jz' },
      { to: paths.closing, title: '年度关账', words: 'niandu guanzhang gz', roles: ['finance'] },
    ],
  },
  {
    title: '报销与支付',
    entries: [
      { to: paths.claims, title: '报销单据', words: 'baoxiao danju chailv bx 报销 差旅 单据' },
      { to: paths.loans, title: '借款', words: 'jiekuan jk 公务卡' },
      {
        to: paths.payments,
        title: '付款',
        words: 'fukuan zhifu chuna fk 出纳 批次 银行',
        roles: ['cashier', 'finance', 'director', 'auditor'],
      },
      {
        to: paths.archive,
        title: '凭证档案',
        words: 'pingzheng dangan pzda 归档',
        roles: ['finance', 'director', 'auditor'],
      },
      { to: paths.spendingRules, title: '报销规则', words: 'baoxiao guize biaozhun gz 标准 流程 委托' },
    ],
  },
  {
    title: '采购与资产',
    entries: [
      { to: paths.requisitions, title: '采购申请', words: 'caigou shenqing cg 购置' },
      { to: paths.apply, title: '填采购申请', words: 'tian caigou shenqing tcg 买 购置' },
      { to: paths.plans, title: '采购计划与意向', words: 'caigou jihua yixiang jh' },
      { to: paths.contracts, title: '采购合同', words: 'caigou hetong ht 公告 备案' },
      { to: paths.cards, title: '资产卡片', words: 'zichan kapian zc 领用 标签' },
      {
        to: paths.registerCard,
        title: '登记资产',
        words: 'dengji zichan dj 捐赠 调入 盘盈',
        roles: ['finance', 'operations'],
      },
      { to: paths.depreciation, title: '计提折旧', words: 'jiti zhejiu zj' },
      { to: paths.stocktakes, title: '资产盘点', words: 'zichan pandian pd 扫码 盘盈 盘亏' },
      { to: paths.disposals, title: '资产处置', words: 'zichan chuzhi baofei cz 报废 划转' },
      { to: paths.supplies, title: '办公用品', words: 'bangong yongpin lingyong yp 领用 入库' },
      { to: paths.handover, title: '离岗移交', words: 'ligang yijiao jiaojie diaodong lg 交接单 调动' },
      { to: paths.assetReport, title: '资产年报', words: 'zichan nianbao nb 资产报告' },
      { to: paths.procurementRules, title: '采购规定', words: 'caigou guiding xiane gd 限额 节假日' },
      { to: paths.assetRules, title: '资产规定', words: 'zichan guiding zhejiu nianxian zg 折旧年限 配置标准 分类' },
    ],
  },
  {
    title: '账簿',
    entries: [
      { to: paths.vouchers, title: '序时账', words: 'xushizhang pingzheng xsz 凭证' },
      { to: paths.balances, title: '科目余额表', words: 'kemu yue km' },
      { to: paths.finalAccounts, title: '部门决算', words: 'bumen juesuan gongkaibiao js 公开01表 基础数据表 三公' },
      { to: paths.importBooks, title: '导入往年账', words: 'daoru wangnian dr', roles: ['finance', 'admin'] },
      { to: paths.checkBooks, title: '账套检查', words: 'zhangtao jiancha jc' },
    ],
  },
  {
    title: '绩效报告',
    entries: [
      { to: paths.report, title: '年度报告', words: 'niandu baogao jixiao bg' },
      { to: paths.figures, title: '指标数', words: 'zhibiaoshu zb' },
      { to: paths.signed, title: '签发与公开', words: 'qianfa gongkai qf' },
      { to: paths.checker, title: '校核文件', words: 'jiaohe wenjian jh' },
    ],
  },
  {
    title: '制度与监督',
    entries: [
      { to: paths.houseRules, title: '制度库', words: 'zhidu ku xuexi zd 学习 规章' },
      { to: paths.houseChecks, title: '例行检查', words: 'lixing jiancha lx 检查计划 专项' },
      { to: paths.findings, title: '问题与整改', words: 'wenti zhenggai zg 监督' },
    ],
  },
  {
    title: '单位',
    entries: [
      { to: paths.people, title: '人员与角色', words: 'renyuan juese ry' },
      {
        to: paths.unit,
        title: '单位与编制',
        words: 'danwei bianzhi keshi zhize dw bz 科室 职责 地区 预算级次 diqu jici',
        roles: ['admin', 'operations', 'finance'],
      },
      { to: paths.permissions, title: '权限表', words: 'quanxian qx' },
      { to: paths.journal, title: '操作日志', words: 'caozuo rizhi anquan rz', roles: ['admin', 'auditor'] },
      { to: paths.account, title: '我的账号', words: 'wode zhanghao mima zh 密码 动态码' },
    ],
  },
]

/** The entries a person with these roles can use. */
export function navigationFor(roles: readonly string[]): readonly Group[] {
  return navigation.map(group => ({
    ...group,
    entries: group.entries.filter(entry => !entry.roles || entry.roles.some(role => roles.includes(role))),
  }))
}

/** Entries found by a title, a word or the first letters of its pinyin; those that begin with it first. */
export function findEntries(groups: readonly Group[], typed: string): (Entry & { group: string })[] {
  const wanted = typed.trim().toLowerCase()
  const all = groups.flatMap(group => group.entries.map(entry => ({ ...entry, group: group.title })))
  const rank = (entry: Entry) => {
    if (entry.title.startsWith(wanted)) return 0
    if (entry.title.includes(wanted)) return 1
    return entry.words.split(' ').some(word => word.startsWith(wanted)) ? 2 : 3
  }
  return all.filter(entry => rank(entry) < 3).sort((a, b) => rank(a) - rank(b))
}
