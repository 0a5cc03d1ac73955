-- What platforms tell by their interfaces: counters, pulled every so often, and comments, read and shut off.

-- How often and for how many days back counters are asked for: rows, since platforms limit it and change it at will.
update channels.capabilities set facts = facts || '{"counters_every_hours":24,"counters_days":7}' where adapter = 'wechat';
update channels.capabilities set facts = facts || '{"counters_every_hours":6,"counters_days":30}'
  where adapter in ('weibo', 'douyin', 'kuaishou');

-- One row an account: when it is asked next, and what became of the last time.
create table audience.pulls (
  account_id    bigint primary key references channels.accounts,
  due_at        timestamptz not null,
  begun_at      timestamptz,
  ended_at      timestamptz,
  result        text check (result in ('good', 'failed')),
  message       text not null default '',
  reading_count int not null default 0
);

-- 渠道评论: what readers wrote under a release, as the platform lists it. One that is gone there keeps its row.
create table publishing.comments (
  id          bigint generated always as identity primary key,
  release_id  bigint not null references publishing.releases,
  external_id text not null,
  text        text not null,
  written_at  timestamptz not null,
  is_elected  boolean not null,
  reply       text not null default '',
  seen_at     timestamptz not null,              -- first seen by us
  gone_at     timestamptz,
  constraint comment_is_known_once unique (release_id, external_id)
);
create index comments_newest on publishing.comments (written_at desc);

-- Whether a release takes comments: what was last asked of the platform, and how that went.
create table publishing.comment_gates (
  release_id bigint primary key references publishing.releases,
  is_open    boolean not null,                   -- as the platform confirmed it last
  settled_at timestamptz,                        -- null: the platform has not confirmed what is wanted now
  due_at     timestamptz not null,
  listed_at  timestamptz,
  message    text not null default ''
);
