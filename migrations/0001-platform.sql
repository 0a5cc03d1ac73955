-- The platform's own tables: the journal of every command, its sealed chain, the security log, settings.
create schema if not exists platform;

-- Refuses update and delete on append-only tables: a mistake is corrected by a new row, never by changing an old one.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = '23001';
end $$;

create table platform.journal (
  id         uuid primary key,              -- made by the client: a retry finds its first answer here
  at         timestamptz(3) not null,       -- milliseconds, as hashed
  actor      text not null,
  actor_name text not null,
  command    text not null,
  input      text not null,                 -- canonical JSON, verbatim as hashed; secrets left out
  input_hash text not null,                 -- of the whole input, so that one id cannot serve two requests
  output     text not null
);
create index journal_at on platform.journal (at desc, id);
create index journal_command on platform.journal (command, at desc);
create trigger journal_is_append_only before update or delete or truncate on platform.journal
  for each statement execute function platform.refuse_change();

-- The chain. Its order is the order of sealing: one sealer, one sequence without gaps, so it cannot fork.
create table platform.seals (
  seal_no    bigint primary key check (seal_no > 0),
  journal_id uuid not null unique,
  hash       bytea not null
);
create trigger seals_are_append_only before update or delete or truncate on platform.seals
  for each statement execute function platform.refuse_change();

-- Journal rows that wait for the sealer: keeps finding them cheap however long the journal grows.
create table platform.unsealed (journal_id uuid primary key);
create function platform.queue_for_sealing() returns trigger language plpgsql as $$
begin
  insert into platform.unsealed values (new.id);
  return null;
end $$;
create trigger journal_waits_for_its_seal after insert on platform.journal
  for each row execute function platform.queue_for_sealing();

create function platform.seal_hash(previous bytea, seal_no bigint, j platform.journal) returns bytea
language sql immutable as $$
  select sha256(previous || convert_to(concat_ws(chr(31), seal_no::text, j.id::text,
    to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), j.actor, j.actor_name, j.command, j.input,
    j.input_hash, j.output), 'UTF8'))
$$;

-- What was refused or forbidden, and every sign-in: written outside the transaction that was rolled back.
create table platform.security_log (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  kind    text not null,
  actor   text,
  address text,
  subject text not null,
  detail  text not null default ''
);
create index security_log_at on platform.security_log (at desc);
create trigger security_log_is_append_only before update or delete or truncate on platform.security_log
  for each statement execute function platform.refuse_change();

-- What a centre sets for itself: its name, its district, which parts it uses.
create table platform.settings (
  key        text primary key,
  value      jsonb not null,
  changed_at timestamptz not null default now()
);
