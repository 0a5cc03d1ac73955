-- 通讯员投稿文件夹: what was found there became a tip, once, whatever happens between taking it in and moving it away.
create table newsroom.intake (
  key      text primary key check (key ~ '^[0-9a-f]{64}$'),   -- of the names and contents
  name     text not null,
  tip_id   bigint not null references newsroom.tips,
  taken_at timestamptz not null
);
