-- 手机报的订户: a telephone with its consent, sealed; the hash finds it again, the mask is what people see.
create table channels.subscribers (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references channels.accounts,
  phone         bytea not null,
  phone_alg     text not null,
  phone_hash    bytea not null,
  phone_mask    text not null,
  consent       text not null,              -- how and where it was given
  consented_on  date not null,
  added_at      timestamptz not null,
  added_by      text not null,
  left_at       timestamptz,                -- 退订
  left_reason   text
);
create unique index subscriber_is_there_once on channels.subscribers (account_id, phone_hash) where left_at is null;
