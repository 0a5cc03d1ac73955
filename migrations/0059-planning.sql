-- Planning: where a story begins. Tips, pitches with their decision, assignments, instructions from above, the days of the year,
-- and the labels (分众, 主题) that later count as figures.

-- 分众 (whom a story is for) and 主题 (what it serves): named by period, so that the counts of a year keep their meaning.
create table newsroom.labels (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('segment', 'theme')),
  name           text not null check (length(name) between 1 and 40),
  sort           int not null default 0,
  source         text not null default '',
  effective_from date not null,
  effective_to   date,
  check (effective_to is null or effective_from <= effective_to)
);
create unique index label_stands_once on newsroom.labels (kind, name) where effective_to is null;
insert into newsroom.labels (kind, name, sort, source, effective_from) values
  ('segment', '机关干部',   1, '部门职责第六条：部门机关（示例分法，可改）', '2020-01-01'),
  ('segment', '社区居民',   2, '部门职责第六条：村社区（示例分法，可改）', '2020-01-01'),
  ('segment', '村民',       3, '部门职责第六条：乡街道（示例分法，可改）', '2020-01-01'),
  ('segment', '企业职工',   4, '部门职责第六条：企事业单位（示例分法，可改）', '2020-01-01'),
  ('segment', '老年人',     5, '示例分法，可改', '2020-01-01'),
  ('segment', '学生和家长', 6, '示例分法，可改', '2020-01-01'),
  ('theme', '党的创新理论',       1, '部门职责第六条', '2020-01-01'),
  ('theme', '社会主义核心价值观', 2, '部门职责第六条', '2020-01-01'),
  ('theme', '中央决策部署',       3, '部门职责第六条', '2020-01-01'),
  ('theme', '政策解读',           4, '部门职责第六条：宣传各级党委政府工作安排', '2020-01-01'),
  ('theme', '政经资讯',           5, '部门职责第六条：传播政经资讯', '2020-01-01'),
  ('theme', '生活服务',           6, '部门职责第六条：提供生活服务', '2020-01-01'),
  ('theme', '社会动员',           7, '部门职责第六条：培育社会动员功能', '2020-01-01'),
  ('theme', '群众文化体育',       8, '部门职责第五条', '2020-01-01'),
  ('theme', '科普公益',           9, '部门职责第五条', '2020-01-01');

-- 线索: whatever somebody thinks is worth a story. One that is merged into another stays, so that merging can be undone.
create table newsroom.tips (
  id             bigint generated always as identity primary key,
  origin         text not null check (origin in ('resident', 'department', 'superior', 'feed', 'staff')),
  title          text not null,
  content        text not null default '',
  place          text not null default '',
  source_name    text not null default '',
  source_url     text not null default '',
  contact        text not null default '',       -- for staff alone; never part of a story
  state          text not null default 'new' check (state in ('new', 'used', 'dismissed', 'merged')),
  merged_into_id bigint references newsroom.tips,
  handled_at     timestamptz,
  handled_by     text,
  reason         text not null default '',
  received_at    timestamptz not null,
  recorded_by_id text not null,
  recorded_by    text not null,
  is_example     boolean not null default false,
  check ((state = 'merged') = (merged_into_id is not null)),
  check (merged_into_id <> id)
);
create index tips_state on newsroom.tips (state, received_at desc);
create index tips_merged on newsroom.tips (merged_into_id) where merged_into_id is not null;

