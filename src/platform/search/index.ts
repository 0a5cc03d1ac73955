// Finding by words: cutting Chinese text, the index of documents, passages with the words marked.
export { findDocuments, indexDocument, type SearchDocument, wordsOf } from './documents.ts'
export { markWords, type Part, snippet } from './snippet.ts'
