-- What a criterion that a person judges rests on: figures shown beside it, each with its way down to the rows.
create table performance.criterion_figures (
  scheme text not null,
  sort   int not null,
  n      int not null,
  figure text not null,
  primary key (scheme, sort, n),
  foreign key (scheme, sort) references performance.criteria
);
insert into performance.criterion_figures (scheme, sort, n, figure) values
  ('hunan-county', 7, 1, 'supervision.rules-in-force'),
  ('hunan-county', 7, 2, 'supervision.read-rate'),
  ('hunan-county', 7, 3, 'supervision.checks-made'),
  ('hunan-county', 8, 1, 'supervision.checks-made'),
  ('hunan-county', 8, 2, 'supervision.findings-made'),
  ('hunan-county', 8, 3, 'supervision.rectified-rate');
