-- Who accepted a delivery is known by his id, not by his name: of two persons of one name only one may bring its papers.
alter table procurement.acceptances add column by_id text;
update procurement.acceptances a set by_id = (
  select min(p.id)::text from people.persons p where p.name = a.by having count(*) = 1);

-- Whom a relief let in to which papers: he is shut out again when his period is over, and nobody else is.
create table spending.relief_papers (
  claim_id  bigint not null references spending.claims,
  person_id bigint not null references people.persons,
  opened_at timestamptz not null,
  primary key (claim_id, person_id)
);
insert into spending.relief_papers (claim_id, person_id, opened_at)
select distinct c.id, x.relief_id, x.named_at from spending.reliefs x
join platform.file_uses u on u.use = 'spending.claim' and u.access @> array['person:' || x.relief_id]
join spending.claims c on c.id::text = u.subject
on conflict do nothing;
