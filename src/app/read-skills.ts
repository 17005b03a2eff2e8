import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findSecret } from '../intake/find-secrets.ts';
import { layerPages, type LayeredPages } from '../review/skills/layer-pages.ts';
import type { SkillPage } from '../review/skills/page.ts';
import { parsePage, type ParsedPage } from '../review/skills/parse-page.ts';
import { isSameFolder, listNamed, shownPath } from './skills-folder.ts';

/** What a page says is told to the model: what looks like a secret must not stand there. */
const withoutSecret = (text: string, file: string): ParsedPage | undefined => {
  const secret = findSecret(text);
  if (secret === undefined) return undefined;
  const line = text.split('\n').findIndex((row) => findSecret(row) !== undefined) + 1;
  const reason = `holds what looks like ${secret}: pages are told to the model`;
  return { ok: false, error: { file, line: Math.max(line, 1), reason } };
};

/** Every page below a folder; `below` is what their names begin with. */
const readFolder = (root: string, below: string): readonly ParsedPage[] =>
  listNamed(root, 'SKILL.md').map((path) => {
    const file = join(root, path);
    const place = { name: `${below}${dirname(path)}`, file: shownPath(file) };
    const text = readFileSync(file, 'utf8');
    return withoutSecret(text, place.file) ?? parsePage(text, place);
  });

const isOwn = ({ name }: SkillPage): boolean => name.startsWith('org/');

/**
 * Reads every `SKILL.md` below a skills folder, and those of the organization's own folder when it
 * is another one. Pages below `org/` add to the core; they take nothing away.
 */
export const readSkills = (root: string, own?: string): LayeredPages => {
  const isElsewhere = own !== undefined && !isSameFolder(join(root, 'org'), own);
  const parsed = [...readFolder(root, ''), ...(isElsewhere ? readFolder(own, 'org/') : [])];
  const pages: SkillPage[] = [];
  for (const one of parsed) {
    if (!one.ok) return one;
    pages.push(one.value);
  }
  return layerPages(
    pages.filter((page) => !isOwn(page)),
    pages.filter(isOwn),
  );
};
