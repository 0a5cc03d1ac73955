-- Whom a story is for (分众) and what it serves (主题) stand beside its free tags: the works of people tell them too.
create or replace view audience.works as
  select e.story_id, (e.approved_at at time zone 'Asia/Shanghai')::date on_day, s.headline, s.section, s.origin, s.importance,
    s.tags, u.lane, v.char_count, s.channels, p.person, s.segments, s.themes
  from newsroom.editions e
  join newsroom.stories s on s.id = e.story_id
  join newsroom.submissions u on u.id = e.submission_id
  join newsroom.versions v on v.story_id = u.story_id and v.version_no = u.version_no
  cross join lateral (
    select distinct trim(name) person
    from regexp_split_to_table(coalesce(nullif(s.byline ->> 'reporter', ''), s.created_by), '[、，, ]+') name
    where trim(name) <> '') p
  where e.edition_no = 1;
