-- The whole life of an allotment: what is applied for (占用), held by a contract (合同占用), on its way to be paid (在途), paid,
-- and paid back (退回); at the end of a year carried over (结转) or recalled (收回). Every step is a movement.
alter table budget.movements drop constraint movements_kind_check;
alter table budget.movements add constraint movements_kind_check check (kind in (
  'opening', 'increase', 'cut', 'virement', 'carry_in', 'carry_out', 'recall', 'allot',
  'reserve', 'release', 'commit', 'uncommit', 'dispatch', 'arrive', 'spend', 'return', 'income'));

alter table budget.lines
  add column committed_fen bigint not null default 0 check (committed_fen >= 0),
  add column in_transit_fen bigint not null default 0 check (in_transit_fen >= 0);

alter table budget.allotments
  add column committed_fen bigint not null default 0 check (committed_fen >= 0),
  add column in_transit_fen bigint not null default 0 check (in_transit_fen >= 0),
  drop constraint allotment_is_not_overspent,
  add constraint allotment_is_not_overspent
    check (imported or reserved_fen + committed_fen + in_transit_fen + spent_fen <= allotted_fen);

-- What holds part of an allotment until it is paid or given up: one row for one matter (a requisition, a claim, a contract).
create table budget.reservations (
  id              bigint generated always as identity primary key,
  allotment_id    bigint not null references budget.allotments,
  line_id         bigint not null references budget.lines,
  year            int not null,
  subject         text not null,              -- what it is held for, as module.noun/id
  title           text not null,
  reserved_fen    bigint not null default 0 constraint reservation_is_not_exceeded check (reserved_fen >= 0),
  committed_fen   bigint not null default 0 constraint commitment_is_not_exceeded check (committed_fen >= 0),
  in_transit_fen  bigint not null default 0 constraint transit_is_not_exceeded check (in_transit_fen >= 0),
  spent_fen       bigint not null default 0,
  carried_from_id bigint constraint reservation_is_carried_once unique references budget.reservations,
  opened_at       timestamptz not null,
  opened_by       text not null
);
create index reservations_allotment on budget.reservations (allotment_id);
create index reservations_subject on budget.reservations (subject);

alter table budget.movements
  add column reservation_id bigint references budget.reservations,
  add column returns_id bigint references budget.movements;
create index movements_returns on budget.movements (returns_id) where returns_id is not null;
create index movements_reservation on budget.movements (reservation_id) where reservation_id is not null;

-- How much of a payment came back: never more than was paid.
create table budget.returned_payments (
  movement_id  bigint primary key references budget.movements,
  paid_fen     bigint not null,
  returned_fen bigint not null,
  constraint return_is_not_beyond_payment check (returned_fen between 0 and paid_fen)
);
