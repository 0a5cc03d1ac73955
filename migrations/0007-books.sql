-- Which rows of a year's books were imported, by their identity and content: a second import changes nothing, and a row
-- that differs from what was taken in is told apart from a new one.
create schema books;

create table books.imported_rows (
  year        int not null,
  sheet       text not null,
  row_key     text not null,
  digest      text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (year, sheet, row_key)
);
