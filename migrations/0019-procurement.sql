-- Procurement from plan to payment: 意向、计划 → 申请 → 审批 → 方式 → 合同 → 验收 → 支付, every step kept.
create table procurement.counters (
  year    int not null,
  kind    text not null,
  last_no int not null default 0,
  primary key (year, kind)
);

-- Thresholds and deadlines that differ by place, level, category and year. `value` is 分 for amounts, else days, ‰ or years.
create table procurement.rules (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('limit', 'tender', 'intent-days', 'sign-days', 'publish-workdays', 'file-workdays',
    'single-source-workdays', 'supplement-permille', 'split-days', 'retention-years', 'prepay-permille')),
  category       text check (category in ('goods', 'services', 'works')),  -- null: all of them
  region         text not null,
  level          text not null,
  value          bigint not null check (value >= 0),
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  check ((kind in ('limit', 'tender')) = (category is not null))
);
create unique index rules_once on procurement.rules (kind, coalesce(category, ''), region, level, effective_from);

create table procurement.plans (
  id           bigint generated always as identity primary key,
  plan_no      text not null unique,
  year         int not null,
  line_id      bigint not null references budget.lines,
  section_id   bigint not null references people.sections,
  title        text not null,
  need         text not null default '',           -- 采购需求概况
  category     text not null check (category in ('goods', 'services', 'works')),
  amount_fen   bigint not null check (amount_fen > 0),
  expected_on  date not null,
  intent_published_on date,
  intent_url   text not null default '',
  withdrawn_at timestamptz,
  withdrawn_by text,
  made_at      timestamptz not null,
  made_by      text not null,
  is_example   boolean not null default false
);

create table procurement.requisitions (
  id             bigint generated always as identity primary key,
  req_no         text not null unique,
  year           int not null,
  section_id     bigint not null references people.sections,
  line_id        bigint not null references budget.lines,
  plan_id        bigint references procurement.plans,
  title          text not null,
  reason         text not null default '',
  category       text not null check (category in ('goods', 'services', 'works')),
  state          text not null check (state in ('draft', 'submitted', 'returned', 'rejected', 'approved', 'contracted', 'accepted', 'closed', 'cancelled')),
  amount_fen     bigint not null check (amount_fen > 0),
  -- why idle assets do not serve, why above the standard, why it is no splitting
  idle_reason     text not null default '',
  standard_reason text not null default '',
  split_reason    text not null default '',
  reservation_id bigint,                           -- budget.reservations, which comes later
  applied_by_id  bigint references people.persons,
  applied_by     text not null,
  applied_at     timestamptz not null,
  submitted_at   timestamptz,
  decided_by_id  text,
  decided_by     text,
  decided_at     timestamptz,
  method         text check (method in ('open-tender', 'invited-tender', 'negotiation', 'consultation', 'inquiry', 'single-source',
    'framework', 'own')),
  method_reason  text not null default '',
  method_by_id   text,
  method_by      text,
  notice_on      date,                             -- 中标（成交）通知书
  contract_fen   bigint not null default 0,        -- contract with its supplements
  accepted_fen   bigint not null default 0 check (accepted_fen >= 0),
  paid_fen       bigint not null default 0 check (paid_fen >= 0),
  is_example     boolean not null default false,
  constraint accepted_within_what_was_approved check (accepted_fen <= greatest(amount_fen, contract_fen)),
  constraint paid_within_what_was_agreed check (paid_fen <= greatest(accepted_fen, contract_fen)),
  check (state in ('draft', 'returned', 'rejected', 'cancelled') or submitted_at is not null)
);
create index requisitions_state on procurement.requisitions (state);
create index requisitions_line on procurement.requisitions (line_id, category);

create table procurement.requisition_items (
  id             bigint generated always as identity primary key,
  requisition_id bigint not null references procurement.requisitions,
  kind           text not null check (kind in ('asset', 'supply', 'service')),
  name           text not null,
  class_code     text not null default '',
  spec           text not null default '',
  measure        text not null default '件',
  quantity       int not null check (quantity > 0),
  unit_fen       bigint not null check (unit_fen > 0),
  accepted_count int not null default 0,
  constraint not_more_accepted_than_applied check (accepted_count between 0 and quantity)
);
create index requisition_items_of on procurement.requisition_items (requisition_id);

create table procurement.requisition_events (
  id             bigint generated always as identity primary key,
  requisition_id bigint not null references procurement.requisitions,
  move           text not null,
  state          text not null,
  note           text not null default '',
  at             timestamptz not null,
  by             text not null
);
create index requisition_events_of on procurement.requisition_events (requisition_id);
create trigger requisition_events_are_append_only before update or delete or truncate on procurement.requisition_events
  for each statement execute function platform.refuse_change();

