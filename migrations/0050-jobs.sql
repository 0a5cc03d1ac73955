-- Work the program does by itself: a job row is written in the transaction of the command that wants it done, and is taken
-- by one worker at a time. A taken job belongs to a worker that holds its session lock; when the process dies the lock goes
-- with it, and the job is taken by another within a second. Decision record 0005.
create sequence platform.worker_no as int;

create table platform.jobs (
  id         bigint generated always as identity primary key,
  name       text not null,
  key        text,                          -- of a name and key at most one waits
  payload    jsonb not null,
  due_at     timestamptz not null,
  queued_at  timestamptz not null,
  attempt_no int not null default 0,
  worker_no  int,                           -- who has it; null: it waits
  taken_at   timestamptz,
  last_error text,
  gave_up_at timestamptz,                   -- too many attempts: waits for a person
  check ((worker_no is null) = (taken_at is null))
);
create unique index jobs_wait_once on platform.jobs (name, key) where worker_no is null and gave_up_at is null;
create index jobs_due on platform.jobs (due_at, id) where worker_no is null and gave_up_at is null;
create index jobs_taken on platform.jobs (worker_no) where worker_no is not null;
