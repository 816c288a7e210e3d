import { html, raw } from 'hono/html';
import type { PageOptions } from './options';
import { scriptsFor } from './scripts';
import { style } from './style';

export type Html = ReturnType<typeof html>;

const menu = [
  ['/invoices', 'Invoices'],
  ['/bills', 'Bills'],
] as const;

export interface PageParts {
  site: string;
  title: string;
  /** Which menu entry is lit. */
  path: string;
  body: Html;
  options: PageOptions;
}

/** A whole page in the site's frame. */
export function page({ site, title, path, body, options }: PageParts): Html {
  const frame = options.redesigned
    ? html`<div class="rx-app" style="margin-left:190px;padding:26px 34px"><section class="rx-panel">${body}</section></div>`
    : html`<div id="pageContainer"><div class="page"><div class="page-box">${body}</div></div></div>`;
  return html`<!doctype html>
<html lang="en" class="${options.dark ? 'dark' : ''}">
<head><meta charset="utf-8"><title>${title} - ${site}</title><meta name="viewport" content="width=device-width"><style>${raw(style)}</style></head>
<body>
<nav id="mainMenu"><b>${site}</b>${menu.map(([href, name]) => html`<a href="${href}" class="${path.startsWith(href) ? 'active' : ''}">${name}</a>`)}</nav>
${frame}
<script>${raw(scriptsFor(options))}</script>
</body>
</html>`;
}

/** What any other name under scoro.com shows: a page, whatever was asked and how. */
export const unknownSite = (name: string): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Scoro</title><style>${raw(style)}</style></head>
<body><div style="max-width:480px;margin:18vh auto;text-align:center"><h1>We could not find this site</h1><p>There is no Scoro site called "${name}". Please check the address.</p></div></body></html>`;
