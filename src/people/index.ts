// people/ 机构·编制·人员·岗位职责·登录
import { addPerson } from './add-person.ts'
import { changePassword } from './change-password.ts'
import { endPersonSessions } from './end-sessions.ts'
import { journal, journalChain, securityLog } from './journal-queries.ts'
import { noteWorkingDays, workingDays } from './note-working-days.ts'
import { setPlace } from './place.ts'
import { me, persons, roles, sections, unit } from './queries.ts'
import { importPersons, readRoster } from './read-roster.ts'
import { removeSecondFactor } from './remove-second-factor.ts'
import { resetPassword } from './reset-password.ts'
import { confirmSecondFactor, startSecondFactor } from './second-factor.ts'
import { setRoles } from './set-roles.ts'
import { setStaffing } from './set-staffing.ts'
import { setUnit } from './set-unit.ts'
import { setUp } from './set-up.ts'

export { insertPerson, type NewPerson } from './add-person.ts'
export { lockPersonHere, type PersonHere, personHere, personLeaves, personMoves } from './departures.ts'
export { peopleFigures } from './figures.ts'
export { randomPassword } from './passwords.ts'
export { findPlace, type Place, writePlace } from './place.ts'
export { ROLES, type Role } from './roles.ts'
export { mountSignIn, sessionReader } from './routes.ts'
export { awaitsSetup, prepareSetup } from './set-up.ts'
export { ensureSection, findUnit, sectionByName, type Unit, writeStaffing, writeUnit } from './structure.ts'
export { LEVELS, placeName } from './words.ts'

export const peopleCommands = [
  setUp,
  setUnit,
  setPlace,
  setStaffing,
  addPerson,
  importPersons,
  setRoles,
  changePassword,
  resetPassword,
  endPersonSessions,
  startSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  noteWorkingDays,
]
export const peopleQueries = [me, persons, sections, unit, roles, journal, journalChain, securityLog, workingDays]
export const peopleFileReadings = [readRoster]
