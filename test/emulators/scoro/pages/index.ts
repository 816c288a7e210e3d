import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Site } from '../site';
import { documentEdit, documentView, titleOf, type PageModule } from './document';
import { page, type Html } from './layout';
import { documentList } from './list';
import { optionsFor, type PageOptions } from './options';

export interface Pages {
  site: Site;
  name: string;
  /** Read at every request, so that a test may change it. */
  options: PageOptions;
}

/** The pages of the site: each visit has a session cookie, which must never reach the API. */
export function pageRoutes(pages: Pages): Hono {
  const app = new Hono();

  const show = (context: Context, title: string, body: (options: PageOptions) => Html, status: 200 | 404 = 200) => {
    const url = new URL(context.req.url);
    const options = optionsFor(pages.options, url);
    context.header('set-cookie', 'scoro_session=e8c1f0; Path=/; SameSite=Lax; Secure; HttpOnly');
    return context.html(page({ site: pages.name, title, path: url.pathname, body: body(options), options }), status);
  };

  const missing = (context: Context) => show(context, 'Not found', () => html`<h1>Not found</h1><p>There is nothing at this address.</p>`, 404);

  const showDocument = (context: Context, module: PageModule, render: typeof documentView) => {
    const { state } = pages.site;
    const id = Number(context.req.param('id'));
    const document = state[module === 'bills' ? 'bills' : 'invoices'].find((candidate) => candidate.id === id);
    if (!document) return missing(context);
    return show(context, titleOf(module, document), (options) => render(state, module, document, options));
  };

  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('/', (context) => context.redirect('/invoices'));
  for (const module of ['invoices', 'bills'] as const) {
    const list = (context: Context) =>
      show(context, module === 'invoices' ? 'Invoices' : 'Bills', () => documentList(pages.site.state, module, pages.site.entity));
    app.get(`/${module}`, list).get(`/${module}/list`, list);
    app.get(`/${module}/view/:id`, (context) => showDocument(context, module, documentView));
    app.get(`/${module}/modify/:id`, (context) => showDocument(context, module, documentEdit));
  }
  app.get('/quotes/view/:id', (context) => showDocument(context, 'quotes', documentView));
  app.all('*', missing);
  return app;
}
