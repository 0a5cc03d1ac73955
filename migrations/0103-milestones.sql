-- The plan of a project by milestones: what is to be done by when, and how much may be paid once it is reached. Before special funds
-- are paid their milestones must have come that far.
create table budget.milestones (
  id            bigint generated always as identity primary key,
  line_id       bigint not null references budget.lines,
  position      int not null check (position > 0),
  title         text not null,
  due_on        date not null,
  amount_fen    bigint not null check (amount_fen > 0),
  set_at        timestamptz not null,
  set_by        text not null,
  reached_on    date,
  reached_note  text not null default '',
  reached_at    timestamptz,
  reached_by    text,
  constraint milestone_has_its_place unique (line_id, position),
  check ((reached_on is null) = (reached_by is null))
);

insert into spending.requirements (kind, category, from_fen, document, due, effective_from, source) values
  (null, 'specific', 1000000, 'milestone', 'pay', '2019-01-01', '专项资金管理制度：按实施方案和进度付款，金额待核');
