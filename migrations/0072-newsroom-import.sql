-- What came from elsewhere: files of past years taken in as stories that keep their history apart from the new ones.

insert into newsroom.columns (name, sort) values ('历史稿件', 90) on conflict do nothing;

-- One row a file (by content): the same file taken in again goes on where the first time stopped.
create table newsroom.imports (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('wxr', 'word')),
  file_name   text not null,
  digest      bytea not null,
  section     text not null references newsroom.columns,
  item_count  int not null check (item_count >= 0),   -- what the file holds
  started_at  timestamptz not null,
  started_by  text not null,
  finished_at timestamptz,
  unique (kind, digest)
);

-- What became of each item of a file; a failed one is tried again when the file is taken in again.
create table newsroom.import_items (
  import_id bigint not null references newsroom.imports,
  item_no   int not null check (item_no > 0),
  item_key  text not null,
  headline  text not null,
  outcome   text not null check (outcome in ('imported', 'skipped', 'failed')),
  reason    text not null default '',
  notes     text[] not null default '{}',
  story_id  bigint references newsroom.stories,
  taken_at  timestamptz not null,
  primary key (import_id, item_no),
  check ((outcome = 'imported') = (story_id is not null)),
  check (outcome = 'imported' or reason <> '')
);

-- 历史稿件: what a story was before it came here. The key makes a second taking-in of the same item impossible.
create table newsroom.historical_stories (
  story_id     bigint primary key references newsroom.stories,
  item_key     text not null unique,
  import_id    bigint not null references newsroom.imports,
  published_at timestamptz,
  author       text not null default '',
  categories   text[] not null default '{}',
  tags         text[] not null default '{}',
  slug         text not null default '',
  address      text not null default '',
  was          text not null default ''     -- its state there: 已发布, 草稿 …
);
create index historical_stories_published on newsroom.historical_stories (published_at desc);
create trigger historical_stories_are_append_only before update or delete or truncate on newsroom.historical_stories
  for each statement execute function platform.refuse_change();
