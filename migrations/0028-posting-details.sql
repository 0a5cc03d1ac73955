-- 辅助核算: what a posting is about besides its account (fund, category, project, functional and economic classification,
-- section, counterparty), as the budgetary ledger asks for it. Vouchers of earlier days carry none.
alter table accounts.postings add column aux jsonb not null default '{}' check (jsonb_typeof(aux) = 'object');
