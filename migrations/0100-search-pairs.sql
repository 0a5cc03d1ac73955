-- Two signs side by side that are no word of the dictionary become a word of the index, at the place of the second: until now a
-- name such as 北塔 was found by opening every text that holds 北 and 塔 to see whether they are neighbours.
-- What is indexed already gets them from the places it keeps, so that everything found before is found after.
drop index platform.search_documents_words;
drop index platform.search_documents_titles;

update platform.search_documents d set words = (
  with placed as (
    select w.lexeme, p.place, p.weight
    from unnest(d.words) w (lexeme, places, weights), unnest(w.places, w.weights) p (place, weight)),
  paired as (
    select * from placed
    union all
    select a.lexeme || b.lexeme, b.place, b.weight
    from placed a join placed b on b.place = a.place + 1 and char_length(a.lexeme) = 1 and char_length(b.lexeme) = 1)
  select string_agg(format('''%s'':%s%s', replace(replace(lexeme, '\', '\\'), '''', ''''''), place, weight), ' ')::tsvector
  from paired);

create index search_documents_words on platform.search_documents using gin (words);
create index search_documents_titles on platform.search_documents using gin (titles);

-- Words that nearly every text holds are answered from the newest texts.
create index if not exists search_documents_newest on platform.search_documents (kind, at desc);
