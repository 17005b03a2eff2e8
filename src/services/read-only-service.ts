import type { MutationType } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';
import type { AwsResourceType } from '../task/resource-type.ts';

/** A service that is only read: it has no draft, and a refusal for whatever would change it. */
export interface ReadOnlyService {
  /** The folder's name, such as `organization`. */
  readonly key: string;
  readonly title: string;
  readonly types: readonly AwsResourceType[];
  readonly refuses: Readonly<Record<MutationType, Refusal>>;
}
