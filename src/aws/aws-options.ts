import type { Config } from '../config/config.ts';
import type { Clock } from '../execute/ports.ts';
import type { Region } from '../task/ids.ts';
import type { ClientPlugin } from './client-table.ts';
import type { CredentialProvider } from './identity.ts';
import type { Rates } from './pace.ts';

/** What the edge to AWS is built from; each worker is given its own identity only. */
export interface AwsOptions {
  readonly config: Pick<Config, 'organization'>;
  readonly clock: Clock;
  /** Where STS is asked and organizations are listed from. */
  readonly homeRegion: Region;
  /** Another AWS, such as a server on loopback; by default what the SDK finds. */
  readonly endpoint?: string;
  /** Middleware for every client. */
  readonly plugins?: readonly ClientPlugin[];
  /** The identity `aws-coworker-reader`; by default the configured profile or the environment. */
  readonly readerIdentity?: CredentialProvider;
  /** The identity `aws-coworker-deployer`; by default the configured profile or the environment. */
  readonly deployerIdentity?: CredentialProvider;
  /** False where AWS is in this process, and bears any rate. */
  readonly isPaced?: boolean;
  /** What AWS bears, where it is known to differ from what is usual. */
  readonly rates?: Rates;
  /** Between 0 and 1; spreads the second tries of many callers. */
  readonly random?: () => number;
}
