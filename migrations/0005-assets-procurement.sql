-- Asset cards and procurement contracts: the rows behind the report's asset and procurement figures.
create schema assets;

create table assets.cards (
  id             bigint generated always as identity primary key,
  card_no        text not null constraint card_no_is_unique unique,
  name           text not null,
  class_code     text not null,              -- GB/T 14885
  original_fen   bigint not null check (original_fen >= 0),
  acquired_on    date not null,
  life_months    int not null check (life_months > 0),
  section_id     bigint references people.sections,
  holder         text not null default '',
  place          text not null default '',
  is_example     boolean not null default false,
  disposed_on    date
);

-- Depreciation by card and month: append-only, so that a net value at any date is a sum of rows.
create table assets.depreciation (
  id         bigint generated always as identity primary key,
  card_id    bigint not null references assets.cards,
  on_date    date not null,
  amount_fen bigint not null check (amount_fen <> 0),
  voucher_id bigint references accounts.vouchers,
  unique (card_id, on_date)
);
create index depreciation_date on assets.depreciation (on_date);
create trigger depreciation_is_append_only before update or delete or truncate on assets.depreciation
  for each statement execute function platform.refuse_change();

create schema procurement;

create table procurement.contracts (
  id          bigint generated always as identity primary key,
  contract_no text not null constraint contract_no_is_unique unique,
  title       text not null,
  line_id     bigint not null references budget.lines,
  supplier    text not null,
  method      text not null,
  amount_fen  bigint not null check (amount_fen > 0),
  signed_on   date not null,
  is_example  boolean not null default false
);
create index contracts_signed on procurement.contracts (signed_on);
