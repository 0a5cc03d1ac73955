-- Back again: 更正 and 撤稿, one action, a step an account, a clock, and a signed certificate when all is clear.
create table publishing.withdrawals (
  id            bigint generated always as identity primary key,
  story_id      bigint not null references newsroom.stories,
  kind          text not null check (kind in ('correct', 'kill')),
  edition_id    bigint references newsroom.editions,   -- the corrected one
  reason        text not null,                         -- for us
  note          text not null,                         -- for readers
  ordered_by    text not null,                         -- whose decision it is
  started_at    timestamptz not null,
  started_by_id text not null,
  started_by    text not null,
  deadline_at   timestamptz not null,
  cleared_at    timestamptz,
  certificate   text,                                  -- canonical JSON, as signed
  signature     bytea,
  signature_alg text,
  is_example    boolean not null default false,
  check ((kind = 'correct') = (edition_id is not null)),
  check ((cleared_at is null) = (signature is null) and (signature is null) = (signature_alg is null))
);
create unique index story_is_taken_back_by_one on publishing.withdrawals (story_id) where cleared_at is null;

create table publishing.withdrawal_steps (
  id            bigint generated always as identity primary key,
  withdrawal_id bigint not null references publishing.withdrawals,
  release_id    bigint not null references publishing.releases,
  account_id    bigint not null references channels.accounts,
  way           text not null check (way in ('site', 'interface', 'by_hand')),
  state         text not null check (state in ('open', 'done')),
  attempt_no    int not null default 0,
  message       text not null default '',
  done_at       timestamptz,
  done_by       text,
  proof         jsonb,
  constraint release_is_taken_back_once unique (withdrawal_id, release_id),
  check ((state = 'done') = (done_at is not null))
);
create index steps_open on publishing.withdrawal_steps (withdrawal_id) where state = 'open';

-- How long it may take until all is clear.
create table publishing.withdrawal_limits (
  kind           text not null,
  minutes        int not null check (minutes > 0),
  effective_from date not null,
  effective_to   date,
  source         text not null,
  primary key (kind, effective_from)
);
insert into publishing.withdrawal_limits (kind, minutes, effective_from, source) values
  ('kill', 30, '2020-01-01', '本单位应急处置制度（示例），待核'),
  ('correct', 120, '2020-01-01', '本单位应急处置制度（示例），待核');

-- 发布后复核 by a person, and what the patrol found on live pages.
create table publishing.rechecks (
  edition_id bigint primary key references newsroom.editions,
  checked_at timestamptz not null,
  checked_by_id text not null,
  checked_by text not null,
  note       text not null default ''
);
create table publishing.findings (
  id          bigint generated always as identity primary key,
  release_id  bigint not null references publishing.releases,
  kind        text not null check (kind in ('changed', 'gone', 'unreachable')),
  message     text not null,
  found_at    timestamptz not null,
  settled_at  timestamptz,
  settled_by  text,
  settlement  text
);
create unique index finding_is_open_once on publishing.findings (release_id, kind) where settled_at is null;
