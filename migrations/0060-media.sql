-- 媒体库: pictures, films and sounds with their rights. What is shown is always made anew by us; the original stays with its file.
create table newsroom.media (
  id            bigint generated always as identity primary key,
  kind          text not null check (kind in ('image', 'video', 'audio')),
  original_id   bigint references platform.files,    -- as it was brought; null for pictures of imported stories
  digest        text references platform.blobs,      -- what is shown; null while a film waits
  type          text,
  width         int,
  height        int,
  state         text not null check (state in ('ready', 'waiting', 'failed')),
  progress      int not null default 0 check (progress between 0 and 100),
  message       text not null default '',
  name          text not null,
  caption       text not null default '',
  alt           text not null default '',
  credit        text not null default '',
  rights        text not null check (rights in ('own', 'contributed', 'agency', 'licensed', 'official', 'imported')),
  licence       text not null default '',
  licence_until date,
  ai            text not null default 'none' check (ai in ('none', 'assisted', 'generated')),
  tags          text[] not null default '{}',
  added_at      timestamptz not null,
  added_by_id   text not null,
  added_by      text not null,
  public_at     timestamptz,                         -- part of an approved edition: anybody may see it
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  withdrawn_why text not null default '',
  is_example    boolean not null default false,
  check ((state = 'ready') = (digest is not null)),
  check (rights not in ('agency', 'licensed') or licence <> '')
);
create index media_digest on newsroom.media (digest);
create index media_added on newsroom.media (added_at desc, id desc);

-- The cover of a story: a picture and how it is cut for the places that show it, in fractions of its sides.
alter table newsroom.stories add column cover jsonb;
