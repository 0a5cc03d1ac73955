-- Rules of the house with versions and read receipts (制度库), routine checks with findings and their rectification (检查与整改).
create schema supervision;

create table supervision.rules (
  id          bigint generated always as identity primary key,
  title       text not null constraint rule_title_is_unique unique,
  kind        text not null,
  -- who must know it: everybody, or holders of these roles and members of these sections
  everybody   boolean not null,
  roles       text[] not null default '{}',
  section_ids bigint[] not null default '{}',
  repealed_on date,
  repeal_note text not null default '',
  is_example  boolean not null default false,
  check (everybody or cardinality(roles) + cardinality(section_ids) > 0)
);

create table supervision.versions (
  id             bigint generated always as identity primary key,
  rule_id        bigint not null references supervision.rules,
  version_no     int not null,
  effective_from date not null,
  body           text not null default '',
  file_id        bigint,                    -- of platform.files
  note           text not null default '',   -- what changed
  read_by        date not null,              -- until when it is to be read
  published_at   timestamptz not null,
  published_by   text not null,
  unique (rule_id, version_no),
  check (body <> '' or file_id is not null)
);
create trigger versions_are_append_only before update or delete or truncate on supervision.versions
  for each statement execute function platform.refuse_change();

-- A person says that they have read one version; a new version asks again.
create table supervision.receipts (
  version_id bigint not null references supervision.versions,
  person_id  bigint not null references people.persons,
  read_at    timestamptz not null,
  constraint version_is_read_once primary key (version_id, person_id)
);
create trigger receipts_are_append_only before update or delete or truncate on supervision.receipts
  for each statement execute function platform.refuse_change();

create table supervision.plans (
  id             bigint generated always as identity primary key,
  title          text not null constraint plan_title_is_unique unique,
  kind           text not null,
  items          text[] not null check (cardinality(items) > 0),
  every          text not null check (every in ('month', 'quarter', 'half', 'year')),
  responsible_id bigint not null references people.persons,
  starts_on      date not null,
  ended_on       date,
  is_example     boolean not null default false
);

create table supervision.checks (
  id         bigint generated always as identity primary key,
  plan_id    bigint not null references supervision.plans,
  on_date    date not null,
  results    jsonb not null,
  summary    text not null default '',
  done_at    timestamptz not null,
  done_by    text not null,
  done_by_id text not null,
  is_example boolean not null default false
);
create index checks_plan on supervision.checks (plan_id, on_date);
create trigger checks_are_append_only before update or delete or truncate on supervision.checks
  for each statement execute function platform.refuse_change();

create table supervision.findings (
  id              bigint generated always as identity primary key,
  check_id        bigint not null references supervision.checks,
  item            text not null,
  title           text not null,
  found_on        date not null,
  responsible_id  bigint not null references people.persons,
  due_on          date not null,
  measure         text not null default '',
  file_id         bigint,                   -- of platform.files
  rectified_at    timestamptz,
  rectified_by_id text,
  confirmed_at    timestamptz,
  confirmed_by    text,
  confirmed_by_id text,
  is_example      boolean not null default false,
  check (confirmed_at is null or rectified_at is not null),
  constraint rectification_is_confirmed_by_another check (confirmed_by_id is null or confirmed_by_id <> rectified_by_id)
);
create index findings_open on supervision.findings (found_on) where confirmed_at is null;

create table supervision.finding_history (
  id         bigint generated always as identity primary key,
  finding_id bigint not null references supervision.findings,
  move       text not null,
  note       text not null default '',
  at         timestamptz not null,
  person     text not null
);
create trigger finding_history_is_append_only before update or delete or truncate on supervision.finding_history
  for each statement execute function platform.refuse_change();
