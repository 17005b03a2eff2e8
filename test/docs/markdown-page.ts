import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** How a page is shown: GitHub's two colour schemes. */
export type Scheme = 'light' | 'dark';

const ALERT = /<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/g;

const COLOURS: Readonly<Record<string, string>> = {
  note: '#0969da',
  tip: '#1a7f37',
  important: '#8250df',
  warning: '#9a6700',
  caution: '#cf222e',
};

/** `[!NOTE]` at the head of a quotation becomes what GitHub makes of it. */
const withAlerts = (html: string): string =>
  html.replaceAll(ALERT, (_, kind: string) => {
    const name = kind.toLowerCase();
    const title = `${kind.slice(0, 1)}${name.slice(1)}`;
    return `<blockquote class="alert ${name}"><p class="title">${title}</p><p>`;
  });

/** A hard line break where the source has one: GitHub renders comments so, and files not. */
const withLineBreaks = (html: string): string =>
  html.replaceAll(/<(p|li)>([\s\S]*?)<\/\1>/g, (_, tag: string, body: string) => {
    const broken = body.replaceAll(/([^>\n])\n(?!<(?:ul|ol|pre))/g, '$1<br>\n');
    return `<${tag}>${broken}</${tag}>`;
  });

const COMMON = `
* { box-sizing: border-box }
body { margin: 0; padding: 16px; font: 14px/1.5 -apple-system, 'Liberation Sans', Arial, sans-serif;
  background: var(--page); color: var(--text); overflow-wrap: break-word }
.box { max-width: 860px; margin: 0 auto; border: 1px solid var(--line); border-radius: 6px }
.head { padding: 8px 16px; background: var(--soft); border-bottom: 1px solid var(--line);
  border-radius: 6px 6px 0 0; color: var(--muted) }
.head b { color: var(--text) }
.body { padding: 16px }
.body > :first-child { margin-top: 0 } .body > :last-child { margin-bottom: 0 }
p, ul, table, pre, blockquote, details { margin: 0 0 16px }
h2 { font-size: 1.5em; margin: 0 0 16px; padding-bottom: .3em;
  border-bottom: 1px solid var(--line) }
h3 { font-size: 1.25em; margin: 24px 0 16px }
ul { padding-left: 2em }
li.task { list-style: none }
code { font: 85%/1.45 'Liberation Mono', monospace; background: var(--code); padding: .2em .4em;
  border-radius: 6px; white-space: break-spaces }
pre { background: var(--soft); padding: 16px; border-radius: 6px; overflow: auto }
pre code { background: none; padding: 0; white-space: pre }
table { display: block; width: max-content; max-width: 100%; overflow: auto;
  border-collapse: collapse; border-spacing: 0 }
th, td { padding: 6px 13px; border: 1px solid var(--line); text-align: left }
tr:nth-child(2n) { background: var(--soft) }
blockquote { padding: 0 1em; border-left: .25em solid var(--line); color: var(--muted) }
blockquote.alert { color: inherit; padding: 8px 16px }
blockquote.alert p { margin: 0 } .title { font-weight: 600 }
blockquote > :last-child { margin-bottom: 0 }
sub { font-size: 75% }
`;

const SCHEMES: Readonly<Record<Scheme, string>> = {
  light: `--page: #fff; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
    --code: #818b981f`,
  dark: `--page: #0d1117; --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --soft: #151b23;
    --code: #656c7633`,
};

const alertStyles = Object.entries(COLOURS)
  .map(
    ([name, colour]) =>
      `.${name} { border-color: ${colour} !important } .${name} .title { color: ${colour} }`,
  )
  .join('\n');

/** A comment as GitHub shows it, closely enough to judge its width and its density. */
export const renderPage = (markdown: string, scheme: Scheme, who: string): string => {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return `<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root { ${SCHEMES[scheme]} }${COMMON}${alertStyles}</style>
<div class="box"><div class="head"><b>${who}</b></div>
<div class="body">${withLineBreaks(withAlerts(html))}</div></div>`;
};
