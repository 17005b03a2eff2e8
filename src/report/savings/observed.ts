import type { ReadSeries } from './series.ts';
import type { Seen } from './saving.ts';

/** An instance that may run. Series are of 14 days. */
export interface ObservedInstance extends Seen {
  readonly of: 'instance';
  readonly state: string;
  readonly instanceType: string;
  /** True for what has a list price: on demand, shared hardware, Linux. */
  readonly isListPriced: boolean;
  /** ISO instant since when it has run without a stop. */
  readonly runsSince: string;
  readonly cpuAverage: ReadSeries;
  readonly cpuPeak: ReadSeries;
  /** Bytes a day, in and out. */
  readonly networkBytes: ReadSeries;
}

/** A database instance. Series are of 14 days. */
export interface ObservedDatabase extends Seen {
  readonly of: 'database';
  readonly state: string;
  readonly instanceClass: string;
  readonly engine: string;
  readonly isMultiZone: boolean;
  readonly createdAt: string;
  readonly cpuAverage: ReadSeries;
  readonly cpuPeak: ReadSeries;
}

/**
 * A volume. AWS keeps no date of its detachment; but CloudWatch has data of a volume only while it
 * is attached, so days without any are days without an instance.
 */
export interface ObservedVolume extends Seen {
  readonly of: 'volume';
  readonly state: string;
  readonly createdAt: string;
  readonly sizeGb: number;
  readonly volumeType: string;
  readonly iops: number;
  readonly throughputMbps: number;
  /** Data points a day, of idle time, reads and writes. */
  readonly activity: ReadSeries;
}

/** An Elastic IP address. AWS does not tell since when it is free. */
export interface ObservedAddress extends Seen {
  readonly of: 'address';
  readonly publicIp: string;
  readonly isAssociated: boolean;
  /** True for an address that the customer brought: AWS charges nothing for it. */
  readonly isOwn: boolean;
}

export interface ObservedNatGateway extends Seen {
  readonly of: 'nat-gateway';
  readonly state: string;
  readonly createdAt: string;
  /** Bytes a day, to both sides. */
  readonly bytes: ReadSeries;
}

export interface ObservedLoadBalancer extends Seen {
  readonly of: 'load-balancer';
  readonly kind: 'application' | 'network' | 'gateway';
  readonly state: string;
  readonly createdAt: string;
  readonly targetsNow: number;
  /** Data points a day that AWS writes whatever happens: they show that there are metrics. */
  readonly pulse: ReadSeries;
  /** Data points a day of healthy and unhealthy targets: there are some while it has targets. */
  readonly targets: ReadSeries;
  /** Requests or new flows a day. AWS writes an application's only while there are targets. */
  readonly traffic: ReadSeries;
}

export interface ObservedSnapshot extends Seen {
  readonly of: 'snapshot';
  readonly state: string;
  readonly startedAt: string;
  readonly volumeId: string;
  /** Bytes of all its blocks; undefined when AWS does not tell. */
  readonly fullBytes?: number;
  readonly isArchived: boolean;
  /** An image of the account that is made of it; empty for none. */
  readonly imageId: string;
  /** What keeps it as a backup, in words; empty for nothing. */
  readonly backup: string;
  /** Other snapshots of the same volume, with which it shares blocks. */
  readonly siblings: number;
}

export interface ObservedBucket extends Seen {
  readonly of: 'bucket';
  readonly createdAt: string;
  readonly isEmpty: boolean;
  /** Requests of 90 days; `off` where S3 does not count them. */
  readonly requests: ReadSeries | 'off';
  /** Bytes in the standard class, and objects in all; null when CloudWatch has neither. */
  readonly standardBytes: number | null;
  readonly objects: number | null;
  /** What moves or expires objects, in words; empty for nothing. */
  readonly tiering: string;
}

export interface ObservedLogGroup extends Seen {
  readonly of: 'log-group';
  readonly createdAt: string;
  readonly storedBytes: number;
  readonly retentionDays?: number;
  /** A class whose groups AWS itself empties. */
  readonly isDelivery: boolean;
}

/** A resource of which only the name could be read. */
export interface ObservedDenied extends Seen {
  readonly of: 'denied';
  readonly because: string;
}

/** What was read of one resource, before anybody judges it. */
export type Observed =
  | ObservedInstance
  | ObservedDatabase
  | ObservedVolume
  | ObservedAddress
  | ObservedNatGateway
  | ObservedLoadBalancer
  | ObservedSnapshot
  | ObservedBucket
  | ObservedLogGroup
  | ObservedDenied;
