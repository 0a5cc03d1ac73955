-- The budget: plan lines that must sum, allotments to sections, and the append-only movements of the 预算指标额度台账.
create schema budget;

create table budget.years (
  year            int primary key check (year between 2000 and 2100),
  origin          text not null check (origin in ('imported', 'kept')),
  doc_no          text not null,
  adopted_on      date not null,
  income_fen      bigint not null check (income_fen >= 0),
  expenditure_fen bigint not null check (expenditure_fen >= 0),
  adopted_at      timestamptz not null,
  adopted_by      text not null,
  closed_at       timestamptz,
  closed_by       text
);

create table budget.lines (
  id            bigint generated always as identity primary key,
  year          int not null references budget.years,
  line_no       text not null,
  side          text not null check (side in ('income', 'expenditure')),
  title         text not null,
  -- the six sources: where income comes from, what an expenditure is paid with
  source        text not null check (source in ('fiscal', 'superior', 'undertaking', 'commercial', 'affiliated', 'other')),
  -- expenditure only: 人员类 公用经费 其他运转类 特定目标类, and the three kinds beside basic and project expenditure
  category      text check (category in ('personnel', 'operating', 'other_running', 'specific', 'remitted', 'commercial', 'affiliated_subsidy')),
  function_code text,
  economic_code text,
  section_id    bigint references people.sections,
  project       text,
  three_public  text check (three_public in ('abroad', 'vehicle_purchase', 'vehicle_running', 'reception')),
  procurement   boolean not null default false,
  -- imported years only: the headings under which the published report counted this line; more than one is a
  -- violation that check-books lists
  reported_as   text[] check (reported_as is null or (imported and cardinality(reported_as) > 0
                  and reported_as <@ array['personnel', 'operating', 'project', 'remitted', 'commercial', 'affiliated_subsidy'])),
  imported      boolean not null default false,
  is_example    boolean not null default false,
  opening_fen   bigint not null check (opening_fen >= 0),
  adjusted_fen  bigint not null default 0,    -- increases − cuts ± virement
  allotted_fen  bigint not null default 0 check (allotted_fen >= 0),
  reserved_fen  bigint not null default 0 check (reserved_fen >= 0),
  executed_fen  bigint not null default 0,    -- spent, or received
  unique (year, line_no),
  unique (id, year),
  check ((side = 'income') = (category is null)),
  constraint line_is_not_cut_below_its_use check (imported or side = 'income' or allotted_fen <= opening_fen + adjusted_fen),
  constraint line_is_not_negative check (opening_fen + adjusted_fen >= 0)
);

-- 额度: what a section may use of a line. Spending is held by the check below, whatever the program does.
create table budget.allotments (
  id           bigint generated always as identity primary key,
  line_id      bigint not null references budget.lines,
  section_id   bigint not null references people.sections,
  imported     boolean not null default false,
  allotted_fen bigint not null default 0 check (allotted_fen >= 0),
  reserved_fen bigint not null default 0 check (reserved_fen >= 0),
  spent_fen    bigint not null default 0,
  unique (line_id, section_id),
  constraint allotment_is_not_overspent check (imported or reserved_fen + spent_fen <= allotted_fen)
);

create table budget.movements (
  id            bigint generated always as identity primary key,
  year          int not null,
  line_id       bigint not null,
  allotment_id  bigint references budget.allotments,
  kind          text not null check (kind in ('opening', 'increase', 'cut', 'virement', 'allot', 'reserve', 'release', 'spend', 'income')),
  amount_fen    bigint not null check (amount_fen <> 0),  -- as it acts on its total: a cut and a release are negative
  on_date       date not null check (extract(year from on_date) = year),
  summary       text not null,
  doc_no        text not null default '',
  counterparty  text not null default '',
  economic_code text,
  reported_as   text,                                     -- imported years only, see budget.lines
  voucher_id    bigint references accounts.vouchers,
  reverses_id   bigint constraint movement_is_reversed_once unique references budget.movements,
  import_key    text constraint movement_is_imported_once unique,
  is_example    boolean not null default false,
  recorded_at   timestamptz not null,
  recorded_by   text not null,
  foreign key (line_id, year) references budget.lines (id, year)
);
create index movements_year_kind on budget.movements (year, kind, line_id);
create index movements_line on budget.movements (line_id, kind, on_date);
create index movements_voucher on budget.movements (voucher_id);
create trigger movements_are_append_only before update or delete or truncate on budget.movements
  for each statement execute function platform.refuse_change();
create trigger movements_refuse_closed_year before insert on budget.movements
  for each row execute function accounts.refuse_closed_year();

-- What an earlier year spent and received, where its own books are not in the system: rows of its final accounts.
create table budget.prior_totals (
  id            bigint generated always as identity primary key,
  year          int not null,
  side          text not null check (side in ('income', 'expenditure')),
  code          text not null,
  title         text not null,
  amount_fen    bigint not null check (amount_fen >= 0),
  source        text not null,
  is_example    boolean not null default false,
  unique (year, side, code)
);

-- Plan lines sum to the adopted totals, checked when the transaction commits.
create function budget.lines_sum() returns trigger language plpgsql as $$
declare y int := coalesce(new.year, old.year); plan record;
begin
  select b.income_fen, b.expenditure_fen,
    coalesce(sum(l.opening_fen) filter (where l.side = 'income'), 0) income,
    coalesce(sum(l.opening_fen) filter (where l.side = 'expenditure'), 0) expenditure
  into plan from budget.years b left join budget.lines l using (year) where b.year = y group by b.year;
  if plan.income <> plan.income_fen or plan.expenditure <> plan.expenditure_fen then
    raise exception 'lines of % sum to % / %, adopted % / %', y, plan.income, plan.expenditure, plan.income_fen, plan.expenditure_fen
      using errcode = '23514', constraint = 'lines_sum_to_the_budget', table = 'lines', schema = 'budget';
  end if;
  return null;
end $$;
create constraint trigger lines_sum_to_the_budget after insert or update of opening_fen or delete on budget.lines
  deferrable initially deferred for each row execute function budget.lines_sum();
create constraint trigger years_sum_to_the_budget after insert or update of income_fen, expenditure_fen on budget.years
  deferrable initially deferred for each row execute function budget.lines_sum();
