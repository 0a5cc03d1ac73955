-- An invoice serves one claim however it is written: with hyphens or small letters, with its code or without. A 20-digit number
-- (数电票) is unique by itself; an older one of 8 digits is told apart by its code only where both say one.
create function spending.invoice_key(no text) returns text immutable language sql
  as $$ select upper(regexp_replace(no, '[^0-9A-Za-z]', '', 'g')) $$;
create index invoices_key on spending.invoices (spending.invoice_key(invoice_no)) where released_at is null;
create function spending.invoice_serves_once() returns trigger language plpgsql as $$
declare key text := spending.invoice_key(new.invoice_no);
begin
  -- one at a time for a number: two that come at the same moment see each other
  perform pg_advisory_xact_lock(hashtextextended(key, 13));
  if exists (select from spending.invoices i where i.released_at is null and spending.invoice_key(i.invoice_no) = key
      and (length(key) = 20 or i.invoice_code = '' or new.invoice_code = '' or i.invoice_code = new.invoice_code)) then
    raise exception 'invoice % is used', new.invoice_no
      using errcode = '23505', constraint = 'invoice_is_used_once', table = 'invoices', schema = 'spending';
  end if;
  return new;
end $$;
create trigger invoice_serves_once before insert on spending.invoices
  for each row execute function spending.invoice_serves_once();

-- Who named a relief is known by his id: a relief that the applicant named himself does not act on the applicant's claims.
alter table spending.reliefs add column named_by_id text not null default '';
update spending.reliefs x set named_by_id = coalesce(
  (select min(p.id)::text from people.persons p where p.name = x.named_by having count(*) = 1), '');
alter table spending.reliefs alter column named_by_id drop default;
