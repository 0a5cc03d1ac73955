// assets/ 资产卡片·折旧·领用·移交·盘点·处置·办公用品
import { card, cards } from './cards.ts'
import { depreciateMonth } from './depreciation/depreciate-month.ts'
import { completeDisposal, remitProceeds } from './disposal/complete-disposal.ts'
import { disposal, disposals } from './disposal/disposal-queries.ts'
import { decideDisposal, proposeDisposal, withdrawDisposal } from './disposal/propose-disposal.ts'
import { editCards, readCards } from './edit-cards.ts'
import { registerCard, uncoveredVouchers } from './register-card.ts'
import { yearReport } from './report/year-report.ts'
import { importLifeRules, importStandards, readLifeRules, readStandards } from './rules/rule-lists.ts'
import { classes, depreciationMonths, findClasses, lifeRules, standards } from './rules/rule-queries.ts'
import { importClasses, readClasses, setLifeRule, setStandard } from './rules/set-rules.ts'
import { concludeMisplaced, concludeMissing, concludeStocktake, concludeSurplus } from './stocktake/conclude-finding.ts'
import { countCards } from './stocktake/count-cards.ts'
import { readCountSheet } from './stocktake/read-count-sheet.ts'
import { startStocktake } from './stocktake/start-stocktake.ts'
import { stocktake, stocktakes } from './stocktake/stocktake-queries.ts'
import { issueSupplies, receiveSupplies, supplies, supplySlips } from './supplies/supplies.ts'
import { issueCards, returnCards } from './use/issue-cards.ts'
import { lendCard, takeBackCard } from './use/lend-card.ts'
import { finishRepair, sendToRepair } from './use/repair-card.ts'
import { transferCards } from './use/transfer-cards.ts'

export { DetailsInput } from './details.ts'
export { CARD_KINDS, DETAIL_FIELDS, DETAIL_KEYS, type DetailKey, detailFault } from './details-table.ts'
export { assetFigures, fixedNet } from './figures.ts'
export { assetVetoes, cardsToHandOver, handOverCards } from './holding.ts'
export { type ImportedDisposal, type NewCard, writeCard, writeDepreciation, writeDisposal } from './imported.ts'
export { type MadeCard, registerAsset } from './register.ts'
export { beyondStandards, idleLike } from './rules/standards.ts'
export { receiveSupplyItems } from './supplies/supplies.ts'
export { assetTodos, assetYearVetoes } from './todos.ts'
export {
  ACQUIRED_BY,
  assetAccounts,
  DISPOSAL_KINDS,
  FINANCIAL_CLASSES,
  FUNDS,
  USE_STATES,
  VALUE_KINDS,
} from './vocabulary.ts'

export const assetCommands = [
  registerCard,
  editCards,
  issueCards,
  returnCards,
  transferCards,
  sendToRepair,
  finishRepair,
  lendCard,
  takeBackCard,
  depreciateMonth,
  proposeDisposal,
  decideDisposal,
  withdrawDisposal,
  completeDisposal,
  remitProceeds,
  startStocktake,
  countCards,
  concludeMissing,
  concludeSurplus,
  concludeMisplaced,
  concludeStocktake,
  receiveSupplies,
  issueSupplies,
  setLifeRule,
  setStandard,
  importClasses,
  importLifeRules,
  importStandards,
]
export const assetQueries = [
  cards,
  card,
  disposals,
  disposal,
  stocktakes,
  stocktake,
  supplies,
  supplySlips,
  yearReport,
  lifeRules,
  classes,
  findClasses,
  standards,
  depreciationMonths,
  uncoveredVouchers,
]
export const assetFileReadings = [readCards, readCountSheet, readClasses, readLifeRules, readStandards]
