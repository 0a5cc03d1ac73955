// preparation/ 预算编制: requests, quotas, rounds, adoption of what was prepared.
import { adoptPrepared } from './adopt-prepared.ts'
import { comparison } from './comparison-query.ts'
import { agreeRequest, returnRequest, reviewRequest, submitRequest } from './decide-request.ts'
import { copyBudget, openPreparation } from './open-preparation.ts'
import { preparation, sectionRequest } from './preparation-queries.ts'
import { readQuotas } from './quota-list.ts'
import { endQuota, importQuotas, quotas, setQuota } from './quotas.ts'
import { readRequests } from './read-requests.ts'
import { reopenRound, sendUp, takeControlNumbers } from './rounds.ts'
import { removeRequestItem, replaceRequestItems, saveRequestItem } from './save-item.ts'

export const preparationCommands = [
  openPreparation,
  copyBudget,
  saveRequestItem,
  removeRequestItem,
  replaceRequestItems,
  submitRequest,
  reviewRequest,
  agreeRequest,
  returnRequest,
  sendUp,
  reopenRound,
  takeControlNumbers,
  adoptPrepared,
  setQuota,
  endQuota,
  importQuotas,
]
export const preparationQueries = [preparation, sectionRequest, comparison, quotas]
export const preparationFileReadings = [readRequests, readQuotas]
