-- What the reviews leave behind: the superior's opinion as a kept file, and the look at what is out, within a day.
alter table newsroom.decisions add column attachment_file_id bigint references platform.files;

-- 发后复核: somebody read what is out against what was approved. One look an edition.
create table newsroom.rechecks (
  edition_id   bigint primary key references newsroom.editions,
  person_id    text not null,
  person       text not null,
  note         text not null default '',
  error_count  int not null,
  rechecked_at timestamptz not null
);
create trigger rechecks_are_append_only before update or delete or truncate on newsroom.rechecks
  for each statement execute function platform.refuse_change();
