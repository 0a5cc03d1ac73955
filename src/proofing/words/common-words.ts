// The common words that come with the program: frequent slips of the pen and names that are often written wrongly. A centre
// adds its own in the workbench. Source and period stand with each group; 待核 marks what a centre should confirm.

type Common = {
  term: string
  class: string
  level: 'block' | 'review' | 'hint'
  suggestion: string
  source: string
  effective_from: string
  whole_word?: 'auto' | 'yes' | 'no'
  exceptions?: string[]
  except_context?: string[]
  need_context?: string[]
  max_gap?: number
}

const FROM = '2020-01-01'

const slips = (pairs: readonly (readonly [string, string])[]): Common[] =>
  pairs.map(([term, suggestion]) => ({
    term,
    suggestion,
    class: 'typo',
    level: 'review',
    source: '常见错别字（通用）',
    effective_from: FROM,
  }))

const cautious = (pairs: readonly (readonly [string, string])[]): Common[] =>
  pairs.map(([term, suggestion]) => ({
    term,
    suggestion,
    class: 'cautious',
    level: 'review',
    source: '新闻报道慎用词通行提法（待核）',
    effective_from: FROM,
  }))

const absolute = (words: readonly string[]): Common[] =>
  words.map(term => ({
    term,
    suggestion: '',
    class: 'absolute',
    level: 'hint',
    source: '广告法第九条所列绝对化用语（待核）',
    need_context: ['广告', '产品', '品牌', '商家', '优惠', '抢购'],
    effective_from: FROM,
  }))

export const COMMON_WORDS: readonly Common[] = [
  ...slips([
    ['按装', '安装'],
    ['布署', '部署'],
    ['峻工', '竣工'],
    ['松驰', '松弛'],
    ['凑和', '凑合'],
    ['穿流不息', '川流不息'],
    ['再接再励', '再接再厉'],
    ['迫不急待', '迫不及待'],
    ['一如继往', '一如既往'],
    ['走头无路', '走投无路'],
    ['金壁辉煌', '金碧辉煌'],
    ['谈笑风声', '谈笑风生'],
    ['不径而走', '不胫而走'],
    ['名符其实', '名副其实'],
    ['声名雀起', '声名鹊起'],
    ['默守成规', '墨守成规'],
    ['人才倍出', '人才辈出'],
    ['针贬时弊', '针砭时弊'],
    ['饮鸠止渴', '饮鸩止渴'],
    ['脉博', '脉搏'],
    ['重迭', '重叠'],
    ['渡假村', '度假村'],
    ['防碍', '妨碍'],
    ['幅射', '辐射'],
    ['追朔', '追溯'],
    ['烩炙人口', '脍炙人口'],
    ['通货膨涨', '通货膨胀'],
    ['既使', '即使'],
    ['蜂涌而至', '蜂拥而至'],
    ['食不裹腹', '食不果腹'],
    ['宣泻', '宣泄'],
    ['寒喧', '寒暄'],
    ['弦律', '旋律'],
    ['精萃', '精粹'],
    ['亲睐', '青睐'],
    ['九洲大地', '九州大地'],
    ['世外桃园', '世外桃源'],
    ['有持无恐', '有恃无恐'],
    ['鼎立相助', '鼎力相助'],
    ['竭泽而鱼', '竭泽而渔'],
    ['天翻地复', '天翻地覆'],
    ['言简意骇', '言简意赅'],
    ['趋之若骛', '趋之若鹜'],
    ['旁证博引', '旁征博引'],
    ['草管人命', '草菅人命'],
    ['沉缅', '沉湎'],
    ['粗旷', '粗犷'],
    ['编篡', '编纂'],
  ]),
  {
    term: '水笼头',
    suggestion: '水龙头',
    class: 'typo',
    level: 'review',
    source: '常见错别字（通用）',
    effective_from: FROM,
  },
  {
    term: '国务院总书记',
    suggestion: '',
    class: 'title',
    level: 'block',
    source: '职务名称误写（通用）',
    effective_from: FROM,
  },
  ...cautious([
    ['残废人', '残疾人'],
    ['瞎子', '盲人、视力障碍者'],
    ['聋子', '聋人、听力障碍者'],
    ['打工仔', '务工人员'],
  ]),
  {
    term: '弱智',
    suggestion: '智力障碍',
    class: 'cautious',
    level: 'review',
    source: '新闻报道慎用词通行提法（待核）',
    effective_from: FROM,
    whole_word: 'yes',
  },
  ...absolute(['国家级', '世界级', '最高级', '顶级']),
  {
    term: '最佳',
    suggestion: '',
    class: 'absolute',
    level: 'hint',
    source: '广告法第九条所列绝对化用语（待核）',
    effective_from: FROM,
    except_context: ['奖', '评选', '时期', '时机'],
  },
  {
    term: '受害女童',
    suggestion: '',
    class: 'minor',
    level: 'block',
    source: '未成年人保护（待核）：不披露可识别身份的信息',
    effective_from: FROM,
  },
  {
    term: '刷单返利',
    suggestion: '',
    class: 'illegal',
    level: 'review',
    source: '网络信息内容生态治理规定第六条（示例）',
    effective_from: FROM,
    max_gap: 2,
    except_context: ['诈骗', '警方', '警惕', '反诈', '防骗'],
  },
  {
    term: '震惊全国',
    suggestion: '',
    class: 'bad',
    level: 'hint',
    source: '网络信息内容生态治理规定第七条：夸张标题（示例）',
    effective_from: FROM,
  },
]
