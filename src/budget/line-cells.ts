// What a row says of a budget line: the same columns in the budget that is adopted and in the requests of the sections.
import { keyOfWord, type RowCells } from '../platform/workbooks/index.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from './vocabulary.ts'

type LineColumn =
  | '行号'
  | '收支'
  | '名称'
  | '资金来源'
  | '类别'
  | '功能分类'
  | '经济分类'
  | '项目'
  | '三公'
  | '政府采购'

/** The facts of a line, as its schema takes them; a word that is in no list is told. */
export function lineCells({ text }: Pick<RowCells<LineColumn>, 'text'>) {
  return {
    line_no: text('行号'),
    side: keyOfWord({ income: '收入', expenditure: '支出' }, text('收支')),
    title: text('名称'),
    source: keyOfWord(SOURCES, text('资金来源')) ?? 'fiscal',
    category: keyOfWord(CATEGORIES, text('类别')),
    function_code: text('功能分类') || null,
    economic_code: text('经济分类') || null,
    project: text('项目') || null,
    three_public: keyOfWord(THREE_PUBLIC, text('三公')),
    procurement: ['是', '√', '1'].includes(text('政府采购')),
  }
}
