// procurement/ 采购合同
import { contracts } from './contracts.ts'

export { type NewContract, writeContract } from './contracts.ts'
export { procurementFigures } from './figures.ts'

export const procurementQueries = [contracts]
