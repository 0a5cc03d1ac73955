-- The yearly report: what people write, scoring schemes as versioned data, signed reports, and what was disclosed.
create schema performance;

-- Text that people must write, per year and place in the report. Paragraphs of text and figure chips.
create table performance.texts (
  year      int not null,
  slot      text not null,
  content   jsonb not null,
  version   int not null default 1,
  edited_at timestamptz not null,
  edited_by text not null,
  primary key (year, slot)
);

-- Scoring schemes differ by place and year: data, not code.
create table performance.schemes (
  code       text primary key,
  title      text not null,
  valid_from int not null,
  valid_to   int,
  source     text not null,
  confirmed  boolean not null default false
);
create table performance.criteria (
  scheme     text not null references performance.schemes,
  sort       int not null,
  level_1    text not null,
  level_2    text not null,
  title      text not null,
  full_marks numeric(5, 2) not null check (full_marks > 0),
  -- computed: a figure and a rule; judged: a person gives the marks with the evidence
  figure     text,
  rule       jsonb,
  rule_text  text not null,
  primary key (scheme, sort),
  check ((figure is null) = (rule is null))
);
create table performance.judgements (
  year      int not null,
  scheme    text not null,
  sort      int not null,
  marks     numeric(5, 2) not null check (marks >= 0),
  evidence  text not null,
  judged_at timestamptz not null,
  judged_by text not null,
  primary key (year, scheme, sort),
  foreign key (scheme, sort) references performance.criteria
);

-- A signed report is a snapshot: document and figures as they stood, with their digest.
create table performance.signed_reports (
  id             bigint generated always as identity primary key,
  year           int not null,
  classification text not null check (classification in ('reported', 'classified')),
  document       jsonb not null,
  figures        jsonb not null,
  findings       jsonb not null,
  accept_reason  text,
  digest         text not null,
  signed_at      timestamptz not null,
  signed_by      text not null
);
create trigger signed_reports_are_append_only before update or delete or truncate on performance.signed_reports
  for each statement execute function platform.refuse_change();

create schema disclosure;

-- 主动公开: what was published and, if it had to be, taken back with a reason.
create table disclosure.publications (
  id           bigint generated always as identity primary key,
  year         int not null,
  kind         text not null check (kind in ('performance_report')),
  report_id    bigint not null references performance.signed_reports,
  title        text not null,
  published_at timestamptz not null,
  published_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text
);
create unique index publication_in_force on disclosure.publications (year, kind) where withdrawn_at is null;

insert into performance.schemes (code, title, valid_from, source, confirmed) values
  ('hunan-county', '部门整体支出绩效自评评分表（湖南县级参考版）', 2017, '公开的湖南县级部门整体支出绩效评价指标表，分值待与当年自评通知核对', false);

insert into performance.criteria (scheme, sort, level_1, level_2, title, full_marks, figure, rule, rule_text) values
  ('hunan-county', 1, '投入', '预算配置', '在职人员控制率', 5, 'people.staffing-rate', '{"kind": "over", "limit_bp": 10000, "step_bp": 100, "minus_cent": 50}', '不超过100%得满分，每超过1个百分点扣0.5分，扣完为止'),
  ('hunan-county', 2, '投入', '预算配置', '“三公”经费控制率', 5, 'budget.three-public-control-rate', '{"kind": "over", "limit_bp": 10000, "step_bp": 100, "minus_cent": 200, "not_applicable": "full"}', '不超过100%得满分，每超过1个百分点扣2分；没有安排的按满分计'),
  ('hunan-county', 3, '过程', '预算执行', '预算执行率', 8, 'budget.full-year-execution-rate', '{"kind": "under", "limit_bp": 10000, "step_bp": 500, "minus_cent": 200}', '100%得满分，每低5个百分点（不足的按比例舍去）扣2分，扣完为止'),
  ('hunan-county', 4, '过程', '预算执行', '预算调整率', 7, 'budget.adjustment-rate', '{"kind": "bands", "bands": [[0, 700], [1000, 550], [2000, 400], [3000, 200]], "else_cent": 0}', '没有调整得7分，不超过10%得5.5分，不超过20%得4分，不超过30%得2分，超过的不得分'),
  ('hunan-county', 5, '过程', '预算管理', '公用经费控制率', 8, 'budget.operating-control-rate', '{"kind": "over", "limit_bp": 10000, "step_bp": 100, "minus_cent": 200}', '不超过100%得满分，每超过1个百分点扣2分，扣完为止'),
  ('hunan-county', 6, '过程', '预算管理', '政府采购执行率', 7, 'procurement.execution-rate', '{"kind": "off", "limit_bp": 10000, "step_bp": 500, "minus_cent": 200, "not_applicable": "full"}', '100%得满分，每偏离5个百分点扣2分，扣完为止；没有采购预算的按满分计'),
  ('hunan-county', 7, '过程', '预算管理', '管理制度健全性', 8, null, null, '有制度；合法、合规、完整；得到有效执行'),
  ('hunan-county', 8, '过程', '预算管理', '资金使用合规性', 8, null, null, '符合法规与办法；审批程序完整；重大开支经过评估论证；符合批复用途；没有截留、挤占、挪用、虚列'),
  ('hunan-county', 9, '过程', '预算管理', '预决算信息公开性', 6, null, null, '按规定的内容和时限公开'),
  ('hunan-county', 10, '过程', '资产管理', '资产管理安全性', 8, null, null, '保存完整；配置合理；处置规范；账实相符'),
  ('hunan-county', 11, '产出及效率', '职责履行', '重点工作完成情况', 15, null, null, '按年度重点工作实际完成的比例计分'),
  ('hunan-county', 12, '产出及效率', '履职效益', '社会效益', 10, null, null, '传播效果、服务群众的实际效果'),
  ('hunan-county', 13, '产出及效率', '履职效益', '社会公众满意度', 5, null, null, '以问卷或评价记录为据');
