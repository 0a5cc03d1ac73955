-- The unit, its sections and posts, its people, and how they sign in.
create schema people;

create table people.unit (
  only_one     boolean primary key default true check (only_one),
  name         text not null,
  short_name   text not null,          -- how the unit calls itself in a report: 本中心
  district     text not null,
  duties       text not null default ''
);

create table people.sections (
  id    bigint generated always as identity primary key,
  name  text not null constraint section_name_is_unique unique,
  sort  int not null default 0,
  closed_at timestamptz
);

create table people.persons (
  id         bigint generated always as identity primary key,
  name       text not null,
  login      text not null constraint login_is_unique unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
  section_id bigint references people.sections,
  post       text not null default '',        -- 岗位
  on_roster  boolean not null default true,   -- counts against the authorised posts (在编)
  joined_on  date not null,
  left_on    date,
  is_example boolean not null default false
);

-- 编制 per year: authorised posts, and people in post where the year's books only give the number.
create table people.staffing (
  year             int primary key,
  authorised_count int not null check (authorised_count >= 0),
  in_post_count    int not null check (in_post_count >= 0),
  source           text not null
);

create table people.person_roles (
  person_id bigint not null references people.persons,
  role      text not null,
  granted_at timestamptz not null,
  granted_by text not null,
  primary key (person_id, role)
);

create table people.credentials (
  person_id     bigint primary key references people.persons,
  password_hash text not null,
  must_change   boolean not null default false,
  changed_at    timestamptz not null,
  failed_count  int not null default 0,
  locked_until  timestamptz,
  totp_secret   text,                          -- base32; null: no second factor
  totp_confirmed_at timestamptz,
  totp_last_step bigint                        -- a code works once
);

create table people.sessions (
  token_hash bytea primary key,
  person_id  bigint not null references people.persons,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  address    text,
  agent      text
);
create index sessions_person on people.sessions (person_id);
