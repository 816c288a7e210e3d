import { describe, expect, it } from 'vitest';
import { createScoro } from './index';

const scoro = createScoro();
const get = async (path: string) => {
  const response = await scoro.app.fetch(new Request(`https://acme.scoro.com${path}`));
  return { status: response.status, cookie: response.headers.get('set-cookie'), text: await response.text() };
};

describe('pages', () => {
  it('shows an invoice late, in the known frame, with amounts for people', async () => {
    const { status, text, cookie } = await get('/invoices/view/1001');
    expect(status).toBe(200);
    expect(text).toContain('<div id="pageContainer"><div class="page"><div class="page-box">');
    expect(text).toMatch(/<template data-into="#headingPlace"><div class="salesdoc-view-header">/);
    expect(text).toContain('1\u00a0210,00 EUR');
    expect(text).toContain('<input type="hidden" name="project_id" value="71">');
    expect(cookie).toContain('SameSite=Lax');
  });

  it('gives bills another heading', async () => {
    expect((await get('/bills/view/3001')).text).not.toContain('class="salesdoc-view-header"');
    expect((await get('/bills/view/3001')).text).toContain('class="view-header"');
    expect((await get('/bills/view/3001?salesHeaderOnBills=1')).text).toContain('class="salesdoc-view-header"');
  });

  it('has none of the known anchors when redesigned', async () => {
    const { text } = await get('/invoices/view/1001?redesigned=1');
    expect(text).not.toMatch(/class="(salesdoc-view-header|view-header|layout-title|page-header|page-box)"|<h1/);
  });

  it.each([
    ['swapping', '__swaps'],
    ['hostile', '__attempts'],
    ['dark', '<html lang="en" class="dark">'],
  ])('has a %s variant', async (option, sign) => {
    expect((await get('/invoices/view/1001')).text).not.toContain(sign);
    expect((await get(`/invoices/view/1001?${option}=1`)).text).toContain(sign);
  });

  it('escapes what users typed', async () => {
    scoro.changeInvoice(1001, { lines: [{ name: '<img src=x onerror=alert(1)>' }] });
    expect((await get('/invoices/view/1001')).text).not.toContain('<img');
  });

  it.each(['/invoices', '/invoices/list', '/bills', '/invoices/modify/1002', '/bills/modify/3001', '/quotes/view/1001'])('has %s', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  it('has nothing elsewhere', async () => {
    expect((await get('/invoices/view/9')).status).toBe(404);
  });
});
