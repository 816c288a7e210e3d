import type { Company } from './company';

export const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const html = (title: string, body: string, status = 200) =>
  new Response(`<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body>\n${body}\n</body>\n</html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

/** A plain page with a heading and a sentence. */
export const messagePage = (title: string, text: string, status = 200): Response => html(title, `<h1>${escaped(title)}</h1>\n<p>${escaped(text)}</p>`, status);

/** Where the user picks the one company an app may reach. */
export function consentPage(request: URLSearchParams, user: string, companies: readonly Company[]): Response {
  const hidden = [...request].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const choices = companies.map(
    (company, index) =>
      `<li><label><input type="radio" name="chosenRealm" value="${escaped(company.realmId)}"${index === 0 ? ' checked' : ''}> ${escaped(String(company.companyInfo()['CompanyName']))}</label></li>`,
  );
  return html(
    'Intuit - Connect',
    `<h1>QuickBooks Online</h1>
<p>${escaped(user)}, which company do you want to connect?</p>
<form method="post" action="/connect/oauth2/consent">
${hidden.join('\n')}
<ul>
${choices.join('\n')}
</ul>
<button name="decision" value="connect">Connect</button>
<button name="decision" value="refuse">No, thanks</button>
</form>`,
  );
}
