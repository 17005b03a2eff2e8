import { checkRole, readCommon, readOrchestrator, ROLES, type Role } from '../app/environment.ts';
import { loadConfig } from '../app/knowledge.ts';
import type { AppOptions } from '../app/start-app.ts';
import { systemClock } from '../app/system-clock.ts';
import { oneOf, readArguments } from './read-arguments.ts';
import { SERVE_USAGE } from './usages.ts';

const waiting = { now: systemClock.now, sleep: systemClock.sleep };

const githubOf = (role: Role): Pick<AppOptions, 'github'> => {
  if (role !== 'all' && role !== 'orchestrator') return {};
  const environment = readOrchestrator(process.env);
  return {
    github: {
      appId: environment.APP_ID,
      privateKey: environment.PRIVATE_KEY,
      webhookSecret: environment.WEBHOOK_SECRET,
      baseUrl: environment.GITHUB_API_URL,
      waiting,
    },
  };
};

/**
 * `aws-coworker serve`: runs the application until it is told to stop. What stands against a start
 * in the arguments, the environment or the configuration is said before the application is loaded.
 */
export const runServe = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, {
    usage: SERVE_USAGE,
    options: { role: { type: 'string', default: 'all' }, sandbox: { type: 'string' } },
    mostWords: 0,
  });
  const role = oneOf(values.role, ROLES, { name: '--role', usage: SERVE_USAGE });
  const environment = readCommon(process.env);
  checkRole(role, environment);
  const config = loadConfig(environment.CONFIG_DIR);
  const github = githubOf(role);
  const { serve } = await import('./serving.ts');
  return serve({ role, environment, config, github, sandboxUrl: values.sandbox });
};
