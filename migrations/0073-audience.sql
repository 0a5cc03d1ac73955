-- Effect: what was published on each account, counters as they were read, visits, the client, adoptions, indexes.
create schema audience;

-- One post on one account: a release of ours, or what a console export or a person tells us of.
create table audience.posts (
  id           bigint generated always as identity primary key,
  account_id   bigint not null references channels.accounts,
  item_key     text not null,                 -- its address or number on the platform
  title        text not null,
  published_on date not null,                 -- day in Asia/Shanghai
  is_headline  boolean not null default false, -- 头条
  is_original  boolean not null default true,
  release_id   bigint references publishing.releases,
  story_id     bigint references newsroom.stories,
  address      text not null default '',
  entered_at   timestamptz not null,
  entered_by   text not null,
  is_example   boolean not null default false,
  constraint post_is_known_once unique (account_id, item_key)
);
create index posts_days on audience.posts (published_on, account_id);
create unique index posts_release on audience.posts (release_id);

-- Raw counters, as they stood when they were read. Never corrected: a later reading is a later row.
create table audience.readings (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references channels.accounts,
  post_id     bigint references audience.posts,   -- null: of the account as a whole
  metric      text not null check (metric in ('reads', 'read_users', 'likes', 'wows', 'shares', 'comments', 'favourites', 'plays',
                'followers', 'new_followers')),
  on_day      date not null,                      -- what day it tells of; for a post, the day it was read
  value       bigint not null check (value between 0 and 100000000000),
  captured_at timestamptz not null,
  source      text not null check (source in ('api', 'console', 'hand', 'file')),
  entered_by  text not null,
  note        text not null default ''
);
create index readings_post on audience.readings (post_id, metric, captured_at desc) where post_id is not null;
create index readings_account on audience.readings (account_id, metric, on_day, captured_at desc) where post_id is null;
-- the same file taken in twice adds nothing
create unique index readings_once on audience.readings (account_id, coalesce(post_id, 0), metric, on_day, captured_at, source);
create trigger readings_are_append_only before update or delete or truncate on audience.readings
  for each statement execute function platform.refuse_change();

-- The newest reading of each post and metric, and of each account, metric and day.
create view audience.post_counters as
  select distinct on (post_id, metric) post_id, account_id, metric, value, captured_at, source
  from audience.readings where post_id is not null order by post_id, metric, captured_at desc, id desc;
create view audience.account_counters as
  select distinct on (account_id, metric, on_day) account_id, metric, on_day, value, captured_at, source
  from audience.readings where post_id is null order by account_id, metric, on_day, captured_at desc, id desc;

-- 网站访问: how often a page was read on a day, and by how many; added up in batches, nobody is kept.
create table audience.visits (
  on_day    date not null,
  path      text not null,                    -- '' stands for the whole site
  story_id  bigint references newsroom.stories,
  views     bigint not null check (views >= 0),
  visitors  bigint not null check (visitors >= 0),
  primary key (on_day, path)
);
create index visits_story on audience.visits (story_id, on_day) where story_id is not null;

-- 客户端: by hand or from the store's files until the client tells by itself. A later row for the same day counts.
create table audience.client_readings (
  id          bigint generated always as identity primary key,
  on_day      date not null,
  metric      text not null check (metric in ('installs', 'registered', 'verified', 'dau', 'mau',
                'cohort_1', 'kept_1', 'cohort_7', 'kept_7', 'cohort_30', 'kept_30')),
  value       bigint not null check (value >= 0),
  source      text not null check (source in ('api', 'console', 'hand', 'file')),
  note        text not null default '',
  captured_at timestamptz not null,
  entered_by  text not null
);
create index client_readings_day on audience.client_readings (metric, on_day, id desc);
create trigger client_readings_are_append_only before update or delete or truncate on audience.client_readings
  for each statement execute function platform.refuse_change();
create view audience.client_counters as
  select distinct on (metric, on_day) id, metric, on_day, value, source, note from audience.client_readings
  order by metric, on_day, id desc;

