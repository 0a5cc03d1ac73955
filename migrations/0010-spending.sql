-- Claims, their approvals, invoices and payments (报销与支付). What a rule of the year or the place says is a row with its period.
create schema spending;

-- Standards: what a day, a night, a head may cost, by class of place and rank. A new rule is a new row, an old one gets its end.
create table spending.standards (
  id             bigint generated always as identity primary key,
  kind           text not null,                  -- travel, meeting, training, reception
  item           text not null,                  -- lodging, meals, local_transport, per_head …
  class          text not null default '',       -- class of place, of meeting
  rank           text not null default '',       -- rank of the person; '' for everybody
  unit           text not null check (unit in ('day', 'night', 'head_day', 'head', 'count')),
  limit_fen      bigint not null check (limit_fen >= 0),   -- 分; for `count` the number itself
  effective_from date not null,
  effective_to   date check (effective_to >= effective_from),
  source         text not null,
  confirmed      boolean not null default false,            -- false: 待核
  unique (kind, item, class, rank, effective_from)
);

-- What a claim must bring: which paper, for which kind and category of line, from which amount.
create table spending.requirements (
  id             bigint generated always as identity primary key,
  kind           text,                           -- null: every kind
  category       text,                           -- category of the budget line; null: every one
  from_fen       bigint not null default 0 check (from_fen >= 0),
  document       text not null,
  due            text not null check (due in ('submit', 'pay')),   -- when it must be there
  effective_from date not null,
  effective_to   date check (effective_to >= effective_from),
  source         text not null,
  confirmed      boolean not null default false
);

-- Approval routes by kind and amount: the steps in their order, each with the role that takes it.
create table spending.routes (
  id             bigint generated always as identity primary key,
  kind           text,
  from_fen       bigint not null default 0 check (from_fen >= 0),
  steps          jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0),
  effective_from date not null,
  effective_to   date check (effective_to >= effective_from),
  source         text not null,
  confirmed      boolean not null default false
);

-- Income tax withheld on labour fees (劳务报酬预扣预缴): bands over the taxable part.
create table spending.tax_bands (
  id             bigint generated always as identity primary key,
  over_fen       bigint not null check (over_fen >= 0),      -- taxable income above this
  rate_bp        int not null check (rate_bp between 0 and 10000),
  quick_fen      bigint not null check (quick_fen >= 0),     -- 速算扣除数
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  unique (over_fen, effective_from)
);

-- Who acts for whom, in which role, for how long (委托与 AB 角).
create table spending.reliefs (
  id           bigint generated always as identity primary key,
  person_id    bigint not null references people.persons,
  relief_id    bigint not null references people.persons check (relief_id <> person_id),
  role         text not null,
  from_day     date not null,
  to_day       date not null check (to_day >= from_day),
  reason       text not null default '',
  named_at     timestamptz not null,
  named_by     text not null,
  ended_at     timestamptz
);

create table spending.counters (
  year int not null,
  kind text not null,
  last_no bigint not null default 0,
  primary key (year, kind)
);

create table spending.claims (
  id             bigint generated always as identity primary key,
  claim_no       text constraint claim_no_is_unique unique,   -- given when it is first submitted
  year           int not null,
  kind           text not null check (kind in ('office', 'travel', 'meeting', 'training', 'reception', 'vehicle', 'labour', 'purchase', 'loan')),
  state          text not null default 'draft' check (state in
                   ('draft', 'approving', 'returned', 'approved', 'paying', 'paid', 'refunded', 'cancelled', 'rejected')),
  version        int not null default 1,
  round          int not null default 0,
  on_date        date not null check (extract(year from on_date) = year),
  title          text not null,
  purpose        text not null default '',
  line_id        bigint not null references budget.lines,
  section_id     bigint not null references people.sections,
  reservation_id bigint,                                      -- what holds the allotment for it, see budget.reservations
  amount_fen     bigint not null default 0 check (amount_fen >= 0),
  self_borne_fen bigint not null default 0 check (self_borne_fen >= 0),
  details        jsonb not null,
  items          jsonb not null,
  pay_by         text not null check (pay_by in ('bank', 'official_card', 'cash')),
  loan_id        bigint references spending.claims,           -- the loan this claim settles
  offset_fen     bigint not null default 0 check (offset_fen between 0 and amount_fen),
  offset_movement_id bigint references budget.movements,      -- once the loan's part is booked
  offset_voucher_id  bigint references accounts.vouchers,
  contract_id    bigint references procurement.contracts,
  requisition_id bigint,
  applicant_id   bigint not null references people.persons,
  applicant      text not null,
  created_at     timestamptz not null,
  submitted_at   timestamptz,
  approved_at    timestamptz,
  is_example     boolean not null default false,
  constraint claim_under_way_has_a_number check (state in ('draft', 'cancelled') or claim_no is not null)
);
create index claims_state on spending.claims (state, year);
create index claims_applicant on spending.claims (applicant_id);
create index claims_loan on spending.claims (loan_id) where loan_id is not null;

