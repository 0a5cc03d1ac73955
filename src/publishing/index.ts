// publishing/ 投递·回执·更正·撤稿·巡检. The only way out of the house for an approved edition.
import { beginDelivery } from './releases/begin-delivery.ts'
import { deliver } from './releases/deliver.ts'
import { release } from './releases/release-edition.ts'
import { switches, turnSwitch } from './switches/switches.ts'

export const publishingCommands = [release, beginDelivery, turnSwitch]
export const publishingQueries = [switches]
export const publishingJobs = [deliver]
