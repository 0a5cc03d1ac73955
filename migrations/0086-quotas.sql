-- Quotas hold: how often an account may do a thing in a period is counted before it is done. An account may have rows of its own
-- (a service account sends 4 times a month where a subscription account sends once a day); they stand in place of its adapter's.
alter table channels.quotas add column account_id bigint references channels.accounts;
alter table channels.quotas drop constraint quotas_pkey;
alter table channels.quotas add column id bigint generated always as identity primary key;
create unique index quota_is_set_once on channels.quotas (adapter, operation, per, coalesce(account_id, 0), effective_from);

-- How much of a quota is used: one row a period, held by one conditional statement and this check.
create table channels.quota_counts (
  account_id bigint not null references channels.accounts,
  operation  text not null,
  per        text not null check (per in ('minute', 'day', 'month')),
  begins_at  timestamptz not null,              -- of the period, in Beijing
  used       int not null,
  count_max  int not null,                      -- as it stood at the last use
  primary key (account_id, operation, per, begins_at),
  constraint quota_is_not_exceeded check (used between 0 and count_max)
);

-- Who used it: given back when it is certain that nothing was taken.
create table channels.quota_claims (
  key        text not null,                     -- of the delivery
  account_id bigint not null,
  operation  text not null,
  per        text not null,
  begins_at  timestamptz not null,
  claimed_at timestamptz not null,
  primary key (key, per),
  foreign key (account_id, operation, per, begins_at) references channels.quota_counts
);
