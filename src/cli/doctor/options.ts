import type { Role } from '../../app/environment.ts';
import type { Clock } from '../../execute/ports.ts';
import type { SandboxParts } from '../sandbox.ts';

/** What an examination is made from; everything outside is passed in. */
export interface DoctorOptions {
  readonly role: Role;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  readonly clock: Clock;
  /** Stands in for AWS. */
  readonly sandbox?: Partial<SandboxParts>;
  /** How GitHub is reached; the machine's own `fetch` when absent. */
  readonly fetch?: typeof fetch;
  readonly isPaced?: boolean;
}

/** Whether a role of this process includes a worker. */
export const includes = (role: Role, worker: Exclude<Role, 'all'>): boolean =>
  role === 'all' || role === worker;
