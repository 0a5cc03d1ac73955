// The house's tokens as antd's theme.
import type { ThemeConfig } from 'antd'
import { SANS, TOKENS } from '../../src/kernel/tokens.ts'

/** The tokens as the custom properties style.css uses. */
export function setTokens(root: HTMLElement): void {
  const { ink, ink_soft, paper, paper_dim, line, tower, slate, good, warn, bad } = TOKENS
  const properties = { ink, soft: ink_soft, paper, dim: paper_dim, line, tower, slate, good, warn, bad }
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(`--${name}`, value)
}

export const theme: ThemeConfig = {
  token: {
    colorPrimary: TOKENS.tower,
    colorLink: TOKENS.slate,
    colorLinkHover: TOKENS.tower,
    colorText: TOKENS.ink,
    colorTextSecondary: TOKENS.ink_soft,
    colorTextDescription: TOKENS.ink_soft,
    colorTextPlaceholder: '#767065',
    colorBgBase: TOKENS.paper,
    colorBgContainer: TOKENS.paper,
    colorBgElevated: TOKENS.paper,
    colorBorder: '#cfc6b7',
    colorBorderSecondary: TOKENS.line,
    colorSplit: TOKENS.line,
    colorSuccess: TOKENS.good,
    colorWarning: TOKENS.warn,
    colorError: TOKENS.bad,
    colorInfo: TOKENS.slate,
    colorInfoBg: '#eef1f3',
    colorInfoBorder: '#c9d2d9',
    colorSuccessBg: '#ecf4ee',
    colorSuccessBorder: '#bdd8c6',
    colorWarningBg: '#fcf3df',
    colorWarningBorder: '#ead3a3',
    colorErrorBg: '#fbecea',
    colorErrorBorder: '#ecc3bf',
    borderRadius: 3,
    fontFamily: SANS,
    fontSize: 14,
    controlHeight: 32,
    motion: false,
  },
  components: {
    Table: {
      headerBg: TOKENS.paper_dim,
      headerColor: TOKENS.ink,
      headerSplitColor: 'transparent',
      borderColor: TOKENS.line,
      cellPaddingBlockSM: 5,
      rowHoverBg: '#fbf6ec',
      headerSortActiveBg: '#efe9dd',
      headerSortHoverBg: '#efe9dd',
      bodySortBg: 'transparent',
    },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Segmented: {
      trackBg: '#efe9dd',
      itemColor: TOKENS.ink_soft,
      itemSelectedBg: TOKENS.paper,
      itemSelectedColor: TOKENS.ink,
    },
  },
}
