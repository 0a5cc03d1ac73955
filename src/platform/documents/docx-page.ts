// The page of GB/T 9704-2012 in the words of a DOCX: measures in twips, faces by name, the styles behind everything.

export const LINE = 579 // 22 lines in 225 mm
export const BODY_HALF_POINTS = 32 // 3 号
export const CHARACTER_SPACING = -5 // 28 characters of 16 pt fit in 156 mm, justified to its edges
export const CHARACTER = 320 + CHARACTER_SPACING

const face = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
  hint: 'eastAsia' as const,
})
export const BODY = face('仿宋_GB2312')
export const HEADINGS = { 1: face('黑体'), 2: face('楷体_GB2312'), 3: BODY } as const
export const TITLE = face('方正小标宋简体')

/** For titles and tables: their lines are exact, and the grid of the page must not stretch them to whole lines. */
export const OFF_GRID = 'OffGrid'

/** No blanks of its own between Chinese and digits: a line holds 28 characters, and breaks where the PDF breaks. */
export const STYLES = `<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="${OFF_GRID}"><w:name w:val="Off grid"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:style>
</w:styles>`