alter table procurement.contracts
  add column requisition_id bigint references procurement.requisitions,
  add column supplements_id bigint references procurement.contracts,
  add column supplement_fen bigint not null default 0 check (supplement_fen >= 0),
  -- 政府采购法 第四十九条: what is added to a contract stays within a tenth of it
  add column supplement_max_fen bigint not null default 0,
  add column category      text check (category in ('goods', 'services', 'works')),
  add column notice_on     date,
  add column ends_on       date,
  add column terms         text not null default '',
  add column sign_due_on   date,
  add column publish_due_on date,
  add column published_on  date,
  add column published_url text not null default '',
  add column file_due_on   date,
  add column filed_on      date,
  add column filed_no      text not null default '',
  add column keep_until    date,
  add column calendar_confirmed boolean not null default true,  -- false: the working days of that year are not announced yet
  add column recorded_by_id text,
  add column recorded_by   text not null default '',
  add column recorded_at   timestamptz,
  add constraint supplement_within_a_tenth check (supplement_fen <= supplement_max_fen);
create unique index contracts_requisition on procurement.contracts (requisition_id) where requisition_id is not null and supplements_id is null;

create table procurement.acceptances (
  id             bigint generated always as identity primary key,
  acceptance_no  text not null unique,
  requisition_id bigint not null references procurement.requisitions,
  accepted_on    date not null,
  members        text not null default '',         -- 验收人员
  opinion        text not null,
  invoice_no     text not null default '',
  amount_fen     bigint not null check (amount_fen > 0),
  voucher_id     bigint references accounts.vouchers,
  at             timestamptz not null,
  by             text not null,
  is_example     boolean not null default false
);
create table procurement.acceptance_items (
  id            bigint generated always as identity primary key,
  acceptance_id bigint not null references procurement.acceptances,
  item_id       bigint not null references procurement.requisition_items,
  quantity      int not null check (quantity > 0),
  amount_fen    bigint not null check (amount_fen > 0),
  card_ids      bigint[] not null default '{}'
);
create index acceptance_items_of on procurement.acceptance_items (acceptance_id);
create trigger acceptance_items_are_append_only before update or delete or truncate on procurement.acceptance_items
  for each statement execute function platform.refuse_change();

create table procurement.payments (
  id             bigint generated always as identity primary key,
  requisition_id bigint not null references procurement.requisitions,
  amount_fen     bigint not null check (amount_fen <> 0),   -- negative: money that came back
  paid_on        date not null,
  subject        text not null,                             -- who paid it, as module.noun/id
  movement_id    bigint references budget.movements,
  at             timestamptz not null,
  by             text not null
);
create index payments_requisition on procurement.payments (requisition_id);
create trigger payments_are_append_only before update or delete or truncate on procurement.payments
  for each statement execute function platform.refuse_change();

-- Money already paid before delivery is settled first when the delivery is accepted.
alter table procurement.requisitions add column prepaid_fen bigint not null default 0 check (prepaid_fen >= 0);

insert into procurement.rules (kind, category, region, level, value, effective_from, source, confirmed) values
  ('limit', 'goods', '湖南省', '县区', 30000000, '2020-01-01', '财库〔2019〕69号指引：市县级货物、服务不低于30万元；本省现行目录待核', false),
  ('limit', 'services', '湖南省', '县区', 30000000, '2020-01-01', '财库〔2019〕69号指引：市县级货物、服务不低于30万元；本省现行目录待核', false),
  ('limit', 'works', '湖南省', '县区', 60000000, '2020-01-01', '财库〔2019〕69号指引：工程不低于60万元；本省现行目录待核', false),
  ('tender', 'goods', '湖南省', '县区', 200000000, '2020-01-01', '财库〔2019〕69号指引：公开招标不低于200万元；本省现行目录待核', false),
  ('tender', 'services', '湖南省', '县区', 200000000, '2020-01-01', '财库〔2019〕69号指引：公开招标不低于200万元；本省现行目录待核', false),
  ('tender', 'works', '湖南省', '县区', 400000000, '2018-06-01', '必须招标的工程项目规定：施工400万元；待核', false),
  ('intent-days', null, '全国', '各级', 30, '2020-03-02', '财库〔2020〕10号：采购意向公开原则上不晚于采购活动开始前30日', false),
  ('sign-days', null, '全国', '各级', 30, '2003-01-01', '《政府采购法》第四十六条', true),
  ('publish-workdays', null, '全国', '各级', 2, '2015-03-01', '《政府采购法实施条例》第五十条', true),
  ('file-workdays', null, '全国', '各级', 7, '2003-01-01', '《政府采购法》第四十七条', true),
  ('single-source-workdays', null, '全国', '各级', 5, '2015-03-01', '《政府采购法实施条例》第三十八条', true),
  ('supplement-permille', null, '全国', '各级', 100, '2003-01-01', '《政府采购法》第四十九条', true),
  ('split-days', null, '全国', '各级', 365, '2003-01-01', '《政府采购法》第二十八条（不得化整为零）；合并计算的天数待核', false),
  ('retention-years', null, '全国', '各级', 15, '2003-01-01', '《政府采购法》第四十二条', true),
  ('prepay-permille', null, '全国', '各级', 700, '2020-01-01', '预付款比例由单位按合同和财政规定确定，此处按不超过合同金额的 70% 控制，待核', false);
