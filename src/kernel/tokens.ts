// The one visual language of workbench and portal: ink on warm white, one deep red, slate for structure.

export const TOKENS = {
  ink: '#23201c',
  ink_soft: '#5d574e',
  paper: '#fffdf8',
  paper_dim: '#f6f2ea',
  line: '#e2dbcf',
  tower: '#9c1c1f',
  tower_dark: '#7d1417',
  slate: '#3d4f5f',
  slate_soft: '#6b7b88',
  good: '#2f7d4f',
  warn: '#a86a00',
  bad: '#b3261e',
} as const

/** System fonts for Chinese text; no web font on any page. */
export const SANS =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'
export const SERIF = '"Songti SC", "SimSun", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", serif'
