-- A bank's file is laid out anew from a day on: what went out in the old layout can still be made again as it was.
alter table spending.bank_layouts
  add column effective_from date not null default '2019-01-01',
  add column effective_to date,
  drop constraint bank_layout_name_is_unique,
  add check (effective_to is null or effective_to >= effective_from);
alter table spending.bank_layouts alter column effective_from drop default;
create unique index bank_layout_in_force on spending.bank_layouts (name) where retired_at is null;