-- Loans: what is still owed is held by its check.
create table spending.loans (
  claim_id   bigint primary key references spending.claims,
  due_on     date not null,
  paid_fen   bigint not null default 0 check (paid_fen >= 0),
  settled_fen bigint not null default 0 constraint loan_is_not_oversettled check (settled_fen >= 0 and settled_fen + held_fen <= paid_fen),
  held_fen   bigint not null default 0 check (held_fen >= 0)   -- in claims under way that settle it
);

-- To whom the money goes. Account and identity numbers are text: they are never computed with.
create table spending.payees (
  id         bigint generated always as identity primary key,
  claim_id   bigint not null references spending.claims,
  n          int not null,
  name       text not null,
  id_no      text not null default '',
  bank       text not null default '',
  account_no text not null default '',
  gross_fen  bigint not null check (gross_fen >= 0),
  tax_fen    bigint not null default 0 check (tax_fen between 0 and gross_fen),
  amount_fen bigint not null check (amount_fen >= 0),
  is_tax     boolean not null default false,                  -- the tax withheld, paid to the tax office
  unique (claim_id, n)
);

-- The steps of a round of approval, copied from the route when it was submitted.
create table spending.steps (
  claim_id bigint not null references spending.claims,
  round    int not null,
  n        int not null,
  title    text not null,
  role     text not null,
  primary key (claim_id, round, n)
);

create table spending.decisions (
  id           bigint generated always as identity primary key,
  claim_id     bigint not null references spending.claims,
  round        int not null,
  step_n       int not null,
  decision     text not null check (decision in ('approve', 'return', 'reject')),
  opinion      text not null default '',
  person_id    bigint not null references people.persons,
  person       text not null,
  for_person   text,                                          -- whose place was taken
  decided_at   timestamptz not null,
  constraint step_is_decided_once unique (claim_id, round, step_n),
  constraint approver_acts_once unique (claim_id, round, person_id),
  foreign key (claim_id, round, step_n) references spending.steps
);
create trigger decisions_are_append_only before update or delete or truncate on spending.decisions
  for each statement execute function platform.refuse_change();

-- Who applied does not approve.
create function spending.approver_is_not_applicant() returns trigger language plpgsql as $$
begin
  if exists (select from spending.claims where id = new.claim_id and applicant_id = new.person_id) then
    raise exception 'the applicant of claim % cannot decide it', new.claim_id
      using errcode = '23514', constraint = 'approver_is_not_applicant', table = 'decisions', schema = 'spending';
  end if;
  return new;
end $$;
create trigger approver_is_not_applicant before insert on spending.decisions
  for each row execute function spending.approver_is_not_applicant();

-- Everything that happened to a document, in its order.
create table spending.history (
  id         bigint generated always as identity primary key,
  claim_id   bigint not null references spending.claims,
  move       text not null,
  from_state text,
  to_state   text not null,
  note       text not null default '',
  person_id  text not null,
  person     text not null,
  at         timestamptz not null
);
create index history_claim on spending.history (claim_id, id);
create trigger history_is_append_only before update or delete or truncate on spending.history
  for each statement execute function platform.refuse_change();

create table spending.attachments (
  id          bigint generated always as identity primary key,
  claim_id    bigint not null references spending.claims,
  file_id     bigint not null,
  document    text not null,
  name        text not null,
  attached_at timestamptz not null,
  attached_by text not null,
  removed_at  timestamptz
);
create index attachments_claim on spending.attachments (claim_id) where removed_at is null;

-- What the machine read in an invoice file, by the digest of its bytes: nobody types over it.
create table spending.readings (
  digest  text primary key,
  fields  jsonb not null,
  read_at timestamptz not null
);
create trigger readings_are_append_only before update or delete or truncate on spending.readings
  for each statement execute function platform.refuse_change();

