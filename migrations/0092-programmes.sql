-- 节目单: what radio and television broadcast when, and which approved story stands behind it. A film is kept as one file in pieces
-- besides, so that a player fetches what it shows (HLS).
alter table newsroom.media
  add column stream_digest   text references platform.blobs,
  add column stream_playlist text,                           -- names its file as {file}
  add constraint stream_is_whole check ((stream_digest is null) = (stream_playlist is null));
create index media_stream on newsroom.media (stream_digest) where stream_digest is not null;

create table publishing.programmes (
  id           bigint generated always as identity primary key,
  service      text not null check (service in ('radio', 'tv')),
  kind         text not null check (kind in ('news', 'feature', 'live', 'repeat', 'notice')),
  title        text not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  story_id     bigint references newsroom.stories,
  note         text not null default '',
  planned_at   timestamptz not null,
  planned_by   text not null,
  changed_at   timestamptz not null,
  aired_at     timestamptz,
  aired_by     text,
  edition_id   bigint references newsroom.editions,          -- the script that was read
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  is_example   boolean not null default false,
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancel_reason is null)),
  check ((aired_at is null) = (aired_by is null)),
  check (aired_at is null or cancelled_at is null),
  constraint one_programme_at_a_time exclude using gist (
    int4range(case service when 'radio' then 1 else 2 end, case service when 'radio' then 1 else 2 end, '[]') with &&,
    tstzrange(starts_at, ends_at) with &&) where (cancelled_at is null)
);
create index programmes_day on publishing.programmes (starts_at);
create index programmes_story on publishing.programmes (story_id) where story_id is not null;
