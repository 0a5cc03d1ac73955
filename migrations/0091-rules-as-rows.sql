-- Limits of the three reviews as rows with their period, and who may stand in for a reviewer. A new rule is a new row.
create table newsroom.review_rules (
  effective_from      date primary key,
  review1_errors_max  int not null check (review1_errors_max >= 0),  -- how many errors a step may find and still pass
  review2_errors_max  int not null check (review2_errors_max >= 0),
  review3_errors_max  int not null check (review3_errors_max >= 0),
  express_characters_max int not null check (express_characters_max >= 0),  -- 纠错快审: characters that may differ
  second_review_hours int not null check (second_review_hours > 0),  -- 突发: by when the second review is made up
  recheck_hours       int not null check (recheck_hours > 0),        -- by when what is out is read once more
  link_hours          int not null check (link_hours > 0),           -- how long a leader's link works
  printed_errors_max  int not null check (printed_errors_max >= 0),  -- of a printed paper, per 10,000 characters
  relief_roles        text[] not null check (relief_roles <> '{}'),  -- whose holders may be named as relief (B 角)
  source              text not null,
  confirmed           boolean not null default false,
  set_at              timestamptz,
  set_by              text
);
insert into newsroom.review_rules values ('2020-01-01', 5, 3, 1, 20, 24, 24, 48, 3, '{editor,operations,director}',
  '差错上限取自乡镇信息发布制度范例（待核）；印刷差错率取自国新出发〔2020〕10号；其余为本单位三审三校制度（示例）', false, null, null);
