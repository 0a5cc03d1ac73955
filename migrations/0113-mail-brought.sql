-- A mail may be brought by a person, who saved it from a mailbox: who that was. Empty: it lay in the folder.
alter table newsroom.mails add column brought_by text not null default '';
