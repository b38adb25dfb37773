import { defineConfig } from 'vitest/config'
import { isFull } from './test/support/is-full.ts'

const database = { globalSetup: ['test/support/postgres.ts'], testTimeout: 60_000 }

/** Whole stories: minutes; looking at every page ten, and thrice that on a busy machine. In full half an hour, and up to four times that. */
const storyTimeout = isFull ? 7_200_000 : 1_800_000

/**
 * Files of these two projects share what they import: a thousand modules that each would read anew. So no file may leave
 * anything behind in a module. 21 database files took 96 s each on its own, 51 s together.
 */
const together = { isolate: false }

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // The machines this runs on have two cores, and PostgreSQL wants a share of them.
    maxWorkers: 2,
    // Generous, because a busy machine is no fault; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/*.test.ts', 'test/*.test.ts'],
          exclude: ['**/*.database.test.ts'],
          ...together,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.database.test.ts'],
          setupFiles: ['test/support/database-setup.ts'],
          ...database,
          ...together,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          ...database,
          testTimeout: storyTimeout,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          ...database,
          testTimeout: storyTimeout,
          fileParallelism: false,
        },
      },
    ],
  },
})
