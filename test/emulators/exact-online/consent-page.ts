import type { Company } from './company';
import { trimmed } from './values';

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Where the user lets an app reach some of the companies. */
export function consentPage(request: URLSearchParams, user: string, companies: Iterable<Company>): Response {
  const hidden = [...request].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const choices = [...companies].map(
    (company) => `<li><label><input type="checkbox" name="division" value="${company.code}" checked> ${escaped(trimmed(company.info['Description']))} (${company.code})</label></li>`,
  );
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Exact Online - Authorise</title></head>
<body>
<h1>Exact Online</h1>
<p>${escaped(user)}, do you allow this app to use these companies?</p>
<form method="post" action="/api/oauth2/consent">
${hidden.join('\n')}
<ul>
${choices.join('\n')}
</ul>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="refuse">Refuse</button>
</form>
</body>
</html>`;
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
