import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';

interface Asset {
  readonly type: string;
  readonly text: string;
}

const read = (address: string): string => readFileSync(fileURLToPath(address), 'utf8');

const own = (name: string): string => read(new URL(`assets/${name}`, import.meta.url).href);

/** What the page needs and nobody else's server gives: read once, at the start. */
const readAssets = (): Readonly<Record<string, Asset>> => ({
  '/assets/dashboard.css': { type: 'text/css; charset=utf-8', text: own('dashboard.css') },
  '/assets/icon.svg': { type: 'image/svg+xml', text: own('icon.svg') },
  '/assets/htmx.js': {
    type: 'text/javascript; charset=utf-8',
    text: read(import.meta.resolve('htmx.org/dist/htmx.min.js')),
  },
});

/** Serves the style, the script and the icon; they say nothing about anybody. */
export const addAssets = (app: Hono): void => {
  for (const [path, { type, text }] of Object.entries(readAssets())) {
    app.get(path, (context) => context.body(text, 200, { 'content-type': type }));
  }
};
