// One runner for everything: unit and command tests beside the code, whole-system tests in test/.
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes, the longest first. */
const LONG = ['trust/trust.test.ts', 'workbench/journeys.test.ts', 'test/start.test.ts']
const rank = ({ moduleId }: TestSpecification) => {
  const at = LONG.findIndex(name => moduleId.replaceAll('\\', '/').endsWith(name))
  return at < 0 ? LONG.length : at
}

/** Without times of an earlier run the largest files would start first, and the trials, a small file, would end alone. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'workbench/**/*.test.ts',
      'test/**/*.test.ts',
      'samples/**/*.test.ts',
      'trust/**/*.test.ts',
    ],
    globalSetup: ['test/support/cluster.ts'],
    sequence: { sequencer: LongOnesFirst },
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
