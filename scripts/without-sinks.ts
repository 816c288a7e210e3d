import type { Plugin } from 'vite';

/** What libraries hold and we never use: each would be a way from text to code, or an address of somebody's own machine. */
const cuts: readonly { file: RegExp; from: RegExp; to: string }[] = [
  // dangerouslySetInnerHTML: whoever uses it in spite of the linter gets text.
  { file: /\/preact\/dist\/preact\.mjs$/, from: /\.innerHTML\b/g, to: '.textContent' },
  // Schemas compiled with `new Function`, and the probe whether that is allowed. It is not, in an extension.
  { file: /\/zod\/v4\/core\/util\.js$/, from: /const F = Function;\s*new F\(""\);\s*return true;/g, to: 'return false;' },
  { file: /\/zod\/v4\/core\/doc\.js$/, from: /const F = Function;[\s\S]*return factory\(.*\);/g, to: "throw new Error('Schemas are not compiled here');" },
  // More talk when the page is a developer's.
  { file: /\/dexie\/dist\/(?:modern\/)?dexie\.m?js$/, from: /\/\^\(http\|https\):\\\/\\\/\(localhost\|127\\\.0\\\.0\\\.1\)\/\.test\(location\.href\)/g, to: 'false' },
];

/** For wxt.config.ts: a package without `eval`, `new Function` and `innerHTML`, so that a scan of it can prove there is none. */
export function withoutSinks(): Plugin {
  return {
    name: 'without-sinks',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      const cut = cuts.find(({ file }) => file.test(id.split('?')[0] ?? id));
      if (!cut) return null;
      const changed = code.replace(cut.from, cut.to);
      if (changed === code) this.error(`${id} is not what it was: look again at what is cut out of it (scripts/without-sinks.ts)`);
      return { code: changed, map: null };
    },
  };
}