-- 选题: what is put before the meeting, and what it decided.
create table newsroom.pitches (
  id             bigint generated always as identity primary key,
  title          text not null,
  angle          text not null default '',
  caution        text not null default '',        -- what must not be touched
  section        text not null references newsroom.columns,
  topic          text not null references newsroom.topics,
  forms          text[] not null check (cardinality(forms) > 0),
  channels       text[] not null check (cardinality(channels) > 0),
  segments       text[] not null default '{}',
  themes         text[] not null default '{}',
  planned_for    date,
  state          text not null default 'proposed' check (state in ('proposed', 'adopted', 'held', 'rejected')),
  reason         text not null default '',
  decided_at     timestamptz,
  decided_by     text,
  proposed_at    timestamptz not null,
  proposed_by_id text not null,
  proposed_by    text not null,
  is_example     boolean not null default false,
  check ((state = 'proposed') = (decided_at is null)),
  check (state not in ('held', 'rejected') or reason <> '')
);
create index pitches_state on newsroom.pitches (state, proposed_at desc);
create table newsroom.pitch_tips (
  pitch_id bigint not null references newsroom.pitches,
  tip_id   bigint not null references newsroom.tips,
  primary key (pitch_id, tip_id)
);
create index pitch_tips_tip on newsroom.pitch_tips (tip_id);
-- Every decision stays on record: a topic that was held can be adopted later.
create table newsroom.pitch_decisions (
  id         bigint generated always as identity primary key,
  pitch_id   bigint not null references newsroom.pitches,
  decision   text not null check (decision in ('adopt', 'hold', 'reject')),
  reason     text not null default '',
  decided_at timestamptz not null,
  decided_by_id text not null,
  decided_by text not null
);
create trigger pitch_decisions_are_append_only before update or delete or truncate on newsroom.pitch_decisions
  for each statement execute function platform.refuse_change();

-- 上级指令: what must be published, stopped or answered, by when; a receipt says that it was read.
create table newsroom.instructions (
  id             bigint generated always as identity primary key,
  issuer         text not null,
  title          text not null,
  content        text not null,
  received_at    timestamptz not null,
  receipt_due_at timestamptz,
  due_at         timestamptz,
  receipted_at   timestamptz,
  receipted_by   text,
  receipt_note   text not null default '',
  done_at        timestamptz,
  done_by        text,
  done_note      text not null default '',
  recorded_at    timestamptz not null,
  recorded_by_id text not null,
  recorded_by    text not null,
  is_example     boolean not null default false,
  check (done_at is null or receipted_at is not null)
);
create index instructions_open on newsroom.instructions (due_at) where done_at is null;

-- 任务: who goes where, for which forms and channels, by when.
create table newsroom.assignments (
  id             bigint generated always as identity primary key,
  pitch_id       bigint references newsroom.pitches,
  instruction_id bigint references newsroom.instructions,
  title          text not null,
  brief          text not null default '',
  place          text not null default '',
  starts_at      timestamptz,
  due_at         timestamptz not null,
  forms          text[] not null check (cardinality(forms) > 0),
  channels       text[] not null check (cardinality(channels) > 0),
  state          text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  ended_at       timestamptz,
  ended_by       text,
  reason         text not null default '',
  made_at        timestamptz not null,
  made_by_id     text not null,
  made_by        text not null,
  is_example     boolean not null default false,
  check ((state = 'open') = (ended_at is null)),
  check (state <> 'cancelled' or reason <> ''),
  check (starts_at is null or starts_at <= due_at)
);
create index assignments_due on newsroom.assignments (due_at) where state = 'open';
create table newsroom.assignment_people (
  assignment_id bigint not null references newsroom.assignments,
  person_id     bigint not null references people.persons,
  accepted_at   timestamptz,
  primary key (assignment_id, person_id)
);
create index assignment_people_person on newsroom.assignment_people (person_id);

alter table newsroom.stories add column assignment_id bigint references newsroom.assignments;
alter table newsroom.stories add column segments text[] not null default '{}';
alter table newsroom.stories add column themes text[] not null default '{}';
create index stories_assignment on newsroom.stories (assignment_id) where assignment_id is not null;

