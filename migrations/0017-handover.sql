-- Leaving and moving: 交接单 (what one person hands to another, confirmed by who receives it) and the departures completed.
create schema handover;

-- In whose name an asset is: a person of the roster, so that nobody leaves with it. The words of imported registers stay in `holder`.
alter table assets.cards add column holder_id bigint references people.persons;
create index cards_holder on assets.cards (holder_id);

create table handover.counters (
  year    int primary key,
  last_no int not null default 0
);

create table handover.documents (
  id           bigint generated always as identity primary key,
  doc_no       text not null unique,
  from_id      bigint not null references people.persons,
  to_id        bigint not null references people.persons,
  reason       text not null check (reason in ('leaves', 'moves', 'other')),
  note         text not null default '',
  made_at      timestamptz not null,
  made_by      text not null,
  made_by_id   text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  is_example   boolean not null default false,
  check (from_id <> to_id),
  check (confirmed_at is null or withdrawn_at is null)
);
create index documents_from on handover.documents (from_id);
create index documents_to on handover.documents (to_id);

create table handover.items (
  id          bigint generated always as identity primary key,
  document_id bigint not null references handover.documents,
  card_id     bigint references assets.cards,   -- an asset; null: files, seals, keys, accounts of platforms
  title       text not null,
  note        text not null default ''
);
create index items_document on handover.items (document_id);
create trigger items_are_append_only before update or delete or truncate on handover.items
  for each statement execute function platform.refuse_change();

create table handover.departures (
  id              bigint generated always as identity primary key,
  person_id       bigint not null references people.persons,
  kind            text not null check (kind in ('leaves', 'moves')),
  on_date         date not null,
  reason          text not null default '',
  from_section_id bigint references people.sections,
  to_section_id   bigint references people.sections,
  completed_at    timestamptz not null,
  completed_by    text not null,
  check ((kind = 'moves') = (to_section_id is not null))
);
create trigger departures_are_append_only before update or delete or truncate on handover.departures
  for each statement execute function platform.refuse_change();
