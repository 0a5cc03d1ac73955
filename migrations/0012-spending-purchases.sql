-- What a payment settled (an expense, a payable after acceptance, a prepayment before it), so that money that comes back is
-- booked against the same account. A claim's requisition is procurement's, whose tables come later: it is asked, not referred to.
alter table spending.payments add column purpose text not null default 'expense';
create index claims_requisition on spending.claims (requisition_id) where requisition_id is not null;