-- 宣传日历: days that come back every year (month and day), or stand once.
create table newsroom.days (
  id         bigint generated always as identity primary key,
  title      text not null check (length(title) between 1 and 60),
  kind       text not null check (kind in ('memorial', 'festival', 'publicity')),
  month_no   int not null check (month_no between 1 and 12),
  day_no     int not null check (day_no between 1 and 31),
  year       int,                                  -- null: every year
  is_solemn  boolean not null default false,       -- 灰度页面、停娱乐内容
  source     text not null default '',
  ended_at   timestamptz,
  ended_by   text
);
insert into newsroom.days (title, kind, month_no, day_no, is_solemn, source) values
  ('元旦', 'festival', 1, 1, false, '全国年节及纪念日放假办法'),
  ('中国人民警察节', 'publicity', 1, 10, false, '国函〔2020〕103号'),
  ('学雷锋纪念日', 'publicity', 3, 5, false, '通行宣传节点'),
  ('妇女节', 'festival', 3, 8, false, '全国年节及纪念日放假办法'),
  ('植树节', 'publicity', 3, 12, false, '森林法'),
  ('国际消费者权益日', 'publicity', 3, 15, false, '通行宣传节点'),
  ('全民国家安全教育日', 'publicity', 4, 15, false, '国家安全法'),
  ('世界读书日', 'publicity', 4, 23, false, '通行宣传节点'),
  ('劳动节', 'festival', 5, 1, false, '全国年节及纪念日放假办法'),
  ('青年节', 'festival', 5, 4, false, '全国年节及纪念日放假办法'),
  ('全国防灾减灾日', 'memorial', 5, 12, true, '国办发〔2009〕21号（是否用灰度页面待核）'),
  ('儿童节', 'festival', 6, 1, false, '全国年节及纪念日放假办法'),
  ('六五环境日', 'publicity', 6, 5, false, '环境保护法'),
  ('国际禁毒日', 'publicity', 6, 26, false, '通行宣传节点'),
  ('建党纪念日', 'memorial', 7, 1, false, '通行宣传节点'),
  ('建军节', 'festival', 8, 1, false, '全国年节及纪念日放假办法'),
  ('全国生态日', 'publicity', 8, 15, false, '全国人大常委会2023年决定'),
  ('抗战胜利纪念日', 'memorial', 9, 3, false, '全国人大常委会2014年决定'),
  ('教师节', 'festival', 9, 10, false, '教师法'),
  ('九一八事变纪念日', 'memorial', 9, 18, true, '通行宣传节点（是否用灰度页面待核）'),
  ('烈士纪念日', 'memorial', 9, 30, true, '全国人大常委会2014年决定（是否用灰度页面待核）'),
  ('国庆节', 'festival', 10, 1, false, '全国年节及纪念日放假办法'),
  ('记者节', 'publicity', 11, 8, false, '国函〔2000〕79号'),
  ('全国消防日', 'publicity', 11, 9, false, '通行宣传节点'),
  ('国家宪法日', 'publicity', 12, 4, false, '全国人大常委会2014年决定'),
  ('国家公祭日', 'memorial', 12, 13, true, '全国人大常委会2014年决定（是否用灰度页面待核）');

-- 稿源订阅: feeds of listed units that are read by a job; every entry becomes a tip, once.
create table newsroom.feeds (
  id            bigint generated always as identity primary key,
  url           text not null,
  title         text not null,
  unit          text not null,
  reason        text not null default '',          -- why it is read although its unit is on no list of sources
  every_minutes int not null default 60 check (every_minutes between 10 and 1440),
  added_at      timestamptz not null,
  added_by      text not null,
  stopped_at    timestamptz,
  stopped_by    text,
  read_at       timestamptz,
  outcome       text not null default '',          -- what the last reading met, in words
  failed_count  int not null default 0,
  etag          text not null default '',
  last_modified text not null default ''
);
create unique index feed_is_read_once on newsroom.feeds (url) where stopped_at is null;
create table newsroom.feed_entries (
  feed_id bigint not null references newsroom.feeds,
  guid    text not null,
  tip_id  bigint not null references newsroom.tips,
  primary key (feed_id, guid)
);
