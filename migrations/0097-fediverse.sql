-- The fediverse: who follows an account of ours, what is told to their servers, and how far each server has heard.
insert into channels.capabilities (adapter, effective_from, facts, source) values
  ('activitypub', '2020-01-01', '{"api":"own","deletable":true,"editable":true}', '本系统，ActivityPub（W3C 2018）');
create unique index fediverse_name_is_used_once on channels.accounts (handle) where adapter = 'activitypub';

create table publishing.followers (
  id           bigint generated always as identity primary key,
  account_id   bigint not null references channels.accounts,
  actor        text not null,              -- the address by which the follower's server names it
  inbox        text not null,
  shared_inbox text,
  followed_at  timestamptz not null,
  ended_at     timestamptz,
  ended_why    text check (ended_why in ('undone', 'gone', 'silent')),
  constraint follower_counts_once unique (account_id, actor),
  check ((ended_at is null) = (ended_why is null))
);
create index followers_now on publishing.followers (account_id) where ended_at is null;

-- What was said once, byte for byte: a lost answer sends the same again, and the other side knows it by its id.
create table publishing.activities (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references channels.accounts,
  activity_id text not null,
  kind        text not null check (kind in ('Create', 'Update', 'Delete', 'Accept')),
  story_id    bigint references newsroom.stories,
  step_id     bigint references publishing.withdrawal_steps,
  body        text not null,
  made_at     timestamptz not null,
  constraint activity_is_said_once unique (account_id, activity_id)
);
create index activities_story on publishing.activities (story_id, id);
create index activities_step on publishing.activities (step_id) where step_id is not null;

create table publishing.activity_deliveries (
  id            bigint generated always as identity primary key,
  activity_no   bigint not null references publishing.activities,
  account_id    bigint not null references channels.accounts,
  inbox         text not null,
  state         text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'given_up', 'gone', 'dropped')),
  attempt_count int not null default 0,
  message       text not null default '',
  tried_at      timestamptz,
  constraint activity_goes_to_an_inbox_once unique (activity_no, inbox)
);
create index deliveries_waiting on publishing.activity_deliveries (account_id, inbox, id) where state = 'waiting';
