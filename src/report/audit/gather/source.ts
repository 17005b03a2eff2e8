import type { LiveDocument } from '../../../review/live/review-live.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { Region } from '../../../task/ids.ts';

/** One account and region that is looked at, with the session that looks. */
export interface AuditPlace {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly reader: AwsReader;
  /** The checks of the rules that are asked here, as text: what they do not name is not read. */
  readonly rules: string;
  /** What of the place itself the things are judged beside; read once, and only where asked. */
  readonly alarms: readonly LiveDocument[] | undefined;
}

/** One thing that is listed. */
export type Listed = Pick<AwsResource, 'id' | 'arn' | 'tags' | 'metadata' | 'state'>;

/** What one thing is judged by. */
export interface LiveThing {
  /** The thing first, then what is a part of it. */
  readonly documents: readonly LiveDocument[];
  readonly beside: readonly LiveDocument[];
  /** Types that were looked for to their end, and the tags of the stack. */
  readonly read: readonly string[];
  /** Tags with those of the stack, where they were read. */
  readonly stackTags: Readonly<Record<string, string>>;
}

/** One kind of thing: how all of a place are listed, page by page, and how one is read. */
export interface AuditSource {
  /** As people call them, in the plural: `buckets`. */
  readonly title: string;
  readonly type: string;
  /** Types of the documents that are judged with it, its own among them. */
  readonly judges: readonly string[];
  readonly isGlobal: boolean;
  /** How many of a place are read at the same time, where one of them is read by many calls. */
  readonly most?: number;
  readonly list: (place: AuditPlace) => AsyncIterable<Listed>;
  /** Undefined for one that went away meanwhile. */
  readonly read: (place: AuditPlace, one: Listed) => Promise<LiveThing | undefined>;
}
