-- WebSub: when a site's hub was asked to be told, when it heard, and what it answered.
create table publishing.announcements (
  account_id    bigint primary key references channels.accounts,
  asked_at      timestamptz not null,
  heard_at      timestamptz,
  attempt_count int not null default 0,
  message       text not null default ''
);
