-- A site that got another short name is still found under its earlier address.
create table channels.former_parts (
  part       text primary key,
  account_id bigint not null references channels.accounts,
  left_at    timestamptz not null
);
create unique index site_name_is_used_once on channels.accounts (handle) where adapter = 'site' and handle <> '' and state <> 'closed';