-- 常住人口: what coverage is measured by.
create table audience.populations (
  effective_from date primary key,
  count          bigint not null check (count > 0),
  source         text not null,
  confirmed      boolean not null default false
);
insert into audience.populations values ('2020-11-01', 122658, '第七次全国人口普查，北塔区常住人口', false);

-- Indexes as versions: a new version never touches what an old one gave.
create table audience.formulas (
  code           text not null,
  version        text not null,
  title          text not null,
  platforms      text[] not null,             -- kinds of account it is meant for
  inputs         jsonb not null,
  steps          jsonb not null,
  vectors        jsonb not null default '[]',
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  added_at       timestamptz not null default now(),
  added_by       text not null default '系统',
  primary key (code, version),
  check (effective_to is null or effective_from <= effective_to)
);

insert into audience.formulas (code, version, title, platforms, inputs, steps, vectors, effective_from, effective_to, source) values
('wci', 'V2.0', '微信传播指数 WCI', '{wechat}',
 '[{"name":"n","title":"发文篇数"},{"name":"R","title":"阅读数"},{"name":"Rmax","title":"最高阅读数"},{"name":"Z","title":"在看（点赞）数"},{"name":"Zmax","title":"最高在看（点赞）数"}]',
 '[{"name":"r","title":"阅读","expression":"0.40*ln(R+1) + 0.45*ln(R/n+1) + 0.15*ln(Rmax+1)"},
   {"name":"z","title":"点赞","expression":"0.40*ln(Z+1) + 0.45*ln(Z/n+1) + 0.15*ln(Zmax+1)"},
   {"name":"wci","title":"WCI","expression":"(0.8*r + 0.2*z)^2 * 10"}]',
 '[{"inputs":{"R":10000,"n":100,"Rmax":300,"Z":4000,"Zmax":60},"result":411.4875079}]',
 '2014-01-01', '2021-12-31', '清博 WCI V2.0 公布的算式与算例；施行起止日期待核'),
('wci', 'V14.2', '微信传播指数 WCI', '{wechat}',
 '[{"name":"d","title":"天数"},{"name":"n","title":"发文篇数"},{"name":"R","title":"阅读数"},{"name":"Z","title":"在看数"},{"name":"L","title":"点赞数"},{"name":"RE","title":"转发数"},
   {"name":"Rt","title":"头条阅读数"},{"name":"Zt","title":"头条在看数"},{"name":"Lt","title":"头条点赞数"},{"name":"REt","title":"头条转发数"},
   {"name":"Rmax","title":"最高阅读数"},{"name":"Zmax","title":"最高在看数"},{"name":"Lmax","title":"最高点赞数"},{"name":"REmax","title":"最高转发数"}]',
 '[{"name":"O","title":"整体传播力（60%）","expression":"0.70*ln(R/d+1) + 0.09*ln(10*Z/d+1) + 0.06*ln(10*L/d+1) + 0.15*ln(10*RE/d+1)"},
   {"name":"A","title":"篇均传播力（20%）","expression":"0.70*ln(R/n+1) + 0.09*ln(10*Z/n+1) + 0.06*ln(10*L/n+1) + 0.15*ln(10*RE/n+1)"},
   {"name":"H","title":"头条传播力（10%）","expression":"0.70*ln(Rt/d+1) + 0.09*ln(10*Zt/d+1) + 0.06*ln(10*Lt/d+1) + 0.15*ln(10*REt/d+1)"},
   {"name":"P","title":"峰值传播力（10%）","expression":"0.70*ln(Rmax+1) + 0.09*ln(10*Zmax+1) + 0.06*ln(10*Lmax+1) + 0.15*ln(10*REmax+1)"},
   {"name":"wci","title":"WCI","expression":"(0.6*O + 0.2*A + 0.1*H + 0.1*P)^2 * 1.2 * 10"}]',
 '[{"inputs":{"d":7,"n":14,"R":21000,"Z":140,"L":210,"RE":560,"Rt":14000,"Zt":98,"Lt":140,"REt":392,"Rmax":5200,"Zmax":41,"Lmax":60,"REmax":180},"result":641.3707961},
   {"inputs":{"d":7,"n":1,"R":0,"Z":0,"L":0,"RE":0,"Rt":0,"Zt":0,"Lt":0,"REt":0,"Rmax":0,"Zmax":0,"Lmax":0,"REmax":0},"result":0}]',
 '2022-01-01', null, '清博 WCI V14.2 公布的算式；10万+按100001计；施行日期待核'),
