-- The documents that approve a change of the plan (追加 追减 调剂 结转 收回), month-by-month targets of the sections, and the
-- thresholds at which spending counts as slow or fast.
create table budget.approvals (
  id          bigint generated always as identity primary key,
  year        int not null,
  doc_no      text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint approval_is_recorded_once unique (year, doc_no)
);

-- 收入责任 and 支出额度 by month: what a section is to receive and to spend.
create table budget.section_targets (
  year       int not null,
  section_id bigint not null references people.sections,
  side       text not null check (side in ('income', 'expenditure')),
  month      int not null check (month between 1 and 12),
  amount_fen bigint not null check (amount_fen >= 0),
  set_at     timestamptz not null,
  set_by     text not null,
  primary key (year, section_id, side, month)
);

-- How far spending may stay behind or run ahead of its target before somebody is told, in hundredths of a percent.
create table budget.pace_rules (
  id             bigint generated always as identity primary key,
  slow_gap_bp    int not null check (slow_gap_bp > 0),
  fast_gap_bp    int not null check (fast_gap_bp > 0),
  effective_from date not null unique,
  source         text not null,
  confirmed      boolean not null default false
);
insert into budget.pace_rules (slow_gap_bp, fast_gap_bp, effective_from, source)
  values (1500, 1500, '2019-01-01', '系统预设，待核');
