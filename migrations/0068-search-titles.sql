-- Titles apart: the words of a title stand in an index of their own, so that a common word does not make every text that holds
-- it be opened to see whether its title does.
alter table platform.search_documents
  add column titles tsvector generated always as (ts_filter(words, '{a}')) stored;
create index search_documents_titles on platform.search_documents using gin (titles);
