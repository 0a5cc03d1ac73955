-- 政务新媒体自查 by the rules of 国办秘函〔2019〕19号, kept as versions: what is looked at, how it weighs, what a person has to answer.
create table audience.inspection_rules (
  code           text not null,
  version        text not null,
  sort           int not null,
  kind           text not null check (kind in ('veto', 'deduct', 'bonus')),
  title          text not null,
  question       text not null,               -- what a person looks at; the computed ones show what they found here
  computed       text check (computed in ('no_update', 'severe_errors', 'released_errors', 'no_licence', 'no_interaction_data')),
  applies        text[] not null,             -- account, site, client
  threshold      int,                         -- days, counts
  points_cent    int not null default 0 check (points_cent >= 0),   -- of one hit
  points_max_cent int not null default 0 check (points_max_cent >= 0),
  rectify_days   int not null check (rectify_days between 1 and 90),
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  primary key (code, version),
  check ((kind = 'veto') = (points_max_cent = 0)),
  check ((computed = 'no_update') <= (threshold is not null))
);

insert into audience.inspection_rules
  (code, version, sort, kind, title, question, computed, applies, threshold, points_cent, points_max_cent, rectify_days, effective_from, source) values
('safety',       '2019', 1, 'veto', '安全、泄密事故', '本季度有没有发生安全、泄密等严重问题？', null, '{account,site,client}', null, 0, 0, 1, '2019-04-01', '国办秘函〔2019〕19号附件，条目待核'),
('severe',       '2019', 2, 'veto', '严重表述错误', '发布的内容有没有严重表述错误？系统按差错台账里“提法”类见稿差错计数。', 'severe_errors', '{account,site,client}', null, 0, 0, 1, '2019-04-01', '国办秘函〔2019〕19号附件；福州2024年通报按条计，待核'),
('stale',        '2019', 3, 'veto', '超过14天没有更新', '最近一次更新距季末（或今天）多少天？系统按已发布内容计算。', 'no_update', '{account,site}', 14, 0, 0, 2, '2019-04-01', '国办秘函〔2019〕19号附件，天数待核'),
('stale-client', '2019', 4, 'veto', '客户端超过10天没有更新', '客户端内容最近一次更新距今多少天？', 'no_update', '{client}', 10, 0, 0, 2, '2019-04-01', '福州2024年8月通报按10天，国家文本待核'),
('interaction',  '2019', 5, 'veto', '没有有效的互动功能', '有没有留言、私信或评论入口，并且能用？', null, '{account,site,client}', null, 0, 0, 5, '2019-04-01', '国办秘函〔2019〕19号附件；常德2020年通报，待核'),
('unanswered',   '2019', 6, 'veto', '留言超过3个月没有回应', '有没有超过3个月没有回应的留言、咨询？有几条？', null, '{account,site,client}', 3, 0, 0, 3, '2019-04-01', '国办秘函〔2019〕19号附件，时限待核'),
('forged',       '2019', 7, 'veto', '弄虚作假', '有没有伪造发稿日期、虚增阅读等弄虚作假？', null, '{account,site,client}', null, 0, 0, 1, '2019-04-01', '国办秘函〔2019〕19号附件，待核'),
('download',     '2019', 8, 'veto', '客户端无法下载或使用', '主要应用商店能不能下载安装，打开能不能用？', null, '{client}', null, 0, 0, 3, '2019-04-01', '国办秘函〔2019〕19号附件，待核'),
('typos',        '2019', 11, 'deduct', '错别字等一般差错', '发布后查出的差错有几处？系统按差错台账计数（不含提法类）。', 'released_errors', '{account,site,client}', null, 100, 1500, 5, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('required',     '2019', 12, 'deduct', '重要信息转载率不到100%', '上级要求转载的重要信息，本季度有几条没有转载？', null, '{account,site,client}', null, 500, 2000, 5, '2019-04-01', '福州2024年通报要求100%，分值待核'),
('links',        '2019', 13, 'deduct', '链接打不开', '抽查的菜单和链接里，有几个打不开或不准确？', null, '{account,site,client}', null, 200, 1000, 5, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('late-reply',   '2019', 14, 'deduct', '留言答复超期', '有几条留言的答复超过15个工作日？', null, '{account,site,client}', 15, 200, 1000, 5, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('empty',        '2019', 15, 'deduct', '空白栏目或菜单', '有几个栏目、菜单没有内容，或者长期不更新？', null, '{account,site,client}', null, 300, 1500, 10, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('licence',      '2019', 16, 'deduct', '没有登记备案信息', '账号登记里有没有认证或备案号？系统按账号登记判断。', 'no_licence', '{account,site,client}', null, 500, 500, 10, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('identity',     '2019', 17, 'deduct', '名称、头像、简介不规范', '名称、头像、简介和认证主体有没有不规范的地方？几处？', null, '{account,client}', null, 200, 600, 10, '2019-04-01', '国办秘函〔2019〕19号附件，分值待核'),
('effect-data',  '2019', 18, 'deduct', '没有传播数据', '本季度有没有登记过阅读、互动数据？系统按传播数据判断。', 'no_interaction_data', '{account}', null, 300, 300, 10, '2019-04-01', '本单位自查要求（示例），待核'),
('original',     '2019', 21, 'bonus', '原创内容传播好', '有没有原创内容被上级政务新媒体转发或采用？几条？', null, '{account,site,client}', null, 200, 1000, 30, '2019-04-01', '国办秘函〔2019〕19号附件加分项，分值待核'),
('service',      '2019', 22, 'bonus', '提供在线办事或便民服务', '提供了几项能直接办理的服务？', null, '{account,site,client}', null, 200, 1000, 30, '2019-04-01', '国办秘函〔2019〕19号附件加分项，分值待核'),
('access',       '2019', 23, 'bonus', '无障碍和适老化', '有没有长辈版、朗读等功能，并且能用？', null, '{site,client}', null, 500, 1000, 30, '2019-04-01', '国办秘函〔2019〕19号附件加分项，分值待核');

-- How points become a verdict.
create table audience.inspection_schemes (
  version        text primary key,
  full_cent      int not null,
  bonus_max_cent int not null,
  pass_cent      int not null,
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false
);
insert into audience.inspection_schemes values ('2019', 10000, 3000, 6000, '2019-04-01', null, '国办秘函〔2019〕19号；各地通报：满分100，加分至多30，60分以下不合格，待核', false);

create table audience.inspections (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references channels.accounts,
  quarter     text not null check (quarter ~ '^20\d\dQ[1-4]$'),
  version     text not null references audience.inspection_schemes,
  from_day    date not null,
  to_day      date not null,
  started_at  timestamptz not null,
  started_by  text not null,
  checked_at  timestamptz not null,           -- when the computed ones were last looked at
  closed_at   timestamptz,
  closed_by   text,
  score_cent  int,
  passed      boolean,
  constraint account_is_inspected_once_a_quarter unique (account_id, quarter),
  check ((closed_at is null) = (score_cent is null) and (closed_at is null) = (passed is null))
);
create index inspections_quarter on audience.inspections (quarter);

create table audience.inspection_results (
  inspection_id bigint not null references audience.inspections,
  code          text not null,
  version       text not null,
  outcome       text check (outcome in ('fine', 'found', 'not_applicable')),   -- null: not answered yet
  hits          int not null default 0 check (hits >= 0),
  detail        text not null default '',
  by_program    boolean not null default false,
  answered_at   timestamptz,
  answered_by   text,
  due_on        date,
  rectified_at  timestamptz,
  rectified_by  text,
  rectify_note  text not null default '',
  primary key (inspection_id, code),
  foreign key (code, version) references audience.inspection_rules,
  check ((outcome = 'found') = (due_on is not null) or outcome is null),
  check ((outcome is not distinct from 'found') = (hits > 0)),
  check (rectified_at is null or rectify_note <> '')
);
create index inspection_results_open on audience.inspection_results (due_on) where due_on is not null and rectified_at is null;
