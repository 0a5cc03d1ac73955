-- A claim that was approved but not paid when its year ended (跨年单据): what it holds goes on in the next year's line, and its
-- expense is booked as owed on the last day of its own year. Loans never do: they are settled within the year.
alter table spending.claims
  add column carried_to_year    int,
  add column accrual_voucher_id bigint references accounts.vouchers,
  add constraint claim_is_carried_forward check (carried_to_year is null or carried_to_year > year and kind <> 'loan');
