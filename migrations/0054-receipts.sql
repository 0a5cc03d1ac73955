-- What platforms tell us by themselves: each message once, as it came; and where superior media took our stories over.
create table publishing.receipts (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references channels.accounts,
  digest      bytea not null,
  event       text not null,
  external_id text not null,
  body        text not null,
  received_at timestamptz not null,
  release_id  bigint references publishing.releases,
  constraint receipt_comes_once unique (account_id, digest)
);
create index receipts_external on publishing.receipts (account_id, external_id);

-- 上级采用: told by the provincial platform, or entered with its proof.
create table publishing.adoptions (
  id           bigint generated always as identity primary key,
  release_id   bigint references publishing.releases,
  story_id     bigint not null references newsroom.stories,
  level        text not null,
  outlet       text not null,
  url          text not null,
  published_at timestamptz,
  evidence     bytea not null,               -- hash of the message or page
  received_at  timestamptz not null,
  received_by  text not null,
  constraint adoption_counts_once unique (story_id, url)
);
