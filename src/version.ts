// The program's version, from package.json.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { programDir } from './platform/index.ts'

export const VERSION: string = JSON.parse(readFileSync(path.join(programDir, 'package.json'), 'utf8')).version
