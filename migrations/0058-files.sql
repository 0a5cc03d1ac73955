-- Files people bring: kept by the digest of their bytes below DATA_DIR/files, named here; who may read one is said by its uses.

-- One row for each different content. The bytes are on disk before the row is.
create table platform.blobs (
  digest     text primary key check (digest ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes > 0),
  type       text not null,
  width      int,                              -- of pictures, read from the header
  height     int,
  kept_at    timestamptz not null
);
create trigger blobs_are_append_only before update or delete or truncate on platform.blobs
  for each statement execute function platform.refuse_change();

-- One row for each upload: the same content may come under many names.
create table platform.files (
  id             bigint generated always as identity primary key,
  digest         text not null references platform.blobs,
  name           text not null check (name <> '' and length(name) <= 120),
  uploaded_by_id text not null,
  uploaded_by    text not null,
  uploaded_at    timestamptz not null
);
create index files_digest on platform.files (digest);
create trigger files_are_append_only before update or delete or truncate on platform.files
  for each statement execute function platform.refuse_change();

-- What a file belongs to, and who may read it there: `public`, `signed-in`, or names of roles. Without a use, its uploader alone.
create table platform.file_uses (
  file_id     bigint not null references platform.files,
  use         text not null,                   -- spending.claim, newsroom.media …
  subject     text not null,                   -- the id of the claim, the picture …
  access      text[] not null check (cardinality(access) > 0),
  attached_at timestamptz not null,
  attached_by text not null,
  primary key (file_id, use, subject)
);
create index file_uses_subject on platform.file_uses (use, subject);
