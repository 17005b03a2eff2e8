import { skipped, type Check } from '../../report/doctor/check.ts';
import { judgeDatabase } from '../../report/doctor/judge-database.ts';
import { inspectStore } from '../../store/inspect-store.ts';
import type { CommonEnvironment } from '../../app/environment.ts';
import { examineAws } from './examine-aws.ts';
import { examineGitHub } from './examine-github.ts';
import { examineStart } from './examine-start.ts';
import { inSection } from './in-section.ts';
import type { DoctorOptions } from './options.ts';

const examineDatabase = (
  { role }: DoctorOptions,
  environment: CommonEnvironment,
): Promise<readonly Check[]> =>
  inSection('Database', async () => {
    const databaseUrl = environment.DATABASE_URL;
    if (databaseUrl === undefined && role !== 'all') {
      return [skipped('Database', 'there is none that workers of their own can share')];
    }
    const facts = await inspectStore({
      role,
      dataDir: environment.DATA_DIR,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    });
    return judgeDatabase(facts, role === 'all');
  });

/** Looks at everything a process of this role needs, and changes none of it. */
export const examine = async (options: DoctorOptions): Promise<readonly Check[]> => {
  const { checks, environment, config, isComplete } = examineStart(options);
  if (environment === undefined || config === undefined) {
    const why = 'environment and configuration come first';
    return [...checks, skipped('GitHub, AWS and database', why)];
  }
  return [
    ...checks,
    ...(await examineDatabase(options, environment)),
    ...(isComplete
      ? await examineGitHub(options, config)
      : [skipped('GitHub App', 'the environment comes first')]),
    ...(await examineAws(options, config, environment)),
  ];
};
