import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const wxt = await WxtVitest();

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wxt],
        // Long: a machine with much else to do is slow, and that is no failure.
        test: { name: 'unit', environment: 'node', testTimeout: 60_000, setupFiles: ['test/support/indexed-db.ts'], include: ['test/unit/**/*.test.ts', 'test/emulators/**/*.test.ts', 'test/conformance/**/*.test.ts', 'test/integration/**/*.test.ts'], exclude: ['test/unit/components/**'] },
      },
      {
        plugins: [wxt],
        // Each file has virtual time of its own.
        test: { name: 'simulation', environment: 'node', setupFiles: ['test/support/indexed-db.ts'], include: ['test/simulation/**/*.test.ts'], testTimeout: 600_000 },
      },
      {
        plugins: [preact(), wxt],
        test: { name: 'components', environment: 'happy-dom', testTimeout: 60_000, include: ['test/unit/components/**/*.test.{ts,tsx}'] },
      },
      {
        test: { name: 'browser', environment: 'node', include: ['test/browser/**/*.test.ts'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000, retry: 0 },
      },
    ],
  },
});
