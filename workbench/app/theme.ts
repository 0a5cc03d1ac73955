// The house's tokens as antd's theme.
import type { ThemeConfig } from 'antd'
import { SANS, TOKENS } from '../../src/kernel/tokens.ts'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: TOKENS.tower,
    colorLink: TOKENS.slate,
    colorText: TOKENS.ink,
    colorTextSecondary: TOKENS.ink_soft,
    colorBgBase: TOKENS.paper,
    colorBorder: '#cfc6b7',
    colorSuccess: TOKENS.good,
    colorWarning: TOKENS.warn,
    colorError: TOKENS.bad,
    colorInfo: TOKENS.slate,
    borderRadius: 3,
    fontFamily: SANS,
    fontSize: 14,
    controlHeight: 32,
    motion: false,
  },
  components: {
    Table: { headerBg: TOKENS.paper_dim, headerColor: TOKENS.ink, cellPaddingBlockSM: 5, rowHoverBg: '#fbf6ec' },
  },
}
