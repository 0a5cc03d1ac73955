-- Working days as announced (调休): what the calendar's data does not know yet, or knows otherwise.
create table platform.calendar_days (
  day         date primary key,
  working     boolean not null,
  source      text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
