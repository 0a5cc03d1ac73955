-- Where the unit is and at which level its budget stands: what chooses between rules of several places. Empty until it is set.
alter table people.unit
  add column province text not null default '',
  add column city     text not null default '',
  add column county   text not null default '',
  add column level    text not null default '' check (level in ('', '中央级', '省级', '市级', '区县级')),
  add constraint place_is_whole check ((province = '') = (level = '') and (province <> '' or (city = '' and county = '')));

-- The level of a rule is one of the same words, or 各级.
update procurement.rules set level = case
  when level in ('县区', '区县', '县级', '区级', '县', '区') then '区县级'
  when level in ('市', '地市', '地市级', '市本级') then '市级'
  when level in ('省', '省本级') then '省级'
  when level in ('中央', '国家级') then '中央级'
  when level in ('全部', '所有', '不分级次') then '各级'
  else level end;
update procurement.rules set region = regexp_replace(region, '\s', '', 'g');

-- The rules that decided, as they stood: for the method of a requisition, for the deadlines and the limit of a contract.
alter table procurement.requisitions add column decided_by_rules jsonb not null default '[]' check (jsonb_typeof(decided_by_rules) = 'array');
alter table procurement.contracts add column decided_by_rules jsonb not null default '[]' check (jsonb_typeof(decided_by_rules) = 'array');
