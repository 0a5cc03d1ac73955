-- Within how many days something is to be published, counted from its approval: rows with a period, since rules and places differ.
create table disclosure.deadlines (
  kind           text not null,
  days           int not null check (days > 0),
  effective_from date not null,
  effective_to   date check (effective_to >= effective_from),
  source         text not null,
  confirmed      boolean not null default false,   -- false: 待核
  primary key (kind, effective_from)
);
insert into disclosure.deadlines (kind, days, effective_from, source) values
  ('report', 20, '2015-01-01', '预算法第十四条：批复后二十日内公开；系统从签发之日起算，待核');
