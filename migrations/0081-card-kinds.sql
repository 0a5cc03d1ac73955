-- Vehicles, houses, land and intangibles carry facts that no other asset has (卡片字段): the rule of depreciation says which
-- kind of card it makes, the card keeps its kind, and its details are those of the kind. A plate and a chassis are one card's.
alter table assets.life_rules add column card_kind text not null default 'general'
  check (card_kind in ('general', 'vehicle', 'house', 'land', 'intangible'));
alter table assets.cards add column card_kind text not null default 'general'
  check (card_kind in ('general', 'vehicle', 'house', 'land', 'intangible'));

update assets.life_rules set card_kind = 'vehicle' where title = '车辆';
update assets.life_rules set card_kind = 'land' where title like '%土地%';
update assets.life_rules set card_kind = 'house' where financial_class = 'building' and card_kind = 'general';
update assets.life_rules set card_kind = 'intangible' where financial_class = 'intangible';
update assets.cards set card_kind = 'intangible' where financial_class = 'intangible';
update assets.cards set card_kind = 'house' where financial_class = 'building' and method <> 'none';

alter table assets.cards add constraint card_kind_fits_its_class check (
  case card_kind when 'vehicle' then financial_class = 'equipment' when 'intangible' then financial_class = 'intangible'
    when 'general' then true else financial_class = 'building' end);
create unique index plate_is_one_cards on assets.cards ((details ->> 'plate_no')) where details ? 'plate_no' and disposed_on is null;
create unique index chassis_is_one_cards on assets.cards ((details ->> 'vin')) where details ? 'vin' and disposed_on is null;
