-- Only a payment for assets takes the lock of its cards: a year with thousands of reversals in one transaction would use up the
-- locks that the database has. Vouchers of imported years have no cards that name them.
create or replace function assets.payment_keeps_its_cards() returns trigger language plpgsql as $$
declare paid bigint;
begin
  select voucher_id into paid from budget.movements where id = coalesce(new.reverses_id, new.returns_id);
  if paid is null or not exists (select from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
    where v.id = paid and not v.imported and p.account ~ '^(1601|1701)') then
    return null;
  end if;
  -- the lock that a card takes when it is registered on the payment
  perform pg_advisory_xact_lock(hashtextextended('assets.voucher/' || paid, 17));
  if exists (select from assets.cards where voucher_id = paid)
    and (assets.left_of_payment(paid, '1601') < 0 or assets.left_of_payment(paid, '1701') < 0) then
    raise exception 'payment % has its cards', paid
      using errcode = '23514', constraint = 'payment_has_cards', table = 'movements', schema = 'budget';
  end if;
  return null;
end $$;
