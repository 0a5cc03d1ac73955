-- The whole asset card (固定资产卡片), its history, and the rules it is made by: classes, depreciation lives, configuration
-- standards. The minimal cards of imported registers keep their meaning: used by somebody named in words, bought, depreciated.
alter table assets.cards
  add column tag_no          text constraint tag_no_is_unique unique,
  add column class_version   text not null default '2022',
  add column financial_class text not null default 'equipment'
    check (financial_class in ('building', 'equipment', 'relic', 'book', 'furniture', 'biological', 'intangible')),
  add column brand_model     text not null default '',
  add column serial_no       text not null default '',
  add column quantity        int not null default 1 check (quantity > 0),
  add column measure         text not null default '件',
  add column value_kind      text not null default 'original' check (value_kind in ('original', 'provisional', 'appraised', 'nominal')),
  add column acquired_by     text not null default 'purchase'
    check (acquired_by in ('purchase', 'allocation', 'donation', 'built', 'exchange', 'surplus', 'developed', 'lease')),
  add column booked_on       date,                       -- 入账日期
  add column voucher_id      bigint references accounts.vouchers,
  add column fund            text not null default 'fiscal' check (fund in ('fiscal', 'other')),
  add column purchase_form   text not null default '',   -- 采购组织形式
  add column contract_no     text not null default '',
  add column requisition_no  text not null default '',
  add column supplier        text not null default '',
  add column invoice_no      text not null default '',
  add column warranty_until  date,
  add column method          text not null default 'straight_line' check (method in ('straight_line', 'none')),
  add column expense_account text not null default '5101' check (expense_account in ('5001', '5101')),
  add column manager_section_id bigint references people.sections,
  add column use_state       text not null default 'in_use'
    check (use_state in ('idle', 'in_use', 'repair', 'lent_out', 'to_dispose', 'disposed')),
  add column details         jsonb not null default '{}',  -- vehicles, buildings, intangibles: what only they have
  add column counted_on      date,
  add column count_result    text not null default '',
  add column disposal_no     text not null default '',
  add column note            text not null default '';
update assets.cards set booked_on = acquired_on;
alter table assets.cards
  alter column booked_on set not null,
  drop constraint cards_life_months_check,
  add constraint card_has_a_life check (life_months > 0 or method = 'none'),
  add constraint disposed_card_has_its_day check ((use_state = 'disposed') = (disposed_on is not null));
create index cards_state on assets.cards (use_state);
create index cards_class on assets.cards (class_code);

create table assets.counters (
  year    int not null,
  kind    text not null,
  last_no int not null default 0,
  primary key (year, kind)
);

-- What happened to a card: never changed, so that its whole life can be read.
create table assets.card_events (
  id       bigint generated always as identity primary key,
  card_id  bigint not null references assets.cards,
  kind     text not null,
  on_date  date not null,
  summary  text not null,
  doc_no   text not null default '',
  path     text not null default '',
  at       timestamptz not null,
  by       text not null
);
create index card_events_card on assets.card_events (card_id);
create trigger card_events_are_append_only before update or delete or truncate on assets.card_events
  for each statement execute function platform.refuse_change();

-- One month is depreciated by one command at a time.
create table assets.depreciation_months (
  month       date primary key check (extract(day from month) = 1),
  first_run_at timestamptz not null,
  last_run_at  timestamptz not null,
  last_run_by  text not null
);

-- GB/T 14885: classes by version, importable; and where a code of the old version went.
create table assets.classes (
  version   text not null,
  code      text not null,
  title     text not null,
  financial_class text check (financial_class in ('building', 'equipment', 'relic', 'book', 'furniture', 'biological', 'intangible')),
  source    text not null default '',
  confirmed boolean not null default false,   -- false: 待核
  primary key (version, code)
);
create table assets.class_mapping (
  old_version text not null,
  old_code    text not null,
  new_version text not null,
  new_code    text not null,
  note        text not null default '',
  confirmed   boolean not null default false,
  primary key (old_version, old_code, new_version, new_code)
);

-- Depreciation lives (《政府会计准则第3号》应用指南): not below `life_months`; null life: not depreciated.
create table assets.life_rules (
  id              bigint generated always as identity primary key,
  title           text not null,
  financial_class text not null check (financial_class in ('building', 'equipment', 'relic', 'book', 'furniture', 'biological', 'intangible')),
  life_months     int check (life_months > 0),
  effective_from  date not null,
  effective_to    date,
  source          text not null,
  confirmed       boolean not null default false,
  unique (title, effective_from)
);

-- Configuration standards (配置标准): how many of a kind a person or a section may have, at what price, for how long.
create table assets.standards (
  id             bigint generated always as identity primary key,
  item           text not null,                       -- 台式计算机
  words          text not null default '',            -- other names it goes by, parted by blanks
  per            text not null check (per in ('person', 'section', 'unit')),
  quantity       int not null check (quantity >= 0),
  price_fen      bigint check (price_fen > 0),
  life_years     int check (life_years > 0),
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  unique (item, effective_from)
);

