-- What the checks of a story need beside the dictionaries: overrides with their reason, and the list of sources for reposts.

-- A finding that was looked at and let stand, with the reason: for one story and one passage, never for the dictionary.
create table newsroom.overrides (
  id       bigint generated always as identity primary key,
  story_id bigint not null references newsroom.stories,
  class    text not null,
  excerpt  text not null,
  reason   text not null check (reason <> ''),
  given_at timestamptz not null,
  given_by_id text not null,
  given_by text not null,
  constraint finding_is_overridden_once unique (story_id, class, excerpt)
);
create trigger overrides_are_append_only before update or delete or truncate on newsroom.overrides
  for each statement execute function platform.refuse_change();

-- 稿源名单: whose news may be reposted, as the lists of the years say; the version in force on the day decides.
create table newsroom.sources (
  id           bigint generated always as identity primary key,
  unit         text not null,
  category     text not null default '',
  site         text not null default '',
  status       text not null default 'active' check (status in ('active', 'frozen', 'removed')),
  list_version text not null,
  listed_from  date not null,
  listed_to    date,
  added_at     timestamptz not null,
  added_by     text not null,
  constraint source_is_listed_once unique (unit, list_version),
  check (listed_to is null or listed_from <= listed_to)
);
