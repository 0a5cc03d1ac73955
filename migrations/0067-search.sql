-- What is found by words: one row a document, its words cut in the program and weighted: title A, opening B, text D.
create table platform.search_documents (
  kind  text not null,                         -- whose documents: `site-3` are the articles of the site with id 3
  ref   text not null,                         -- the document's id there
  at    timestamptz not null,                  -- newer ones come first among equals
  words tsvector not null,                     -- the kind is a word too, so that one index answers for both
  primary key (kind, ref)
);
create index search_documents_words on platform.search_documents using gin (words);
