import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One worker a core: the default leaves one free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,scripts,actions,examples}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.itg.test.ts', '**/*.e2e.test.ts'],
          // A busy machine is no reason to fail.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,scripts,actions,examples}/**/*.itg.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['packages/hosts/testing/global-setup.ts'],
          setupFiles: ['packages/hosts/testing/close-servers.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['{packages,scripts,actions,examples}/**/*.e2e.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['packages/hosts/testing/global-setup.ts', 'packages/app/e2e/testing/global-setup.ts'],
          setupFiles: ['packages/hosts/testing/close-servers.ts'],
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