('bci', 'V1', '微博传播指数 BCI', '{weibo}',
 '[{"name":"posts","title":"发博数"},{"name":"original","title":"原创数"},{"name":"reposts","title":"转发数"},{"name":"comments","title":"评论数"},{"name":"orig_reposts","title":"原创转发数"},{"name":"orig_comments","title":"原创评论数"},{"name":"likes","title":"点赞数"}]',
 '[{"name":"W1","title":"活跃度（20%）","expression":"0.3*ln(posts+1) + 0.7*ln(original+1)"},
   {"name":"W2","title":"传播度（80%）","expression":"0.2*ln(reposts+1) + 0.2*ln(comments+1) + 0.25*ln(orig_reposts+1) + 0.25*ln(orig_comments+1) + 0.1*ln(likes+1)"},
   {"name":"bci","title":"BCI","expression":"(0.2*W1 + 0.8*W2) * 160"}]',
 '[]', '2020-01-01', null, '清博 BCI，算式待核'),
('dci', 'V1', '抖音传播指数 DCI', '{douyin}',
 '[{"name":"works","title":"作品数"},{"name":"likes","title":"点赞数"},{"name":"comments","title":"评论数"},{"name":"shares","title":"分享数"},{"name":"new_fans","title":"新增粉丝数"},{"name":"fans","title":"粉丝总数"}]',
 '[{"name":"P","title":"发布（10%）","expression":"ln(works+1)"},
   {"name":"I","title":"互动（76%）","expression":"0.17*ln(likes+1) + 0.37*ln(comments+1) + 0.46*ln(shares+1)"},
   {"name":"C","title":"覆盖（14%）","expression":"0.11*ln(new_fans+1) + 0.89*ln(fans+1)"},
   {"name":"dci","title":"DCI","expression":"(0.10*P + 0.76*I + 0.14*C) * 100"}]',
 '[]', '2020-01-01', null, '清博 DCI，算式把握不大，待核');

-- What an index gave for an account and a period, by which version, from which inputs. Computed anew it is a new row.
create table audience.index_values (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references channels.accounts,
  code        text not null,
  version     text not null,
  from_day    date not null,
  to_day      date not null,
  basis       text not null check (basis in ('counts', 'users')),   -- 阅读数 or 阅读人数 stood for R
  inputs      jsonb not null,
  steps       jsonb not null,
  value       numeric,                        -- null: 不适用
  computed_at timestamptz not null,
  computed_by text not null,
  foreign key (code, version) references audience.formulas,
  check (from_day <= to_day)
);
create index index_values_period on audience.index_values (from_day, to_day, account_id, code, id desc);
create trigger index_values_are_append_only before update or delete or truncate on audience.index_values
  for each statement execute function platform.refuse_change();

-- 上级媒体采用: with evidence; a wrong entry is taken back by one that names it.
create table audience.adoptions (
  id         bigint generated always as identity primary key,
  level      text not null check (level in ('central', 'province', 'city')),
  outlet     text not null,
  headline   text not null,
  adopted_on date not null,
  reporter   text not null default '',
  story_id   bigint references newsroom.stories,
  address    text not null default '',
  takes_back bigint unique references audience.adoptions,
  reason     text not null default '',
  entered_at timestamptz not null,
  entered_by text not null,
  is_example boolean not null default false,
  check (takes_back is null or reason <> '')
);
create index adoptions_days on audience.adoptions (adopted_on);
create trigger adoptions_are_append_only before update or delete or truncate on audience.adoptions
  for each statement execute function platform.refuse_change();

