-- First rules of spending, all 待核: common values of the national rules, to be replaced by those of the place in 报销规则.
insert into spending.standards (kind, item, class, rank, unit, limit_fen, effective_from, source) values
  ('travel', 'lodging', 'local', '', 'night', 25000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'province', '', 'night', 33000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'province', 'leader', 'night', 45000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'capital', '', 'night', 35000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'capital', 'leader', 'night', 45000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'outside', '', 'night', 38000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'outside', 'leader', 'night', 48000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'large', '', 'night', 50000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'lodging', 'large', 'leader', 'night', 65000, '2019-01-01', '差旅费管理办法常见标准，待核'),
  ('travel', 'meals', '', '', 'day', 10000, '2014-01-01', '财行〔2013〕531号，待核'),
  ('travel', 'local_transport', '', '', 'day', 8000, '2014-01-01', '财行〔2013〕531号，待核'),
  ('meeting', 'all', 'second', '', 'head_day', 45000, '2016-07-01', '会议费管理办法常见标准，待核'),
  ('meeting', 'all', 'third', '', 'head_day', 40000, '2016-07-01', '会议费管理办法常见标准，待核'),
  ('meeting', 'all', 'fourth', '', 'head_day', 35000, '2016-07-01', '会议费管理办法常见标准，待核'),
  ('training', 'all', 'first', '', 'head_day', 55000, '2017-01-01', '培训费管理办法常见标准，待核'),
  ('training', 'all', 'second', '', 'head_day', 45000, '2017-01-01', '培训费管理办法常见标准，待核'),
  ('training', 'all', 'third', '', 'head_day', 40000, '2017-01-01', '培训费管理办法常见标准，待核'),
  ('reception', 'meal', '', '', 'head', 10000, '2014-01-01', '公务接待管理办法常见标准，待核'),
  ('reception', 'company_few', '', '', 'count', 3, '2013-12-01', '党政机关国内公务接待管理规定：十人以内陪餐不超过三人，待核');

insert into spending.requirements (kind, category, from_fen, document, due, effective_from, source) values
  ('office', null, 0, 'invoice', 'submit', '2019-01-01', '内部财务制度，待核'),
  ('vehicle', null, 0, 'invoice', 'submit', '2019-01-01', '内部财务制度，待核'),
  ('travel', null, 0, 'approval', 'submit', '2014-01-01', '差旅费管理办法：凭出差审批单，待核'),
  ('meeting', null, 0, 'invoice', 'submit', '2016-07-01', '会议费管理办法，待核'),
  ('meeting', null, 0, 'notice', 'submit', '2016-07-01', '会议费管理办法：凭会议通知，待核'),
  ('meeting', null, 0, 'signin', 'submit', '2016-07-01', '会议费管理办法：凭签到表，待核'),
  ('training', null, 0, 'invoice', 'submit', '2017-01-01', '培训费管理办法，待核'),
  ('training', null, 0, 'notice', 'submit', '2017-01-01', '培训费管理办法：凭培训通知，待核'),
  ('training', null, 0, 'signin', 'submit', '2017-01-01', '培训费管理办法：凭签到表，待核'),
  ('reception', null, 0, 'invoice', 'submit', '2013-12-01', '党政机关国内公务接待管理规定，待核'),
  ('reception', null, 0, 'letter', 'submit', '2013-12-01', '党政机关国内公务接待管理规定：凭派出单位公函，待核'),
  ('reception', null, 0, 'list', 'submit', '2013-12-01', '党政机关国内公务接待管理规定：凭接待清单，待核'),
  ('labour', null, 0, 'list', 'submit', '2019-01-01', '内部财务制度：凭劳务发放表，待核'),
  ('purchase', null, 0, 'invoice', 'submit', '2019-01-01', '内部财务制度，待核'),
  ('purchase', null, 0, 'acceptance', 'pay', '2019-01-01', '内部采购制度：未验收不付款，待核'),
  (null, null, 5000000, 'minutes', 'submit', '2019-01-01', '重大财务事项集体研究决策，金额待核'),
  (null, 'specific', 0, 'plan', 'submit', '2019-01-01', '专项资金按实施方案执行，待核'),
  (null, 'specific', 1000000, 'contract', 'pay', '2019-01-01', '专项资金管理制度，金额待核'),
  (null, 'specific', 1000000, 'acceptance', 'pay', '2019-01-01', '专项资金管理制度：及时办理验收，金额待核'),
  (null, 'specific', 1000000, 'settlement', 'pay', '2019-01-01', '专项资金管理制度：及时办理结算，金额待核'),
  (null, 'other_running', 1000000, 'contract', 'pay', '2019-01-01', '专项资金管理制度，金额待核'),
  (null, 'other_running', 1000000, 'acceptance', 'pay', '2019-01-01', '专项资金管理制度：及时办理验收，金额待核'),
  (null, 'other_running', 1000000, 'settlement', 'pay', '2019-01-01', '专项资金管理制度：及时办理结算，金额待核');

insert into spending.routes (kind, from_fen, steps, effective_from, source) values
  (null, 0, '[{"title": "会计审核", "role": "finance"}, {"title": "主任审批", "role": "director"}]', '2019-01-01', '内部财务制度，待核');

-- 劳务报酬所得预扣率表, over the part that is taxable
insert into spending.tax_bands (over_fen, rate_bp, quick_fen, effective_from, source) values
  (0, 2000, 0, '2019-01-01', '国家税务总局公告2018年第61号，待核'),
  (2000000, 3000, 200000, '2019-01-01', '国家税务总局公告2018年第61号，待核'),
  (5000000, 4000, 700000, '2019-01-01', '国家税务总局公告2018年第61号，待核');

insert into spending.bank_layouts (name, format, encoding, columns, source) values
  ('通用代发表', 'xlsx', 'utf-8', '[{"title": "序号", "value": "n"}, {"title": "收款人", "value": "name"}, {"title": "收款账号", "value": "account_no"}, {"title": "开户行", "value": "bank"}, {"title": "金额（元）", "value": "amount"}, {"title": "用途", "value": "summary"}, {"title": "单据号", "value": "claim_no"}]', '通用格式，按开户行要求修改，待核'),
  ('网银批量（CSV）', 'csv', 'gb18030', '[{"title": "收款账号", "value": "account_no"}, {"title": "收款户名", "value": "name"}, {"title": "金额", "value": "amount"}, {"title": "开户行", "value": "bank"}, {"title": "附言", "value": "summary"}]', '通用格式，按开户行要求修改，待核');

insert into spending.retention (kind, title, years, effective_from, source) values
  ('voucher', '原始凭证、记账凭证', 30, '2016-01-01', '会计档案管理办法（财政部、国家档案局令第79号），待核'),
  ('ledger', '总账、明细账、日记账', 30, '2016-01-01', '会计档案管理办法（财政部、国家档案局令第79号），待核'),
  ('statement', '年度财务报告、决算', null, '2016-01-01', '会计档案管理办法（财政部、国家档案局令第79号），待核'),
  ('bank', '银行对账单', 10, '2016-01-01', '会计档案管理办法（财政部、国家档案局令第79号），待核');
