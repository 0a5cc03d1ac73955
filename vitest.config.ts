// One runner for everything: unit and command tests beside the code, whole-system tests in test/.
import { defineConfig } from 'vitest/config'

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
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
