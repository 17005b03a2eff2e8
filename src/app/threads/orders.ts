import type { Rates } from '../../aws/pace.ts';
import type { Credentials } from '../../aws/transport.ts';
import type { Config } from '../../config/config.ts';
import type { AuditAsk } from '../../report/audit/gather/audit-run.ts';
import type { Tally } from '../../report/audit/gather/tally.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';

/** What a thread opens its own door to AWS with. */
export interface ThreadOptions {
  readonly organization: Config['organization'];
  readonly homeRegion: Region;
  readonly endpoint?: string;
  readonly rates?: Rates;
  /** True where the keys of the reader's identity are asked of the thread that began this one. */
  readonly asksForKeys: boolean;
}

/** An audit without its functions, which no other thread can call. */
export type PlainAsk = Omit<AuditAsk, 'accounts' | 'isWanted' | 'mayGoOn' | 'tell'>;

/** What a thread is told. */
export type Order =
  | {
      readonly kind: 'ask';
      readonly askId: number;
      readonly ask: PlainAsk;
      /** One number that is no longer 0 when there is no time left. */
      readonly stopped: Int32Array<SharedArrayBuffer>;
    }
  | {
      readonly kind: 'unit';
      readonly id: number;
      readonly askId: number;
      readonly account: AwsAccount;
      readonly regions: readonly Region[];
    }
  | { readonly kind: 'answered'; readonly askId: number }
  | { readonly kind: 'keys'; readonly id: number; readonly keys?: Credentials };

/** What a thread says. */
export type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counted'; readonly id: number; readonly tally: Tally }
  | { readonly kind: 'broken'; readonly id: number; readonly because: string }
  | { readonly kind: 'keys'; readonly id: number };
