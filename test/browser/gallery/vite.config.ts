import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** The browser and the messages are stubbed: the gallery shows what components draw, and nothing is behind them. */
const stubs: Plugin = {
  name: 'gallery-stubs',
  enforce: 'pre',
  resolveId(source) {
    if (source === 'wxt/browser') return resolve(here, 'stubs/browser.ts');
    if (/(^|\/)lib\/messaging$/.test(source)) return resolve(here, 'stubs/messaging.ts');
    return null;
  },
};

export default defineConfig({
  root: here,
  base: './',
  plugins: [stubs, preact()],
  build: {
    outDir: resolve(here, '../../../.output/gallery'),
    emptyOutDir: true,
    target: 'chrome140',
    rollupOptions: { input: ['bar', 'popup', 'options'].map((page) => resolve(here, `${page}.html`)) },
  },
});
