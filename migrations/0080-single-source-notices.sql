-- Single-source notices (政府采购法实施条例 第三十八条): who is the only supplier and why, public for a number of working days
-- before the purchase goes on. A notice made anew is a new row; the newest counts.
create table procurement.single_source_notices (
  id             bigint generated always as identity primary key,
  requisition_id bigint not null references procurement.requisitions,
  supplier       text not null,
  reason         text not null,
  published_on   date not null,
  url            text not null default '',
  ends_on        date not null,                    -- the last working day of the notice
  open_from      date not null,                    -- the day from which the purchase goes on
  calendar_confirmed boolean not null,             -- false: the working days of that year are not announced yet
  at             timestamptz not null,
  by             text not null,
  check (published_on <= ends_on and ends_on < open_from)
);
create index single_source_notices_of on procurement.single_source_notices (requisition_id);
create trigger single_source_notices_are_append_only before update or delete or truncate on procurement.single_source_notices
  for each statement execute function platform.refuse_change();
