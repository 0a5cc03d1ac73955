-- Uploads that never became part of anything are forgotten after a time of grace: their rows first, then their bytes.

-- What once belonged to something is never forgotten, though it was taken away again.
create table platform.files_once_used (
  file_id bigint primary key references platform.files
);
insert into platform.files_once_used select distinct file_id from platform.file_uses;
create function platform.mark_file_used() returns trigger language plpgsql as $$
begin
  insert into platform.files_once_used values (new.file_id) on conflict do nothing;
  return new;
end $$;
create trigger file_uses_leave_a_mark after insert on platform.file_uses
  for each row execute function platform.mark_file_used();
create trigger files_once_used_are_append_only before update or delete or truncate on platform.files_once_used
  for each statement execute function platform.refuse_change();

-- Rows of files and contents are still never changed. A row goes only when nothing refers to it: foreign keys see to that.
drop trigger files_are_append_only on platform.files;
create trigger files_are_never_changed before update or truncate on platform.files
  for each statement execute function platform.refuse_change();
drop trigger blobs_are_append_only on platform.blobs;
create trigger blobs_are_never_changed before update or truncate on platform.blobs
  for each statement execute function platform.refuse_change();

-- False when something refers to it still.
create function platform.forget_file(wanted bigint) returns boolean language plpgsql as $$
begin
  delete from platform.files where id = wanted;
  return found;
exception when foreign_key_violation then
  return false;
end $$;
create function platform.forget_blob(wanted text) returns boolean language plpgsql as $$
begin
  delete from platform.blobs where digest = wanted;
  return found;
exception when foreign_key_violation then
  return false;
end $$;

-- Visits by site: a story that stands on two sites is counted at each. Rows from before keep the site their address names.
alter table audience.visits add column site_id bigint references channels.accounts;
alter table audience.visits drop constraint visits_pkey;
create unique index visits_once on audience.visits (on_day, path, coalesce(site_id, 0));
update audience.visits v set site_id = (
  select a.site_id from publishing.articles a join channels.accounts s on s.id = a.site_id
  where a.story_id = v.story_id
  order by starts_with(v.path, '/' || case when s.handle ~ '^[a-z][a-z0-9-]{0,30}$' then s.handle else 's' || s.id end || '/') desc,
    a.site_id limit 1)
  where v.story_id is not null;
