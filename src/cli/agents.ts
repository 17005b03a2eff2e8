import { readCommon } from '../app/environment.ts';
import { StartRefused } from '../app/knowledge.ts';
import { readRegistry } from '../store/read-registry.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { renderAgentsTable, agentsJson } from './agents-table.ts';
import { explainDatabase } from './explain-break.ts';
import { oneOf, readArguments } from './read-arguments.ts';
import { AGENTS_USAGE } from './usages.ts';

const FORMATS = ['table', 'json'] as const;

const readAgents = async (): Promise<readonly ServiceAgent[]> => {
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = readCommon(process.env);
  try {
    return await readRegistry({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  } catch (error) {
    const because = explainDatabase(error);
    throw because === undefined ? error : new StartRefused([because]);
  }
};

/**
 * `aws-coworker agents`: prints who looks after what, from the database that `serve` uses. Exit
 * code 0, or 1 when dependencies go round in a circle.
 */
export const runAgents = async (args: readonly string[]): Promise<number> => {
  const usage = AGENTS_USAGE;
  const { values } = readArguments(args, {
    usage,
    options: { format: { type: 'string', default: 'table' } },
    mostWords: 0,
  });
  const format = oneOf(values.format, FORMATS, { name: '--format', usage });
  const agents = await readAgents();
  const json = agentsJson(agents);
  const text = format === 'json' ? JSON.stringify(json, null, 2) : renderAgentsTable(agents);
  process.stdout.write(`${text}\n`);
  return json.cycle === undefined ? 0 : 1;
};