-- 工作量: points by kind of work, and what is taken off. Hundredths of a point.
create table audience.point_rules (
  code           text not null,
  title          text not null,
  subject        text not null check (subject in ('original', 'wire', 'repost', 'important', 'urgent', 'video',
                   'adopted_central', 'adopted_province', 'adopted_city', 'error_released', 'retraction')),
  points_cent    int not null,
  effective_from date not null,
  effective_to   date,
  source         text not null,
  primary key (code, effective_from),
  check ((subject in ('error_released', 'retraction')) = (points_cent <= 0))
);
insert into audience.point_rules (code, title, subject, points_cent, effective_from, source) values
  ('original', '原创稿件，一篇', 'original', 300, '2020-01-01', '本单位考核办法（示例），待核'),
  ('wire', '编发通稿，一篇', 'wire', 50, '2020-01-01', '本单位考核办法（示例），待核'),
  ('repost', '转载，一篇', 'repost', 20, '2020-01-01', '本单位考核办法（示例），待核'),
  ('important', '重要稿件，另加', 'important', 200, '2020-01-01', '本单位考核办法（示例），待核'),
  ('urgent', '突发快审稿件，另加', 'urgent', 100, '2020-01-01', '本单位考核办法（示例），待核'),
  ('video', '出短视频，另加', 'video', 200, '2020-01-01', '本单位考核办法（示例），待核'),
  ('adopted_central', '中央媒体采用，一篇', 'adopted_central', 2000, '2020-01-01', '本单位考核办法（示例），待核'),
  ('adopted_province', '省级媒体采用，一篇', 'adopted_province', 800, '2020-01-01', '本单位考核办法（示例），待核'),
  ('adopted_city', '市级媒体采用，一篇', 'adopted_city', 300, '2020-01-01', '本单位考核办法（示例），待核'),
  ('error_released', '发布后查出差错，一处', 'error_released', -100, '2020-01-01', '本单位考核办法（示例），待核'),
  ('retraction', '因差错撤稿，一篇', 'retraction', -500, '2020-01-01', '本单位考核办法（示例），待核');

-- 异常阅读: when a post stands out so far that somebody has to look.
create table audience.spike_rules (
  effective_from date primary key,
  times          int not null check (times >= 2),        -- of the account's median
  reads_min      bigint not null,                        -- below this nothing is looked at
  posts_min      int not null,                           -- with fewer posts there is no median to speak of
  silent_reads   bigint not null,                        -- so many reads without one like, share or comment
  source         text not null
);
insert into audience.spike_rules values ('2020-01-01', 8, 2000, 8, 5000, '本单位规定（示例），待核');
create table audience.spike_answers (
  post_id     bigint primary key references audience.posts,
  answer      text not null check (answer in ('explained', 'false_traffic')),
  explanation text not null check (explanation <> ''),
  answered_at timestamptz not null,
  answered_by text not null
);

-- What counts as adopted: entries nobody took back.
create view audience.live_adoptions as
  select a.* from audience.adoptions a
  where a.takes_back is null and not exists (select 1 from audience.adoptions b where b.takes_back = a.id);

-- A piece of work: a story at its first sign-off, on the day in Asia/Shanghai, for everybody named as its reporter.
create view audience.works as
  select e.story_id, (e.approved_at at time zone 'Asia/Shanghai')::date on_day, s.headline, s.section, s.origin, s.importance,
    s.tags, u.lane, v.char_count, s.channels, p.person
  from newsroom.editions e
  join newsroom.stories s on s.id = e.story_id
  join newsroom.submissions u on u.id = e.submission_id
  join newsroom.versions v on v.story_id = u.story_id and v.version_no = u.version_no
  cross join lateral (
    select distinct trim(name) person
    from regexp_split_to_table(coalesce(nullif(s.byline ->> 'reporter', ''), s.created_by), '[、，, ]+') name
    where trim(name) <> '') p
  where e.edition_no = 1;
