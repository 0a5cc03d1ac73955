-- 卡片合计等于总账: what a payment put into an account of assets, less what came back of it, is never less than what its cards took.
-- So a payment that has its cards is neither reversed nor returned as an asset, and what came back takes no card.
create function assets.left_of_payment(voucher bigint, cost text) returns bigint stable language sql as $$
  select (coalesce((select sum(p.amount_fen) from accounts.postings p where left(p.account, 4) = cost and (p.voucher_id = voucher
      or p.voucher_id in (select back.voucher_id from budget.movements m
        join budget.movements back on back.reverses_id = m.id or back.returns_id = m.id where m.voucher_id = voucher))), 0)
    - coalesce((select sum(c.original_fen) from assets.cards c where c.voucher_id = voucher
      and (c.financial_class = 'intangible') = (cost = '1701')), 0))::bigint
$$;
create index cards_voucher on assets.cards (voucher_id) where voucher_id is not null;

-- Only a payment for assets takes the lock of its cards: a year with thousands of reversals in one transaction would use up the
-- locks that the database has. Vouchers of imported years have no cards that name them.
create function assets.payment_keeps_its_cards() returns trigger language plpgsql as $$
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
create constraint trigger payment_keeps_its_cards after insert on budget.movements deferrable initially deferred
  for each row when (new.reverses_id is not null or new.returns_id is not null) execute function assets.payment_keeps_its_cards();