insert into assets.classes (version, code, title, financial_class, source, confirmed) values
  ('2022', 'A01', '房屋和构筑物', 'building', 'GB/T 14885-2022', false),
  ('2022', 'A02', '设备', 'equipment', 'GB/T 14885-2022', false),
  ('2022', 'A03', '文物和陈列品', 'relic', 'GB/T 14885-2022', false),
  ('2022', 'A04', '图书和档案', 'book', 'GB/T 14885-2022', false),
  ('2022', 'A05', '家具和用具', 'furniture', 'GB/T 14885-2022', false),
  ('2022', 'A06', '特种动植物', 'biological', 'GB/T 14885-2022', false),
  ('2022', 'A07', '物资', null, 'GB/T 14885-2022', false),
  ('2022', 'A08', '无形资产', 'intangible', 'GB/T 14885-2022', false),
  ('2010', '2010000', '计算机设备及软件', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2020000', '办公设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2030000', '车辆', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2040000', '图书档案设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2100000', '机械设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2200000', '电气设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2300000', '雷达、无线电和卫星导航设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2310000', '通信设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2320000', '广播、电视、电影设备', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2400000', '仪器仪表', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2410000', '电子和通信测量仪器', 'equipment', 'GB/T 14885-2010', true),
  ('2010', '2420000', '计量标准器具及量具、衡器', 'equipment', 'GB/T 14885-2010', true);
insert into assets.class_mapping (old_version, old_code, new_version, new_code, note)
  select '2010', code, '2022', 'A02', '大类对应，细类待导入国标代码表后核定' from assets.classes where version = '2010';

insert into assets.life_rules (title, financial_class, life_months, effective_from, source, confirmed)
select title, class, life, date '2019-01-01', '《政府会计准则第3号——固定资产》应用指南（财会〔2017〕4号）表1', confirmed from (values
  ('业务及管理用房（钢结构、钢筋混凝土）', 'building', 600, true),
  ('业务及管理用房（砖混、砖木）', 'building', 360, true),
  ('简易房、房屋附属设施、构筑物', 'building', 96, true),
  ('计算机设备', 'equipment', 72, true),
  ('办公设备', 'equipment', 72, true),
  ('车辆', 'equipment', 96, true),
  ('图书档案设备', 'equipment', 60, true),
  ('机械设备', 'equipment', 120, true),
  ('电气设备', 'equipment', 60, true),
  ('雷达、无线电和卫星导航设备', 'equipment', 120, true),
  ('通信设备', 'equipment', 60, true),
  ('广播、电视、电影设备', 'equipment', 60, true),
  ('仪器仪表、电子和通信测量、计量器具', 'equipment', 60, true),
  ('造纸和印刷机械', 'equipment', 120, true),
  ('文艺、体育、娱乐设备', 'equipment', 60, false),
  ('家具', 'furniture', 180, false),
  ('用具、装具', 'furniture', 60, false)
) as rule(title, class, life, confirmed);
insert into assets.life_rules (title, financial_class, life_months, effective_from, source, confirmed) values
  ('文物和陈列品（不提折旧）', 'relic', null, '2019-01-01', '《政府会计准则第3号——固定资产》第十七条', false),
  ('图书、档案（不提折旧）', 'book', null, '2019-01-01', '《政府会计准则第3号——固定资产》第十七条', false),
  ('动植物（不提折旧）', 'biological', null, '2019-01-01', '《政府会计准则第3号——固定资产》第十七条', false),
  ('单独计价入账的土地（不提折旧）', 'building', null, '2019-01-01', '《政府会计准则第3号——固定资产》第十七条', false),
  ('以名义金额计量的固定资产（不提折旧）', 'equipment', null, '2019-01-01', '《政府会计准则第3号——固定资产》第十七条', false),
  ('软件等无形资产', 'intangible', 120, '2019-01-01', '《政府会计准则第4号——无形资产》，年限按合同或法律规定，没有规定的待核', false);

insert into assets.standards (item, words, per, quantity, price_fen, life_years, effective_from, source, confirmed) values
  ('台式计算机', '台式机 台式电脑', 'person', 1, 500000, 6, '2016-01-01', '参照中央行政单位通用办公设备家具配置标准（财资〔2016〕27号），本地标准待核', false),
  ('便携式计算机', '笔记本 笔记本电脑', 'section', 2, 700000, 6, '2016-01-01', '参照中央行政单位通用办公设备家具配置标准（财资〔2016〕27号），本地标准待核', false),
  ('打印机', '多功能一体机 复印机', 'section', 1, 500000, 6, '2016-01-01', '参照中央行政单位通用办公设备家具配置标准（财资〔2016〕27号），本地标准待核', false),
  ('办公桌', '办公桌椅', 'person', 1, 300000, 15, '2016-01-01', '参照中央行政单位通用办公设备家具配置标准（财资〔2016〕27号），本地标准待核', false),
  ('空调机', '空调', 'unit', 20, 800000, 8, '2016-01-01', '参照中央行政单位通用办公设备家具配置标准（财资〔2016〕27号），本地标准待核', false);
