/** Plain but pleasant: the pages are shown in screenshots. */
export const style = `
:root { --back: #f4f5f8; --card: #fff; --ink: #22283a; --soft: #6b7388; --line: #e3e6ee; --accent: #3d5afe; --side: #1f2640; }
.dark { --back: #14171f; --card: #1e222d; --ink: #e6e8ee; --soft: #9aa1b3; --line: #31374a; --accent: #8c9eff; --side: #0c0e14; color-scheme: dark; }
* { box-sizing: border-box }
body { margin: 0; font: 14px/1.5 "Open Sans", "Segoe UI", system-ui, sans-serif; color: var(--ink); background: var(--back); }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
#mainMenu { position: fixed; inset: 0 auto 0 0; width: 190px; background: var(--side); padding: 20px 0; }
#mainMenu b { display: block; color: #fff; font-size: 20px; padding: 0 22px 18px; letter-spacing: .02em }
#mainMenu a { display: block; color: #c3c9de; padding: 8px 22px } #mainMenu a.active { color: #fff; background: #ffffff1a }
#pageContainer { margin-left: 190px; padding: 26px 34px; max-width: 1180px }
.page-box { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 24px 28px; min-height: 420px }
.salesdoc-view-header, .view-header, .rx-head { display: flex; align-items: center; gap: 14px; flex-wrap: wrap; margin-bottom: 18px }
h1, .rx-title { font-size: 22px; font-weight: 600; margin: 0 }
.status { border-radius: 10px; padding: 2px 10px; font-size: 12px; background: #ffe3e0; color: #a3241a } .status.paid { background: #dcf5e4; color: #146c36 }
.buttonDropdown { margin-left: auto } .buttonDropdown button { font: inherit; color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 6px; padding: 5px 14px }
dl { display: grid; grid-template-columns: 120px 1fr 120px 1fr; gap: 4px 16px; margin: 0 0 22px } dt { color: var(--soft) } dd { margin: 0 }
table { width: 100%; border-collapse: collapse } th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--line); padding: 6px 8px }
td { padding: 9px 8px; border-bottom: 1px solid var(--line); vertical-align: top } .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.secondary-info { color: var(--soft); font-size: 12px } .total-block-row td { border: 0; padding: 4px 8px } .total-block-row.grand td { font-weight: 700; border-top: 2px solid var(--line) }
.deleted { background: #fff3cd; color: #664d03; border-radius: 6px; padding: 8px 12px; margin-bottom: 16px }
.edit::before { content: '\\270e' } .edit { padding: 0 4px } #moreRows { font: inherit; color: var(--accent); background: none; border: 1px solid var(--line); border-radius: 6px; padding: 5px 14px } tr[data-id] { cursor: pointer }
.loading { color: var(--soft) } input[type=text] { font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 4px; padding: 4px 8px; width: 100% }
#veil { position: fixed; inset: 0; z-index: 2147483647; opacity: 0.01; background: #000 }
`;
