import { readKnowledge } from '../app/knowledge.ts';
import { dutyWord, serviceRows, type ServiceRow } from '../report/services/judge-rows.ts';
import { DUTIES } from '../report/services/rows.ts';
import { oneOf, readArguments } from './read-arguments.ts';
import { SERVICES_USAGE } from './usages.ts';
import { aligned } from './aligned.ts';

const FORMATS = ['table', 'json'] as const;

/** The rows for people, in columns. */
const renderTable = (rows: readonly ServiceRow[]): string =>
  aligned([
    ['service', ...DUTIES],
    ...rows.map((row) => [row.service, ...DUTIES.map((duty) => dutyWord(row, duty))]),
  ]);

/**
 * `aws-coworker services`: what is done for each service of the domain, built here or not. As JSON
 * one object for each: the service, and for each duty true, false or `refused`. True stands only
 * where a story shows it. Needs neither AWS nor GitHub. Exit code 0.
 */
export const runServices = async (
  args: readonly string[],
  io: { readonly out: (text: string) => void },
): Promise<number> => {
  const usage = SERVICES_USAGE;
  const { values } = readArguments(args, {
    usage,
    options: { format: { type: 'string', default: 'table' } },
    mostWords: 0,
  });
  const format = oneOf(values.format, FORMATS, { name: '--format', usage });
  const rows = serviceRows(readKnowledge().baselines);
  io.out(format === 'json' ? JSON.stringify(rows, null, 2) : renderTable(rows));
  return 0;
};
