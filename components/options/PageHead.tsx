import type { ComponentChildren } from 'preact';

/** The top of an options page: its name, one sentence, and its actions. */
export function PageHead({ title, about, children }: { title: string; about?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="head">
      <div>
        <h1>{title}</h1>
        {about && <p class="soft">{about}</p>}
      </div>
      {children && <div class="row">{children}</div>}
    </header>
  );
}
