// assets/ 资产卡片·折旧
import { cards } from './cards.ts'

export { type NewCard, writeCard, writeDepreciation } from './cards.ts'
export { assetFigures, fixedNet } from './figures.ts'
export { assetVetoes, cardsToHandOver, handOverCards } from './holding.ts'

export const assetQueries = [cards]
