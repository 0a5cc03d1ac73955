-- Final accounts (决算公开): the numbers of the tables differ by province and year, so they are rows; what was published is kept as it was.
create table books.final_table_numbers (
  id             bigint generated always as identity primary key,
  table_key      text not null check (table_key in ('summary', 'income', 'expenditure', 'fiscal-summary', 'general-expenditure',
                   'general-basic', 'three-public', 'fund', 'state-capital')),
  number         text not null,
  effective_from int not null,                -- the year of the accounts
  region         text not null,
  source         text not null,
  confirmed      boolean not null default false,
  unique (table_key, effective_from)
);
insert into books.final_table_numbers (table_key, number, effective_from, region, source) values
  ('summary', '公开01表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('income', '公开02表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('expenditure', '公开03表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('fiscal-summary', '公开04表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('general-expenditure', '公开05表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('general-basic', '公开06表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('three-public', '公开07表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('fund', '公开08表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('state-capital', '公开09表', 2015, '湖南', '湖南2021年度部门决算公开表，待核'),
  ('fund', '公开07表', 2023, '湖南', '湖南2023年度部门决算公开表，待核'),
  ('state-capital', '公开08表', 2023, '湖南', '湖南2023年度部门决算公开表，待核'),
  ('three-public', '公开09表', 2023, '湖南', '湖南2023年度部门决算公开表，待核');

create table disclosure.final_accounts (
  id            bigint generated always as identity primary key,
  year          int not null,
  title         text not null,
  content       jsonb not null,
  document      jsonb not null,
  accept_reason text,
  digest        text not null,
  published_at  timestamptz not null,
  published_by  text not null,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  withdrawn_reason text
);
create unique index final_accounts_in_force on disclosure.final_accounts (year) where withdrawn_at is null;
