// Names of sections as people type them.

/** One section a line, or separated by commas; empty ones and doubles fall away. */
export const sectionsOf = (text: string) =>
  [...new Set(text.split(/[\n、,，;；]/).map(name => name.trim()))].filter(Boolean)
