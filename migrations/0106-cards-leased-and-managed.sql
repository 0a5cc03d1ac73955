-- 出租 is a way an asset is used, too (卡片字段“使用状况”): like a loan it ends by being taken back.
alter table assets.cards drop constraint cards_use_state_check;
alter table assets.cards add constraint cards_use_state_check
  check (use_state in ('idle', 'in_use', 'repair', 'lent_out', 'leased_out', 'to_dispose', 'disposed'));
