-- How assets go out (处置), how they are counted (盘点), and the small stock of office supplies (办公用品).
create table assets.disposals (
  id             bigint generated always as identity primary key,
  disposal_no    text not null unique,
  kind           text not null check (kind in ('transfer_out', 'donate', 'sell', 'exchange', 'scrap', 'loss')),
  reason         text not null,
  state          text not null check (state in ('submitted', 'approved', 'rejected', 'withdrawn', 'completed')),
  appraisal_fen  bigint check (appraisal_fen >= 0),
  appraiser      text not null default '',
  -- 集体决策: the minutes; 审批: the document of whoever approves above the unit
  minutes_no     text not null default '',
  approval_no    text not null default '',
  counterparty   text not null default '',
  original_fen   bigint not null,
  applied_by_id  text not null,
  applied_by     text not null,
  applied_at     timestamptz not null,
  decided_by_id  text,
  decided_by     text,
  decided_at     timestamptz,
  opinion        text not null default '',
  completed_on   date,
  completed_by   text,
  proceeds_fen   bigint not null default 0 check (proceeds_fen >= 0),
  -- 处置收入 is handed over to the treasury, never kept (条例第二十五、二十六条)
  remitted_fen   bigint not null default 0,
  voucher_id     bigint references accounts.vouchers,
  is_example     boolean not null default false,
  constraint remitted_within_proceeds check (remitted_fen between 0 and proceeds_fen)
);
create table assets.disposal_items (
  disposal_id bigint not null references assets.disposals,
  card_id     bigint not null references assets.cards,
  primary key (disposal_id, card_id)
);
create trigger disposal_items_are_append_only before update or delete or truncate on assets.disposal_items
  for each statement execute function platform.refuse_change();

-- Above this original value a disposal is decided collectively and approved by the finance office; differs by place.
create table assets.disposal_rules (
  id             bigint generated always as identity primary key,
  amount_fen     bigint not null check (amount_fen >= 0),
  effective_from date not null unique,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false
);
insert into assets.disposal_rules (amount_fen, effective_from, source, confirmed) values
  (1000000, '2021-04-01', '《行政事业性国有资产管理条例》第十九条：处置应当集体决策并报批；起点金额由本地规定，此处1万元待核', false);

create table assets.stocktakes (
  id            bigint generated always as identity primary key,
  stocktake_no  text not null unique,
  title         text not null,
  section_id    bigint references people.sections,   -- null: the whole unit
  day           date not null,
  started_at    timestamptz not null,
  started_by    text not null,
  concluded_at  timestamptz,
  concluded_by  text,
  conclusion    text not null default '',
  is_example    boolean not null default false
);
-- What should be there, as the register stood when the count began.
create table assets.stocktake_items (
  stocktake_id bigint not null references assets.stocktakes,
  card_id      bigint not null references assets.cards,
  place        text not null,
  holder       text not null,
  found_at     timestamptz,
  found_by     text,
  found_place  text,
  found_how    text check (found_how in ('camera', 'scanner', 'workbook', 'hand')),
  primary key (stocktake_id, card_id)
);
create index stocktake_items_open on assets.stocktake_items (stocktake_id) where found_at is null;
-- Every scan with the id its device gave it: sent twice, it counts once.
create table assets.stocktake_scans (
  scan_id      uuid primary key,
  stocktake_id bigint not null references assets.stocktakes,
  code         text not null,
  card_id      bigint references assets.cards,
  place        text not null default '',
  how          text not null,
  scanned_at   timestamptz not null,
  received_at  timestamptz not null,
  by           text not null
);
create index stocktake_scans_of on assets.stocktake_scans (stocktake_id);
create trigger stocktake_scans_are_append_only before update or delete or truncate on assets.stocktake_scans
  for each statement execute function platform.refuse_change();
-- 盘亏 and 盘盈, concluded one by one.
create table assets.stocktake_findings (
  id            bigint generated always as identity primary key,
  stocktake_id  bigint not null references assets.stocktakes,
  conclusion_no text not null unique,
  kind          text not null check (kind in ('missing', 'surplus', 'misplaced')),
  card_id       bigint references assets.cards,        -- missing or misplaced
  code          text,                                  -- surplus: what was read
  verdict       text not null check (verdict in ('found', 'lost', 'register', 'not-ours', 'moved', 'error')),
  reason        text not null,
  disposal_id   bigint references assets.disposals,
  new_card_id   bigint references assets.cards,
  at            timestamptz not null,
  by            text not null
);
create unique index findings_once_card on assets.stocktake_findings (stocktake_id, card_id) where card_id is not null;
create unique index findings_once_code on assets.stocktake_findings (stocktake_id, code) where code is not null;

create table assets.supplies (
  id         bigint generated always as identity primary key,
  name       text not null,
  spec       text not null default '',
  measure    text not null default '个',
  balance    int not null default 0 constraint supplies_are_there check (balance >= 0),
  low_below  int not null default 0 check (low_below >= 0),
  is_example boolean not null default false,
  constraint supply_is_unique unique (name, spec)
);
create table assets.supply_slips (
  id         bigint generated always as identity primary key,
  slip_no    text not null unique,
  kind       text not null check (kind in ('in', 'out', 'count')),
  on_date    date not null,
  section_id bigint references people.sections,
  person_id  bigint references people.persons,
  person     text not null default '',
  note       text not null default '',
  doc_no     text not null default '',
  at         timestamptz not null,
  by         text not null,
  is_example boolean not null default false
);
create table assets.supply_moves (
  id        bigint generated always as identity primary key,
  slip_id   bigint not null references assets.supply_slips,
  supply_id bigint not null references assets.supplies,
  quantity  int not null check (quantity <> 0),   -- in positive, out negative
  left_over int not null check (left_over >= 0)
);
create index supply_moves_supply on assets.supply_moves (supply_id);
create trigger supply_moves_are_append_only before update or delete or truncate on assets.supply_moves
  for each statement execute function platform.refuse_change();
