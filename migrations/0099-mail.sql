-- Mail as a source of tips: what a registered sender wrote becomes a tip at once, the rest waits for a decision.
create table newsroom.mail_senders (
  pattern   text primary key check (pattern ~ '^[^@ ]*@[^@ ]+$' and pattern = lower(pattern)),  -- an address, or @domain
  unit      text not null,
  added_at  timestamptz not null,
  added_by  text not null,
  ended_at  timestamptz
);
create table newsroom.mails (
  id             bigint generated always as identity primary key,
  key            text not null,                  -- of the bytes: a mail that comes again is the one that is there
  sender_address text not null,
  sender_name    text not null default '',
  subject        text not null,
  content        text not null default '',
  notes          text[] not null default '{}',   -- what of it was not taken, and why
  why            text not null default '',       -- why it waits
  sent_at        timestamptz,
  received_at    timestamptz not null,
  state          text not null check (state in ('waiting', 'accepted', 'dropped')),
  tip_id         bigint references newsroom.tips,
  handled_at     timestamptz,
  handled_by     text,
  reason         text not null default '',
  constraint mail_comes_once unique (key),
  check ((state = 'accepted') = (tip_id is not null)),
  check ((state = 'waiting') = (handled_at is null))
);
create index mails_waiting on newsroom.mails (received_at) where state = 'waiting';
