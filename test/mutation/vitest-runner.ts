import * as stryker from '@stryker-mutator/vitest-runner';

/** What of a Stryker test runner is wrapped here. */
interface Runner {
  mutantRun(options: { readonly testFilter?: readonly string[] }): Promise<unknown>;
}

type Factory = ((injector: unknown) => Runner) & { readonly inject?: readonly string[] };

const [given] = stryker.strykerPlugins as unknown as readonly { readonly factory: Factory }[];
if (given === undefined) throw new Error('the runner for vitest has no factory');

/**
 * Stryker's runner for vitest picks the tests of a mutant by their names joined with spaces, which
 * vitest 5 joins with ` > `: it would run none, and every mutant would live. So all tests are run.
 */
const factory: Factory = Object.assign(
  (injector: unknown): Runner => {
    const runner = given.factory(injector);
    const run = runner.mutantRun.bind(runner);
    runner.mutantRun = ({ testFilter: _, ...options }) => run(options);
    return runner;
  },
  { inject: given.factory.inject ?? [] },
);

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'vitest', factory }];
export const { strykerValidationSchema } = stryker;
