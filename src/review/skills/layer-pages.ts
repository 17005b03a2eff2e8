import type { ConfigError } from '../../config/config-file.ts';
import { byPlace, type SkillPage } from './page.ts';

export type LayeredPages =
  | { readonly ok: true; readonly value: readonly SkillPage[] }
  | { readonly ok: false; readonly error: ConfigError };

const sorted = (pages: readonly SkillPage[]): readonly SkillPage[] =>
  pages.toSorted((a, b) => byPlace(a.name, b.name));

const lastOf = (name: string): string => name.split('/').at(-1) ?? name;

/** The first page whose folder has the name of another's: by it a person would find either. */
const firstTwin = (pages: readonly SkillPage[]): ConfigError | undefined => {
  const seen = new Map<string, SkillPage>();
  for (const page of pages) {
    const known = seen.get(lastOf(page.name));
    if (known !== undefined) {
      return { file: page.file, line: 2, reason: `${known.name} has the same name` };
    }
    seen.set(lastOf(page.name), page);
  }
  return undefined;
};

const firstFlaw = (
  core: readonly SkillPage[],
  own: readonly SkillPage[],
): ConfigError | undefined => {
  const names = new Set(core.map(({ name }) => name));
  const wrong = core.find((page) => page.extends !== undefined);
  if (wrong !== undefined) {
    return { file: wrong.file, line: 1, reason: 'only a page below org/ extends another' };
  }
  const lost = own.find((page) => page.extends !== undefined && !names.has(page.extends));
  if (lost === undefined) return firstTwin(sorted([...core, ...own]));
  return { file: lost.file, line: 1, reason: `there is no page ${lost.extends} to extend` };
};

const extended = (page: SkillPage, own: readonly SkillPage[]): SkillPage => {
  const more = own.filter((one) => one.extends === page.name).map(({ body }) => body);
  return { ...page, body: [page.body, ...more].join('\n\n') };
};

/**
 * Lays the organization's pages over the core: each adds a page or is appended to one. None can
 * take a page or a sentence away. The answer stands in the fixed order.
 */
export const layerPages = (core: readonly SkillPage[], own: readonly SkillPage[]): LayeredPages => {
  const error = firstFlaw(core, own);
  if (error !== undefined) return { ok: false, error };
  const ordered = sorted(own);
  const added = ordered.filter((page) => page.extends === undefined);
  return { ok: true, value: sorted([...core.map((page) => extended(page, ordered)), ...added]) };
};
