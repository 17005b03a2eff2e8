import { parseDocument, type Document } from 'yaml';
import { parseTemplate } from '../plan/parse-template.ts';
import type { Template } from '../plan/template.ts';
import { canonicalJson, isJsonObject, type Json } from '../task/json.ts';

interface Edit {
  readonly document: Document;
  readonly path: readonly string[];
}

const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Writes what differs, member by member, so that all else keeps its form and its comments. */
const edit = ({ document, path }: Edit, before: Json | undefined, after: Json): void => {
  if (!isJsonObject(before) || !isJsonObject(after)) return document.setIn(path, after);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    const inner = { document, path: [...path, name] };
    if (is === undefined) document.deleteIn(inner.path);
    else if (!isSame(was, is)) edit(inner, was, is);
  }
};

const asJson = (template: Template): Json => JSON.parse(JSON.stringify(template)) as Json;

/** Tags are kept as they stand: resolved and written again, `!Sub` would come out as another. */
const editedYaml = (body: string, before: Template, after: Template): string | undefined => {
  const document = parseDocument(body, { version: '1.1', logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  try {
    edit({ document, path: [] }, asJson(before), asJson(after));
    return document.toString({ lineWidth: 0 });
  } catch {
    // A path through an alias, or through what is no mapping.
    return undefined;
  }
};

/**
 * The text of a template that was changed, in the form that it had: our own JSON, a given JSON, or
 * a given YAML with its comments. Undefined where the text does not read as exactly that template.
 */
export const rewriteBody = (
  body: string,
  before: Template,
  after: Template,
): string | undefined => {
  if (body === canonicalJson(before)) return canonicalJson(after);
  const isJson = body.trimStart().startsWith('{');
  const next = isJson ? JSON.stringify(after, null, 2) : editedYaml(body, before, after);
  const read = next === undefined ? undefined : parseTemplate(next);
  return read?.ok === true && isSame(asJson(read.value.template), asJson(after)) ? next : undefined;
};
