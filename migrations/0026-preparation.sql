-- Budget preparation (预算编制): sections' requests with quantity × times × price, an objective and indicators; quotas as data;
-- the rounds 一上 一下 二上 二下 with every version kept.

-- 定额标准: 人员 by post, 公用 per head, and unit prices. A new amount is a new row; confirmed = false is 待核.
create table budget.quotas (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('personnel', 'operating', 'price')),
  title          text not null,
  applies_to     text not null default '',      -- the post, or what it is for
  economic_code  text,
  unit           text not null,                 -- 人·年, 人·天, 台 …
  amount_fen     bigint not null check (amount_fen > 0),
  effective_from date not null,
  effective_to   date check (effective_to >= effective_from),
  source         text not null,
  confirmed      boolean not null default false,
  is_example     boolean not null default false,
  unique (kind, title, applies_to, effective_from)
);

create table budget.preparations (
  year       int primary key check (year between 2000 and 2100),
  stage      text not null check (stage in ('first_up', 'first_down', 'second_up', 'second_down', 'adopted')),
  opened_at  timestamptz not null,
  opened_by  text not null
);

create table budget.requests (
  id           bigint generated always as identity primary key,
  year         int not null references budget.preparations,
  section_id   bigint not null references people.sections,
  state        text not null check (state in ('drafting', 'submitted', 'reviewed', 'agreed')),
  submitted_by text,                            -- the actor's id
  since        timestamptz not null,
  unique (year, section_id)
);

create table budget.request_items (
  id            bigint generated always as identity primary key,
  request_id    bigint not null references budget.requests,
  year          int not null references budget.preparations,
  line_no       text not null,
  side          text not null check (side in ('income', 'expenditure')),
  title         text not null,
  source        text not null,
  category      text,
  function_code text,
  economic_code text,
  project       text,
  three_public  text,
  procurement   boolean not null default false,
  quota_id      bigint references budget.quotas,
  quantity      int not null check (quantity > 0),
  quantity_unit text not null default '',
  times         int not null default 1 check (times > 0),
  times_unit    text not null default '',
  price_fen     bigint not null check (price_fen >= 0),
  amount_fen    bigint not null generated always as (quantity::bigint * times * price_fen) stored,
  basis         text not null default '',
  objective     text not null default '',
  indicators    jsonb not null default '[]',
  is_example    boolean not null default false,
  constraint item_number_is_unique unique (year, line_no),
  check ((side = 'income') = (category is null))
);
create index request_items_request on budget.request_items (request_id);

-- Line numbers come from here, one row a year and letter.
create table budget.line_counters (
  year int not null, letter text not null, last_no int not null default 0, primary key (year, letter)
);

-- Who submitted, reviewed, agreed or returned, and with which words.
create table budget.request_decisions (
  id         bigint generated always as identity primary key,
  request_id bigint not null references budget.requests,
  stage      text not null,
  decision   text not null check (decision in ('submit', 'review', 'agree', 'return')),
  note       text not null default '',
  items      jsonb not null default '[]',       -- what was submitted, as it was
  decided_at timestamptz not null,
  decided_by text not null
);
create trigger request_decisions_are_append_only before update or delete or truncate on budget.request_decisions
  for each statement execute function platform.refuse_change();

-- The rounds between the unit and the finance bureau. 一下 holds control numbers by class, the others whole budgets.
create table budget.rounds (
  id         bigint generated always as identity primary key,
  year       int not null references budget.preparations,
  round      text not null check (round in ('first_up', 'first_down', 'second_up', 'second_down')),
  version_no int not null,                      -- a round that is made again keeps the one before
  doc_no     text not null default '',
  note       text not null default '',
  items      jsonb not null default '[]',
  controls   jsonb not null default '[]',
  income_fen bigint not null,
  expenditure_fen bigint not null,
  at         timestamptz not null,
  by         text not null,
  unique (year, round, version_no)
);
create trigger rounds_are_append_only before update or delete or truncate on budget.rounds
  for each statement execute function platform.refuse_change();
