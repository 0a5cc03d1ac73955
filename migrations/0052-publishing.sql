-- Releases: one approved edition on one account is one delivery, whatever happens on the way; and what the sites show.
create schema publishing;

create table publishing.releases (
  id            bigint generated always as identity primary key,
  edition_id    bigint not null references newsroom.editions,
  story_id      bigint not null references newsroom.stories,
  account_id    bigint not null references channels.accounts,
  channel_kind  text not null,
  content_hash  bytea not null,                -- of this rendition: what a patrol compares with
  state         text not null check (state in
                  ('prepared', 'sending', 'accepted', 'visible', 'failed', 'unknown', 'by_hand', 'cancelled', 'withdrawn')),
  urgent        boolean not null default false, -- not held back by quiet hours
  not_before    timestamptz,
  not_after     timestamptz,
  after_account_id bigint references channels.accounts,
  due_at        timestamptz not null,
  attempt_no    int not null default 0,
  retry_count   int not null default 0,
  cause         text,                          -- class and code of the last trouble: what bulk retries go by
  message       text not null default '',
  progress      jsonb not null default '{}',   -- what the channel needs to look it up again
  external_id   text,
  url           text,
  requested_at  timestamptz not null,
  requested_by_id text not null,
  requested_by  text not null,
  begun_at      timestamptz,                   -- the newest attempt
  accepted_at   timestamptz,
  visible_at    timestamptz,
  ended_at      timestamptz,
  reconciled_at timestamptz,
  reconciled_by text,
  proof         jsonb,                         -- how we know, where no interface tells us
  is_example    boolean not null default false,
  constraint edition_goes_to_an_account_once unique (edition_id, account_id),
  check (not_before is null or not_after is null or not_before < not_after),
  check ((state in ('failed', 'unknown')) <= (cause is not null)),
  check ((state in ('visible', 'withdrawn')) <= (visible_at is not null))
);
create index releases_state on publishing.releases (state, due_at);
create index releases_story on publishing.releases (story_id);
create index releases_account on publishing.releases (account_id, external_id);
create index releases_visible on publishing.releases (visible_at) where state = 'visible';

-- Everything that happened to a release, in order.
create table publishing.events (
  id          bigint generated always as identity primary key,
  release_id  bigint not null references publishing.releases,
  at          timestamptz not null,
  what        text not null,
  from_state  text,
  to_state    text not null,
  attempt_no  int not null,
  code        text not null default '',
  message     text not null default '',
  by_id       text not null,
  by_name     text not null
);
create index events_release on publishing.events (release_id, id);
create trigger events_are_append_only before update or delete or truncate on publishing.events
  for each statement execute function platform.refuse_change();

-- What a site shows. Written in the transaction of the release; the portal reads it.
create table publishing.articles (
  id             bigint generated always as identity primary key,
  site_id        bigint not null references channels.accounts,
  slug           text not null,               -- never changes, never used again
  story_id       bigint not null references newsroom.stories,
  edition_id     bigint not null references newsroom.editions,
  release_id     bigint not null references publishing.releases,
  title          text not null,
  lead           text not null,
  body_html      text not null,
  body_text      text not null,
  cover          jsonb,
  section        text not null,
  tags           text[] not null default '{}',
  extra          jsonb not null,              -- byline, source of a repost, use of AI
  content_hash   bytea not null,
  published_at   timestamptz not null,
  updated_at     timestamptz not null,
  corrections    jsonb not null default '[]', -- [{at, note, edition_no}], shown with the text
  withdrawn_at   timestamptz,
  withdrawn_kind text check (withdrawn_kind in ('correct', 'kill')),
  tombstone      text,                        -- what stands in its place
  is_example     boolean not null default false,
  constraint slug_is_used_once unique (site_id, slug),
  constraint story_stands_once_on_a_site unique (site_id, story_id),
  check ((withdrawn_at is null) = (withdrawn_kind is null) and (withdrawn_at is null) = (tombstone is null))
);
create index articles_newest on publishing.articles (site_id, published_at desc, id desc) where withdrawn_at is null;
create index articles_section on publishing.articles (site_id, section, published_at desc) where withdrawn_at is null;
create index articles_changed on publishing.articles (updated_at desc);

-- Emergency switches: every turn is a row with who, when and why; the newest one holds.
create table publishing.switch_turns (
  id     bigint generated always as identity primary key,
  switch text not null check (switch in ('stop_publishing', 'close_comments', 'grey_mode')),
  is_on  boolean not null,
  at     timestamptz not null,
  by_id  text not null,
  by_name text not null,
  reason text not null
);
create trigger switch_turns_are_append_only before update or delete or truncate on publishing.switch_turns
  for each statement execute function platform.refuse_change();
create view publishing.switches as
  select distinct on (switch) switch, is_on, at, by_name, reason from publishing.switch_turns order by switch, id desc;

-- When nothing but urgent matter goes out to telephones.
create table publishing.quiet_hours (
  channel_kind   text not null,
  from_time      time not null,
  to_time        time not null,
  effective_from date not null,
  effective_to   date,
  source         text not null,
  primary key (channel_kind, effective_from)
);
insert into publishing.quiet_hours values ('sms', '22:00', '07:00', '2020-01-01', null, '本单位推送制度（示例），待核');
