-- The newspaper: issues, pages, articles and the places of articles on their pages; proofs, signatures, quality and corrections.
create schema newspaper;

create table newspaper.papers (
  code      text primary key check (code ~ '^[a-z][a-z0-9]{1,9}$'),   -- stands in the addresses of pages
  name      text not null,
  licence   text not null default '',          -- 准印证号 or CN serial number
  sponsor   text not null default '',
  frequency text not null default '',
  set_at    timestamptz not null,
  set_by    text not null
);

create table newspaper.issues (
  id         bigint generated always as identity primary key,
  paper      text not null references newspaper.papers,
  issue_no   int not null check (issue_no > 0),   -- 年内第几期
  total_no   int not null check (total_no > 0),   -- 总第几期
  day        date not null,
  made_from  text not null check (made_from in ('pdf', 'template')),
  copy_by    timestamptz,                      -- 截稿, 清样, 付印 as planned …
  clean_by   timestamptz,
  print_by   timestamptz,
  copy_closed_at timestamptz,                  -- … and as they came
  copy_closed_by text,
  printed_at timestamptz,
  printed_by text,
  published_at timestamptz,                    -- on the site from here on
  published_by text,
  pdf_file_id bigint references platform.files,
  opened_at  timestamptz not null,
  opened_by  text not null,
  is_example boolean not null default false,
  constraint paper_has_one_issue_a_day unique (paper, day),
  constraint issue_number_is_used_once unique (paper, total_no),
  check (published_at is null or printed_at is not null)
);

create table newspaper.pages (
  id         bigint generated always as identity primary key,
  issue_id   bigint not null references newspaper.issues,
  page_no    int not null check (page_no between 1 and 99),
  name       text not null,
  editor     text not null default '',
  width_pt   numeric(8, 2),
  height_pt  numeric(8, 2),
  small_file_id bigint references platform.files,
  large_file_id bigint references platform.files,
  pdf_file_id   bigint references platform.files,
  version_no int not null default 1,           -- goes up with every change: proofs say what they looked at
  signed_at  timestamptz,
  signed_by_id text,
  signed_by  text,
  unique (issue_id, page_no)
);

create table newspaper.articles (
  id          bigint generated always as identity primary key,
  page_id     bigint not null references newspaper.pages,
  seq         int not null,
  kind        text not null check (kind in ('article', 'ad', 'notice', 'image')),
  weight      text not null default 'major' check (weight in ('lead', 'major', 'minor', 'brief')),
  section     text not null default '',        -- 栏目
  intro_title text not null default '',
  title       text not null,
  subtitle    text not null default '',
  author      text not null default '',
  correspondent text not null default '',
  source      text not null default '',
  body        text not null default '',        -- a line a paragraph
  picture     jsonb,                           -- {digest, type, caption, width, height}
  char_count  int not null default 0,
  edition_id  bigint references newsroom.editions,   -- approved copy: its text is not changed here
  jump_to     bigint references newspaper.articles,  -- 下转
  constraint article_has_its_place unique (page_id, seq) deferrable initially deferred
);
create index articles_page on newspaper.articles (page_id, seq);
create index articles_edition on newspaper.articles (edition_id) where edition_id is not null;

-- Text found on a printed page, with its place in percent of the page.
create table newspaper.blocks (
  page_id    bigint not null references newspaper.pages,
  block_no   int not null,
  kind       text not null check (kind in ('headline', 'text')),
  left_pc    numeric(5, 2) not null,
  top_pc     numeric(5, 2) not null,
  right_pc   numeric(5, 2) not null,
  bottom_pc  numeric(5, 2) not null,
  size_pt    numeric(6, 2) not null,
  text       text not null,
  article_id bigint references newspaper.articles,
  primary key (page_id, block_no)
);

create table newspaper.hotzones (
  id         bigint generated always as identity primary key,
  article_id bigint not null references newspaper.articles,
  shape      text not null check (shape in ('rect', 'poly')),
  points     jsonb not null                    -- [[x, y], …] in percent of the page
);
create index hotzones_article on newspaper.hotzones (article_id);

-- 三校: each looks at one version of the page and says what it found.
create table newspaper.proofs (
  id          bigint generated always as identity primary key,
  page_id     bigint not null references newspaper.pages,
  round       int not null check (round between 1 and 3),
  version_no  int not null,
  error_count int not null check (error_count >= 0),
  note        text not null default '',
  person_id   text not null,
  person      text not null,
  proofed_at  timestamptz not null
);
create index proofs_page on newspaper.proofs (page_id, round);
create trigger proofs_are_append_only before update or delete or truncate on newspaper.proofs
  for each statement execute function platform.refuse_change();

-- A signature withdrawn, with its reason.
create table newspaper.reopenings (
  id         bigint generated always as identity primary key,
  page_id    bigint not null references newspaper.pages,
  version_no int not null,
  was_signed_by text not null,
  reason     text not null check (reason <> ''),
  reopened_at timestamptz not null,
  reopened_by text not null
);
create trigger reopenings_are_append_only before update or delete or truncate on newspaper.reopenings
  for each statement execute function platform.refuse_change();

-- What was found after printing: 差错 in text, 形式差错 in form.
create table newspaper.faults (
  id         bigint generated always as identity primary key,
  issue_id   bigint not null references newspaper.issues,
  page_id    bigint references newspaper.pages,
  article_id bigint references newspaper.articles,
  kind       text not null check (kind in ('text', 'form')),
  excerpt    text not null,
  correction text not null default '',
  found_at   timestamptz not null,
  found_by   text not null
);
create index faults_issue on newspaper.faults (issue_id);
create trigger faults_are_append_only before update or delete or truncate on newspaper.faults
  for each statement execute function platform.refuse_change();

-- How many faults an issue may have, by period.
create table newspaper.quality_limits (
  effective_from date primary key,
  effective_to   date,
  faults_per_10000 numeric(4, 2) not null,
  form_faults    int not null,
  source         text not null
);
insert into newspaper.quality_limits (effective_from, faults_per_10000, form_faults, source) values
  ('2020-06-18', 3, 3, '《报纸期刊质量管理规定》国新出发〔2020〕10号；内部资料性出版物参照执行，是否适用待核');

-- 更正: what was wrong and what is right, shown with the article for good, and printed in a later issue.
create table newspaper.corrections (
  id         bigint generated always as identity primary key,
  article_id bigint not null references newspaper.articles,
  wrong      text not null,
  correct    text not null,
  notice     text not null,
  notice_article_id bigint references newspaper.articles,   -- where it was printed
  corrected_at timestamptz not null,
  corrected_by text not null
);
create index corrections_article on newspaper.corrections (article_id);
