-- 公务卡: on which day of the month the bank makes the statement, and how many days after it the card must be repaid. What was
-- spent up to a statement is repaid by that statement's day.
create table spending.card_terms (
  id             bigint generated always as identity primary key,
  statement_day  int not null check (statement_day between 1 and 28),
  due_after_days int not null check (due_after_days between 1 and 60),
  effective_from date not null unique,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  check (effective_to is null or effective_to >= effective_from)
);
insert into spending.card_terms (statement_day, due_after_days, effective_from, source) values
  (1, 24, '2019-01-01', '账单日和还款日以发卡行合同为准，此处为暂定值，待核');
