// preparation/ 预算编制: requests, quotas, rounds, adoption of what was prepared.
import { adoptPrepared } from './adopt-prepared.ts'
import { agreeRequest, returnRequest, reviewRequest, submitRequest } from './decide-request.ts'
import { copyBudget, openPreparation } from './open-preparation.ts'
import { comparison, preparation, sectionRequest } from './preparation-queries.ts'
import { quotas, setQuota } from './quotas.ts'
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
]
export const preparationQueries = [preparation, sectionRequest, comparison, quotas]
export const preparationFileReadings = [readRequests]
