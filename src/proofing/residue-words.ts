// Residue, as data: what templates, editors and copied reports leave behind in a text, and how units call themselves.
import type { RuleId } from './rules.ts'

export type Residue = { rule: RuleId; pattern: RegExp; message: (found: string) => string }

/** Patterns over normalised text (half-width signs, no spaces). All are bounded, so that no text can make them slow. */
export const RESIDUES: Residue[] = [
  { rule: 'placeholder', pattern: /(?<![A-Za-z0-9])[Xx]{2,6}(?![A-Za-z0-9])|[×✕]{2,8}|_{4,40}|[*＊]{3,10}(?=[年月日万元%个项人])|[〇○]{2,6}(?=[年月日万元%个项人局中])/g, message: found => `占位符“${found}”没有换成实际内容。` },
  { rule: 'placeholder', pattern: /占[^\d,;。%占]{2,16}%(?=[,;。])|(?<=占|增长|下降|减少|增加|支出|预算为|决算为|预算的)(?:%|万元)(?=[,;。、)]|$)/g, message: found => `“${found}”前面没有数字。` },
  { rule: 'prompt', pattern: /\((?:此处|请|在此)[^()]{0,8}(?:填写|填列|填报|说明|注明|列明|写明|简述|描述|插入|补充)[^()]{0,40}\)|此处填写[^,。;()]{0,20}|\(\d{2,4}字(?:以内|左右|以上)\)|\((?:如有|如无|如没有|若有|若无|没有的)[^()]{0,12}(?:请|填|写|删|列)[^()]{0,20}\)|\((?:可自行|自行)(?:添加|删减|调整)[^()]{0,12}\)|点击(?:此处)?输入文字|单击此处/g, message: found => `模板提示语“${found}”没有删除。` },
  { rule: 'alternatives-left', pattern: /(?:增加|增长|减少|下降|上升|大于|小于)[(/](?:或)?(?:减少|下降|增加|增长|小于|等于|持平|大于|上升)(?:[/、](?:持平|等于|小于))?\)?(?=-?\d|预算|的?(?:主要)?原因|万元)/g, message: found => `备选词“${found}”没有选定。` },
  { rule: 'editor-mark', pattern: /\[bookmark:[^\]]{1,40}\]|_GoBack|_Toc\d{4,12}|PAGEREF|HYPERLINK|错误!(?:未找到引用源|未定义书签)|\\\*MERGEFORMAT/g, message: found => `编辑软件的标记“${found}”残留在文中。` },
  { rule: 'mistyped-word', pattern: /覆行(?=和|职|义|责|工|主)|职责覆行|绩郊|予算|己经(?=完|按|落)/g, message: found => `“${found}”疑为错别字${found.includes('覆行') ? '，应为“履行”' : ''}。` },
] // biome-ignore format: one residue a line

/** Self-names, and what the unit's full name must end with (or hold) for them to be right. */
export const SELF_NAMES: { word: string; pattern: RegExp; fits: RegExp }[] = [
  { word: '我办', pattern: /我办(?![事理实公证学好成])/g, fits: /办|政府/ },
  { word: '我局', pattern: /我局(?!限|部|面)/g, fits: /局/ },
  { word: '我委', pattern: /我委(?!托|派|员)/g, fits: /委/ },
  { word: '我院', pattern: /我院/g, fits: /院/ },
  { word: '我校', pattern: /我校/g, fits: /校|学|园/ },
  { word: '我馆', pattern: /我馆/g, fits: /馆/ },
  { word: '我站', pattern: /我站(?![在起立])/g, fits: /站|台/ },
  { word: '我厅', pattern: /我厅/g, fits: /厅/ },
  { word: '我中心', pattern: /我中心/g, fits: /中心/ },
] // biome-ignore format: one name a line

/** Words for a unit's departments, and the endings of which at least one department must carry. */
export const DEPARTMENT_WORDS: { pattern: RegExp; endings: RegExp }[] = [
  { pattern: /股室/g, endings: /[股室]$/ },
  { pattern: /各委室/g, endings: /[委室]$/ },
  { pattern: /各科室|各业务科室/g, endings: /[科室]$/ },
  { pattern: /各处室/g, endings: /[处室]$/ },
] // biome-ignore format: one word a line
