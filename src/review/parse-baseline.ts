import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { ConfigError } from '../config/config-file.ts';
import { baselineSchema } from './baseline-schema.ts';
import type { Baseline, BaselineItem } from './baseline.ts';

export type ParsedBaseline =
  | { readonly ok: true; readonly value: Baseline }
  | { readonly ok: false; readonly error: ConfigError };

type Raw = z.infer<typeof baselineSchema>;

/** Members of a policy that a check can name are few; aliases beyond this are a bomb. */
const MAX_ALIASES = 50;

const TOO_MANY_ALIASES = Symbol('too many aliases');

const valueOf = (document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return TOO_MANY_ALIASES;
  }
};

const itemOf = ({ advisory, policy, silent, ...item }: Raw['items'][number]): BaselineItem => ({
  ...item,
  isAdvisory: advisory,
  isPolicy: policy,
  isSilent: silent,
});

/** The line of the nearest enclosing member that stands in the text. */
const lineAt = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range: unknown =
      typeof node === 'object' && node !== null && 'range' in node && node.range;
    if (Array.isArray(range)) return lines.linePos(Number(range[0])).line;
  }
  return 1;
};

const firstFlaw = (raw: Raw): { readonly index: number; readonly reason: string } | undefined => {
  const seen = new Set<string>();
  for (const [index, { id }] of raw.items.entries()) {
    if (!id.startsWith(`${raw.prefix}-`)) {
      return { index, reason: `id ${id} does not begin with ${raw.prefix}-` };
    }
    if (seen.has(id)) return { index, reason: `id ${id} stands in the file twice` };
    seen.add(id);
  }
  return undefined;
};

/** The innermost issue of a union, where the reason is. */
const innermost = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .toSorted((a, b) => b.path.length - a.path.length)
    .at(0);
  return inner === undefined
    ? issue
    : { ...innermost(inner), path: [...issue.path, ...innermost(inner).path] };
};

/**
 * Reads a `baseline.yml`: YAML with the members of `baselineSchema`. The error names file and line.
 * Does not compare with other baselines; `layerBaselines` does.
 */
export const parseBaseline = (text: string, file: string): ParsedBaseline => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const wrong = (line: number, reason: string): ParsedBaseline => ({
    ok: false,
    error: { file, line, reason },
  });
  const [broken] = document.errors;
  if (broken !== undefined) {
    return wrong(lines.linePos(broken.pos[0]).line, broken.message.split('\n')[0] ?? 'no YAML');
  }
  const json = valueOf(document);
  if (json === TOO_MANY_ALIASES) return wrong(1, 'the aliases multiply');
  const read = baselineSchema.safeParse(json);
  if (!read.success) {
    const [first] = read.error.issues;
    const issue = first && innermost(first);
    const path = issue?.path ?? [];
    return wrong(lineAt(document, lines, path), `${path.join('.')}: ${issue?.message ?? 'wrong'}`);
  }
  const flaw = firstFlaw(read.data);
  if (flaw) return wrong(lineAt(document, lines, ['items', flaw.index]), flaw.reason);
  const { service, prefix, items } = read.data;
  return { ok: true, value: { service, prefix, file, items: items.map(itemOf) } };
};
