import { validationError } from '../aws-error.ts';
import type { Charge } from '../bill.ts';
import { record, text, texts, type Input } from './call.ts';

/** A dimension or tag to group by. */
export interface GroupKey {
  readonly type: string;
  readonly key: string;
}

/** The charges of one period under one set of keys. */
export interface ChargeGroup {
  readonly period: { readonly Start: string; readonly End: string };
  readonly keys: readonly string[];
  readonly sum: number;
}

const invalid = (message: string): Error => validationError('CostExplorer', message);

const DIMENSIONS: Readonly<Record<string, (charge: Charge) => string>> = {
  LINKED_ACCOUNT: ({ accountId }) => accountId,
  SERVICE: ({ service }) => service,
  RECORD_TYPE: ({ recordType }) => recordType,
};

const TAGS: Readonly<Record<string, (charge: Charge) => string>> = {
  CostCenter: ({ costCenter }) => costCenter,
  Application: ({ application }) => application,
};

const valueOf = ({ type, key }: GroupKey, charge: Charge): string => {
  if (type === 'TAG') return `${key}$${TAGS[key]?.(charge) ?? ''}`;
  const read = DIMENSIONS[key];
  if (type !== 'DIMENSION' || read === undefined) throw invalid(`Dimension ${key} is invalid`);
  return read(charge);
};

/** True for a charge that an expression of Cost Explorer keeps. An empty one keeps everything. */
export const matches = (charge: Charge, expression: Input): boolean => {
  const parts = (name: string): readonly Input[] =>
    (Array.isArray(expression[name]) ? expression[name] : []).map(record);
  if (Array.isArray(expression['And'])) return parts('And').every((each) => matches(charge, each));
  if (Array.isArray(expression['Or'])) return parts('Or').some((each) => matches(charge, each));
  if (expression['Not'] !== undefined) return !matches(charge, record(expression['Not']));
  if (expression['Dimensions'] === undefined) return true;
  const dimension = record(expression['Dimensions']);
  const read = DIMENSIONS[text(dimension, 'Key')];
  if (read === undefined) throw invalid(`Dimension ${text(dimension, 'Key')} is invalid`);
  return texts(dimension, 'Values').includes(read(charge));
};

const addDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 864e5).toISOString().slice(0, 10);

const nextMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};

/** The day or month of a charge, cut at the ends of what was asked for. */
const periodOf = (
  day: string,
  { granularity, start, end }: { granularity: string; start: string; end: string },
): ChargeGroup['period'] => {
  if (granularity === 'DAILY') return { Start: day, End: addDay(day) };
  const first = `${day.slice(0, 7)}-01`;
  const last = nextMonth(day);
  return { Start: first < start ? start : first, End: last > end ? end : last };
};

/** Groups charges as GetCostAndUsage does: by period, then by keys. */
export const groupCharges = (
  charges: readonly Charge[],
  asked: {
    readonly keys: readonly GroupKey[];
    readonly granularity: string;
    readonly start: string;
    readonly end: string;
  },
): readonly ChargeGroup[] => {
  const groups = new Map<string, ChargeGroup>();
  for (const charge of charges) {
    const period = periodOf(charge.day, asked);
    const keys = asked.keys.map((key) => valueOf(key, charge));
    const name = JSON.stringify([period.Start, ...keys]);
    groups.set(name, { period, keys, sum: (groups.get(name)?.sum ?? 0) + charge.amount });
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
};
