-- Accounts and vouchers of the government accounting system: financial (accrual) and budgetary (cash) side by side.
create schema accounts;

-- 科目、功能分类、部门经济分类: versioned data with the years in which they hold.
create table accounts.codes (
  kind       text not null check (kind in ('account', 'function', 'economic')),
  code       text not null,
  title      text not null,
  valid_from int not null default 2019,
  valid_to   int,
  source     text not null default '',
  confirmed  boolean not null default false,  -- false: 待核, to be compared with the document in force
  primary key (kind, code, valid_from)
);

create table accounts.counters (
  year int not null,
  kind text not null,
  last_no bigint not null default 0,
  primary key (year, kind)
);

create table accounts.closed_periods (
  year int primary key,
  closed_at timestamptz not null,
  closed_by text not null
);

create table accounts.vouchers (
  id         bigint generated always as identity primary key,
  year       int not null,
  voucher_no bigint not null,
  on_date    date not null check (extract(year from on_date) = year),
  summary    text not null,
  source     text not null,                -- which fact posted it: budget.movement, assets.depreciation, books.opening …
  imported   boolean not null default false,
  is_example boolean not null default false,
  reverses_id bigint constraint voucher_is_reversed_once unique references accounts.vouchers,
  posted_at  timestamptz not null,
  posted_by  text not null,
  unique (year, voucher_no)
);

create table accounts.postings (
  id         bigint generated always as identity primary key,
  voucher_id bigint not null references accounts.vouchers,
  year       int not null,
  on_date    date not null,
  ledger     text not null check (ledger in ('financial', 'budgetary')),
  account    text not null,
  amount_fen bigint not null check (amount_fen <> 0),   -- debit positive, credit negative
  summary    text not null default ''
);
create index postings_voucher on accounts.postings (voucher_id);
create index postings_account on accounts.postings (account, year);

create trigger vouchers_are_append_only before update or delete or truncate on accounts.vouchers
  for each statement execute function platform.refuse_change();
create trigger postings_are_append_only before update or delete or truncate on accounts.postings
  for each statement execute function platform.refuse_change();

-- Debits equal credits in each ledger of a voucher, checked when the transaction commits.
create function accounts.voucher_balances() returns trigger language plpgsql as $$
declare off bigint;
begin
  select sum(amount_fen) into off from accounts.postings where voucher_id = new.voucher_id
  group by ledger having sum(amount_fen) <> 0 limit 1;
  if found then
    raise exception 'voucher % is off by % fen', new.voucher_id, off
      using errcode = '23514', constraint = 'voucher_balances', table = 'postings', schema = 'accounts';
  end if;
  return null;
end $$;
create constraint trigger voucher_balances after insert on accounts.postings
  deferrable initially deferred for each row execute function accounts.voucher_balances();

-- A closed year takes no more vouchers; imported history comes in before its year is closed.
create function accounts.refuse_closed_year() returns trigger language plpgsql as $$
begin
  if exists (select from accounts.closed_periods where year = new.year) then
    raise exception 'year % is closed', new.year
      using errcode = '23514', constraint = 'year_is_closed', table = tg_table_name, schema = tg_table_schema;
  end if;
  return new;
end $$;
create trigger vouchers_refuse_closed_year before insert on accounts.vouchers
  for each row execute function accounts.refuse_closed_year();
