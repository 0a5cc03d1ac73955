-- What the patrol saw, so that a person can compare it with what was approved; and what was decided about it. What was accepted
-- as it is, is not found again until it changes once more.
alter table publishing.findings
  add column seen      text,                    -- the text that stood there, where the patrol could read it
  add column seen_hash text not null default '',
  add column decision  text check (decision in ('accept', 'restore', 'retract'));
update publishing.findings set decision = 'accept' where settled_at is not null;
alter table publishing.findings add constraint settled_findings_are_decided check ((settled_at is null) = (decision is null));
