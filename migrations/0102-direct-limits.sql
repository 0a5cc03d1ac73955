-- From which amount on project and procurement money is paid by a claim alone, with its papers and approvals. A new limit is a new row.
create table budget.direct_limits (
  effective_from date primary key,
  limit_fen      bigint not null check (limit_fen >= 0),
  source         text not null,
  confirmed      boolean not null default false
);
insert into budget.direct_limits (effective_from, limit_fen, source) values
  ('2019-01-01', 1000000, '专项资金管理制度和内部采购制度，金额待核');
