-- The newsroom: stories and their versions, three reviews by three persons, and the approved editions that alone may go out.
create schema newsroom;

-- 栏目: where a story belongs; a closed one keeps its stories.
create table newsroom.columns (
  name      text primary key,
  sort      int not null default 0,
  closed_at timestamptz,
  closed_by text
);
insert into newsroom.columns (name, sort) values
  ('要闻', 1), ('部门', 2), ('乡街道', 3), ('民生', 4), ('视频', 5), ('专题', 6), ('通知公告', 7);

-- 选题类别: whether a story needs the opinion of the superior (报审) before the final review. Versioned by period.
create table newsroom.topics (
  code           text primary key,
  title          text not null,
  sort           int not null,
  needs_superior boolean not null,
  source         text not null,
  effective_from date not null,
  effective_to   date
);
insert into newsroom.topics (code, title, sort, needs_superior, source, effective_from) values
  ('ordinary',   '一般报道',           1, false, '本单位三审三校制度（示例）', '2020-01-01'),
  ('leaders',    '领导活动',           2, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('emergency',  '突发事件',           3, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('personnel',  '人事任免',           4, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('statistics', '统计数据首次发布',   5, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('ethnic',     '民族宗教',           6, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('history',    '重大历史题材',       7, true,  '本单位三审三校制度（示例），报审范围待核', '2020-01-01'),
  ('foreign',    '涉外、涉军、涉港澳台', 8, true, '本单位三审三校制度（示例），报审范围待核', '2020-01-01');

create table newsroom.stories (
  id            bigint generated always as identity primary key,
  headline      text not null,
  section       text not null references newsroom.columns,
  state         text not null check (state in
                  ('draft', 'returned', 'review1', 'review2', 'superior', 'review3', 'fast', 'signed', 'rejected')),
  origin        text not null check (origin in ('original', 'wire', 'repost')),
  lane          text not null default 'normal' check (lane in ('normal', 'urgent', 'express')),
  topic         text not null references newsroom.topics,
  importance    text not null default 'ordinary' check (importance in ('ordinary', 'important')),
  channels      text[] not null default '{site}' check (cardinality(channels) > 0),
  tags          text[] not null default '{}',
  byline        jsonb not null default '{}',   -- 记者 通讯员 编辑 校对
  repost        jsonb,                         -- whose it is: unit, author, headline, address, day
  ai            text not null default 'none' check (ai in ('none', 'assisted', 'generated')),
  due_at        timestamptz,
  locked_at     timestamptz,                   -- 通稿: from here on not a character changes
  locked_by     text,
  version_no    int not null default 0,        -- the newest version: what a save must stand on
  edition_no    int not null default 0,        -- the newest approved edition
  submission_id bigint,                        -- what is under review now
  created_at    timestamptz not null,
  created_by_id text not null,
  created_by    text not null,
  changed_at    timestamptz not null,
  is_example    boolean not null default false,
  check ((origin = 'repost') = (repost is not null)),
  check ((state in ('review1', 'review2', 'superior', 'review3', 'fast')) = (submission_id is not null))
);
create index stories_state on newsroom.stories (state, changed_at desc);
create index stories_changed on newsroom.stories (changed_at desc, id desc);

-- Every save is a row; restoring an old one is a new row, so that it can be undone.
create table newsroom.versions (
  story_id   bigint not null references newsroom.stories,
  version_no int not null check (version_no > 0),
  edition_no int not null,                     -- the edition it was written after; whoever wrote since cannot decide
  kind       text not null check (kind in ('saved', 'restored', 'imported')),
  author_id  text not null,
  author     text not null,
  saved_at   timestamptz not null,
  headline   text not null,
  lead       text not null,
  body       jsonb not null,
  body_html  text not null,
  body_text  text not null,
  char_count int not null,
  digest     bytea not null,
  primary key (story_id, version_no)
);
create trigger versions_are_append_only before update or delete or truncate on newsroom.versions
  for each statement execute function platform.refuse_change();

-- What a person changed for one channel; what is null follows the story.
create table newsroom.working_renditions (
  story_id     bigint not null references newsroom.stories,
  channel_kind text not null,
  title        text,
  lead         text,
  body         jsonb,
  body_text    text,
  cover        jsonb,
  extra        jsonb not null default '{}',
  version_no   int not null default 1,
  changed_at   timestamptz not null,
  changed_by_id text not null,
  changed_by   text not null,
  primary key (story_id, channel_kind)
);

-- Who is writing now: shown to others, never believed (the version a save stands on decides).
create table newsroom.locks (
  story_id  bigint primary key references newsroom.stories,
  person_id text not null,
  person    text not null,
  taken_at  timestamptz not null,
  seen_at   timestamptz not null
);

-- What was put before the reviewers: every rendition, frozen, under one hash.
create table newsroom.submissions (
  id            bigint generated always as identity primary key,
  story_id      bigint not null references newsroom.stories,
  submission_no int not null,
  version_no    int not null,
  lane          text not null check (lane in ('normal', 'urgent', 'express')),
  topic         text not null references newsroom.topics,
  steps         text[] not null check (cardinality(steps) > 0),
  content_hash  bytea not null,
  renditions    jsonb not null,
  headline      text not null,
  char_count    int not null,
  findings      jsonb not null default '[]',
  note          text not null default '',
  submitted_at  timestamptz not null,
  submitted_by_id text not null,
  submitted_by  text not null,
  unique (story_id, submission_no),
  foreign key (story_id, version_no) references newsroom.versions
);
create trigger submissions_are_append_only before update or delete or truncate on newsroom.submissions
  for each statement execute function platform.refuse_change();
alter table newsroom.stories add foreign key (submission_id) references newsroom.submissions;

-- One decision a step, one step a person, each bound to the hash that was looked at. The superior's opinion is a step too.
create table newsroom.decisions (
  id            bigint generated always as identity primary key,
  submission_id bigint not null references newsroom.submissions,
  step          text not null check (step in ('review1', 'review2', 'superior', 'review3')),
  decision      text not null check (decision in ('pass', 'return', 'reject')),
  opinion       text not null default '',
  content_hash  bytea not null,
  person_id     text,                          -- null: a leader without account, by a one-time link
  person        text not null,
  post          text not null default '',
  via           text not null default 'workbench' check (via in ('workbench', 'link', 'paper')),
  attachment_name text,                        -- the superior's written opinion
  attachment    bytea,
  decided_at    timestamptz not null,
  constraint step_is_decided_once unique (submission_id, step),
  constraint person_takes_one_step unique (submission_id, person_id),
  check (decision = 'pass' or opinion <> ''),
  check (via <> 'workbench' or person_id is not null)
);
create trigger decisions_are_append_only before update or delete or truncate on newsroom.decisions
  for each statement execute function platform.refuse_change();

-- Proofs beyond the three reviews: a further proof (增加校次) or reading aloud (诵读), demanded for important stories.
create table newsroom.proofs (
  id            bigint generated always as identity primary key,
  submission_id bigint not null references newsroom.submissions,
  kind          text not null check (kind in ('proof', 'read_aloud')),
  person_id     text not null,
  person        text not null,
  note          text not null default '',
  proofed_at    timestamptz not null
);
create trigger proofs_are_append_only before update or delete or truncate on newsroom.proofs
  for each statement execute function platform.refuse_change();

-- What was approved, frozen. Nothing else may be released.
create table newsroom.editions (
  id            bigint generated always as identity primary key,
  story_id      bigint not null references newsroom.stories,
  edition_no    int not null,
  submission_id bigint not null unique references newsroom.submissions,
  content_hash  bytea not null,
  approved_at   timestamptz not null,
  approved_by_id text,
  approved_by   text not null,
  unique (story_id, edition_no)
);
create trigger editions_are_append_only before update or delete or truncate on newsroom.editions
  for each statement execute function platform.refuse_change();

create table newsroom.renditions (
  edition_id   bigint not null references newsroom.editions,
  channel_kind text not null,
  title        text not null,
  lead         text not null,
  body_html    text not null,
  body_text    text not null,
  cover        jsonb,
  extra        jsonb not null,
  primary key (edition_id, channel_kind)
);
create trigger renditions_are_append_only before update or delete or truncate on newsroom.renditions
  for each statement execute function platform.refuse_change();

-- Who may take which step: A first, B when A cannot (AB 角).
create table newsroom.reviewers (
  step       text not null check (step in ('review1', 'review2', 'review3')),
  person_id  bigint not null references people.persons,
  place      text not null check (place in ('A', 'B')),
  named_at   timestamptz not null,
  named_by   text not null,
  primary key (step, person_id)
);
create table newsroom.absences (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references people.persons,
  from_day   date not null,
  to_day     date not null,
  reason     text not null default '',
  ended_at   timestamptz,                      -- came back early, or entered by mistake
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (from_day <= to_day)
);
create index absences_days on newsroom.absences (from_day, to_day) where ended_at is null;

-- A leader decides on the phone without an account: the link's secret is kept as a hash and works once.
create table newsroom.review_links (
  token_hash    bytea primary key,
  submission_id bigint not null references newsroom.submissions,
  step          text not null check (step in ('superior', 'review3')),
  leader        text not null,
  post          text not null,
  expires_at    timestamptz not null,
  made_at       timestamptz not null,
  made_by       text not null,
  used_at       timestamptz,
  withdrawn_at  timestamptz
);
create index review_links_submission on newsroom.review_links (submission_id);

-- Errors found in text: by whom written, at which step found. The ledger of rates per 10,000 characters.
create table newsroom.errors (
  id            bigint generated always as identity primary key,
  story_id      bigint not null references newsroom.stories,
  submission_id bigint references newsroom.submissions,
  found_at_step text not null check (found_at_step in ('review1', 'review2', 'superior', 'review3', 'proof', 'released')),
  class         text not null check (class in ('typo', 'punctuation', 'name', 'fact', 'formulation', 'date', 'layout', 'other')),
  excerpt       text not null,
  correction    text not null default '',
  writer_id     text not null,
  writer        text not null,
  found_by_id   text not null,
  found_by      text not null,
  found_at      timestamptz not null
);
create index errors_found on newsroom.errors (found_at);
create trigger errors_are_append_only before update or delete or truncate on newsroom.errors
  for each statement execute function platform.refuse_change();