-- Invoices by number: one number serves one claim, whatever the file is called. Released when the claim comes to nothing.
create table spending.invoices (
  id            bigint generated always as identity primary key,
  claim_id      bigint not null references spending.claims,
  attachment_id bigint references spending.attachments,
  invoice_no    text not null check (invoice_no ~ '^[0-9A-Za-z-]{6,30}$'),
  invoice_code  text not null default '',
  issued_on     date not null,
  seller        text not null,
  seller_tax_no text not null default '',
  buyer         text not null default '',
  total_fen     bigint not null check (total_fen > 0),
  tax_fen       bigint not null default 0,
  read_from     text not null check (read_from in ('xml', 'ofd', 'pdf', 'typed')),
  added_at      timestamptz not null,
  added_by      text not null,
  released_at   timestamptz
);
create unique index invoice_is_used_once on spending.invoices (invoice_code, invoice_no) where released_at is null;
create index invoices_claim on spending.invoices (claim_id);

-- Payments go out in batches; a batch has a file for the bank.
create table spending.bank_layouts (
  id         bigint generated always as identity primary key,
  name       text not null constraint bank_layout_name_is_unique unique,
  format     text not null check (format in ('xlsx', 'csv')),
  encoding   text not null default 'utf-8' check (encoding in ('utf-8', 'gb18030')),
  columns    jsonb not null check (jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) > 0),
  source     text not null,
  confirmed  boolean not null default false,
  retired_at timestamptz
);

create table spending.batches (
  id         bigint generated always as identity primary key,
  batch_no   text not null unique,
  year       int not null,
  on_date    date not null,
  layout_id  bigint not null references spending.bank_layouts,
  made_by_id bigint not null references people.persons,
  made_by    text not null,
  made_at    timestamptz not null
);

create table spending.payments (
  id          bigint generated always as identity primary key,
  batch_id    bigint not null references spending.batches,
  claim_id    bigint not null references spending.claims,
  payee_id    bigint not null references spending.payees,
  amount_fen  bigint not null check (amount_fen > 0),
  state       text not null default 'sent' check (state in ('sent', 'paid', 'failed', 'returned')),
  settled_on  date,
  reason      text not null default '',
  movement_id bigint references budget.movements,
  voucher_id  bigint references accounts.vouchers,
  settled_by  text,
  settled_at  timestamptz
);
-- a payee is paid once: what failed or came back may go out again
create unique index payee_is_paid_once on spending.payments (payee_id) where state in ('sent', 'paid');
create index payments_batch on spending.payments (batch_id);
create index payments_claim on spending.payments (claim_id);

-- Who applied or approved does not pay.
create function spending.payer_is_another() returns trigger language plpgsql as $$
declare payer bigint;
begin
  select made_by_id into payer from spending.batches where id = new.batch_id;
  if exists (select from spending.claims where id = new.claim_id and applicant_id = payer)
    or exists (select from spending.decisions where claim_id = new.claim_id and person_id = payer) then
    raise exception 'person % applied for or decided claim %', payer, new.claim_id
      using errcode = '23514', constraint = 'payer_is_another', table = 'payments', schema = 'spending';
  end if;
  return new;
end $$;
create trigger payer_is_another before insert on spending.payments
  for each row execute function spending.payer_is_another();

-- Money that came back for a claim: refunds of what was paid, repayments of a loan.
create table spending.returns (
  id          bigint generated always as identity primary key,
  claim_id    bigint not null references spending.claims,
  payment_id  bigint references spending.payments,
  kind        text not null check (kind in ('refund', 'bounced', 'repayment')),
  amount_fen  bigint not null check (amount_fen > 0),
  on_date     date not null,
  reason      text not null,
  movement_id bigint references budget.movements,
  voucher_id  bigint references accounts.vouchers,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index returns_claim on spending.returns (claim_id);
create trigger returns_are_append_only before update or delete or truncate on spending.returns
  for each statement execute function platform.refuse_change();

-- How long accounting papers are kept (会计档案管理办法).
create table spending.retention (
  kind           text not null,
  title          text not null,
  years          int,                                          -- null: for ever
  effective_from date not null,
  source         text not null,
  confirmed      boolean not null default false,
  primary key (kind, effective_from)
);
