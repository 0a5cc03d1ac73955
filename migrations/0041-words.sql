-- The dictionaries of the 错敏词 check: terms and officials as rows with their period; every change makes a new version.
create schema proofing;

create table proofing.dictionary (
  only_one   boolean primary key default true check (only_one),
  version_no bigint not null default 1
);
insert into proofing.dictionary default values;

create table proofing.terms (
  id             bigint generated always as identity primary key,
  term           text not null check (length(term) between 1 and 60),
  class          text not null,
  level          text not null check (level in ('block', 'review', 'hint')),
  whole_word     text not null default 'auto' check (whole_word in ('auto', 'yes', 'no')),
  max_gap        int not null default 0 check (max_gap between 0 and 5),
  need_context   text[] not null default '{}',   -- one of these stands near, or it is no hit
  except_context text[] not null default '{}',   -- none of these stands near
  exceptions     text[] not null default '{}',   -- longer words in which the term is harmless
  suggestion     text not null default '',
  source         text not null default '',
  effective_from date not null,
  added_at       timestamptz not null,
  added_by       text not null,
  ended_on       date,
  ended_by       text
);
create unique index term_stands_once on proofing.terms (term, class) where ended_on is null;

-- 姓名与职务: what a person is called officially, in the order in which they are named.
create table proofing.officials (
  id             bigint generated always as identity primary key,
  name           text not null check (length(name) between 2 and 20),
  title          text not null,
  rank_no        int not null default 0,
  effective_from date not null,
  effective_to   date,
  added_at       timestamptz not null,
  added_by       text not null,
  check (effective_to is null or effective_from <= effective_to)
);

create function proofing.count_dictionary() returns trigger language plpgsql as $$
begin
  update proofing.dictionary set version_no = version_no + 1;
  return null;
end $$;
create trigger terms_make_a_version after insert or update or delete on proofing.terms
  for each statement execute function proofing.count_dictionary();
create trigger officials_make_a_version after insert or update or delete on proofing.officials
  for each statement execute function proofing.count_dictionary();
