import { validationError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';

type Step = { readonly op: string; readonly path: readonly string[]; readonly value: Json };

const bad = (message: string): never => {
  throw validationError('CloudControl', `[Invalid patch update: ${message}]`);
};

const stepOf = (raw: unknown): Step => {
  if (!isJsonObject(raw)) return bad('each operation must be an object');
  const { op, path, value } = raw;
  if (typeof op !== 'string' || typeof path !== 'string' || !path.startsWith('/')) {
    return bad('op and path are required');
  }
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { op, path: parts, value: value ?? null };
};

const inList = (items: readonly Json[], step: Step): Json => {
  const [head = '', ...rest] = step.path;
  const index = head === '-' ? items.length : Number(head);
  if (!Number.isInteger(index) || index < 0 || index > items.length) return bad('no such index');
  if (rest.length > 0)
    return items.with(index, apply(items[index] ?? null, { ...step, path: rest }));
  if (step.op === 'remove') return items.toSpliced(index, 1);
  return step.op === 'add'
    ? items.toSpliced(index, 0, step.value)
    : items.toSpliced(index, 1, step.value);
};

const inObject = (value: JsonObject, step: Step): Json => {
  const [head = '', ...rest] = step.path;
  const present = Object.hasOwn(value, head);
  if (rest.length > 0) {
    if (!present) return bad(`noSuchPath in source, path provided: /${step.path.join('/')}`);
    return { ...value, [head]: apply(value[head] ?? null, { ...step, path: rest }) };
  }
  if (step.op !== 'add' && !present) return bad(`noSuchPath in source: /${head}`);
  if (step.op !== 'remove') return { ...value, [head]: step.value };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== head));
};

const apply = (value: Json, step: Step): Json => {
  if (!['add', 'replace', 'remove'].includes(step.op)) return bad(`unsupported op ${step.op}`);
  if (Array.isArray(value)) return inList(value, step);
  return isJsonObject(value) ? inObject(value, step) : bad('path leads into a plain value');
};

/** Applies a JSON patch of add, replace and remove; another or an impossible one is refused. */
export const applyPatch = (document: JsonObject, patch: string): JsonObject => {
  let steps: unknown;
  try {
    steps = JSON.parse(patch);
  } catch {
    return bad('not JSON');
  }
  if (!Array.isArray(steps)) return bad('not a list');
  const result = steps.map(stepOf).reduce<Json>((value, step) => apply(value, step), document);
  return isJsonObject(result) ? result : bad('the document is gone');
};
