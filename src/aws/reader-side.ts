import type { Clock, StackReads } from '../execute/ports.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import { Fault } from '../task/fault.ts';
import type { AccountId } from '../task/ids.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { openRenewed, type AccountSession } from './account-session.ts';
import { listOrganization, listUnits, type RawAccount, type Unit } from './accounts.ts';
import { openRole } from './assume-role.ts';
import type { AwsOptions } from './aws-options.ts';
import { createIdentity } from './identity.ts';
import {
  createPreview,
  createPreviewer,
  deletePreview,
  type Previewed,
  type Previewer,
  type PreviewOrder,
} from './previewer.ts';
import { createReader } from './reader.ts';
import { createStackReads } from './stack-reads.ts';
import { createTransport, type Transport } from './transport.ts';

/** What the reader worker holds. It can read and preview; it has no way to execute. */
export interface ReaderSide {
  readonly openReader: (accountId: AccountId) => Promise<Decided<AwsReader & StackReads>>;
  readonly openPreviewer: (accountId: AccountId) => Promise<Decided<Previewer>>;
  readonly createPreview: (order: PreviewOrder) => Promise<Decided<Previewed>>;
  /** Deletes the change set; one that is gone already is as good. */
  readonly deletePreview: (handle: PreviewHandle) => Promise<void>;
  readonly listAccounts: () => Promise<Decided<readonly RawAccount[]>>;
  readonly listUnits: () => Promise<Decided<readonly Unit[]>>;
  /** Reads as the role that sees the organization: its bill, and nothing of its workloads. */
  readonly openOrganization: () => Promise<Decided<AwsReader>>;
  readonly close: () => void;
}

/** Said by CloudTrail of every call that no person approved. */
const SOURCE_IDENTITY = 'aws-coworker';
const HOUR_MS = 3_600_000;

interface Kept {
  readonly session: Promise<Decided<AccountSession>>;
  readonly untilMs: number;
}

type RoleOpener = (accountId: AccountId, roleName: string) => Promise<Decided<AccountSession>>;

/** Keeps a session for an hour; one that did not open is tried again. */
const keepForAnHour = (clock: Clock, open: RoleOpener): RoleOpener => {
  const kept = new Map<string, Kept>();
  const forgetOld = (nowMs: number): void => {
    for (const [key, one] of kept) if (one.untilMs <= nowMs) kept.delete(key);
  };
  return async (accountId, roleName) => {
    const nowMs = clock.now().getTime();
    const key = `${accountId} ${roleName}`;
    forgetOld(nowMs);
    const known = kept.get(key) ?? {
      session: open(accountId, roleName),
      untilMs: nowMs + HOUR_MS,
    };
    kept.set(key, known);
    const opened = await known.session.catch((thrown: unknown) => {
      kept.delete(key);
      throw thrown;
    });
    if (!opened.ok) kept.delete(key);
    return opened;
  };
};

const createOpener = (options: AwsOptions, transport: Transport): RoleOpener => {
  const { organization } = options.config;
  const identity = createIdentity('reader', organization.profiles, options.readerIdentity);
  return keepForAnHour(options.clock, (accountId, roleName) =>
    openRenewed(transport, accountId, () =>
      openRole(transport, identity, {
        accountId,
        roleName,
        externalId: organization.externalId,
        sourceIdentity: SOURCE_IDENTITY,
        tags: {},
        policyArns: [],
        region: options.homeRegion,
      }),
    ),
  );
};

/** The door of the reader worker: sessions of reader, previewer and organization reader. */
export const createReaderSide = (
  options: AwsOptions,
  transport: Transport = createTransport(options),
): ReaderSide => {
  const open = createOpener(options, transport);
  const openPreviewer = async (accountId: AccountId): Promise<Decided<Previewer>> => {
    const session = await open(accountId, 'AwsCoworkerPreviewer');
    return session.ok ? accepted(createPreviewer(session.value, options.clock)) : session;
  };
  const { accountId: organizationAccount, roleName } =
    options.config.organization.organizationReader;
  return Object.freeze({
    openReader: async (accountId: AccountId) => {
      const session = await open(accountId, 'AwsCoworkerReader');
      if (!session.ok) return session;
      const reads = { ...createStackReads(session.value), ...createReader(session.value) };
      return accepted(Object.freeze(reads));
    },
    openPreviewer,
    createPreview: async (order: PreviewOrder) => {
      const previewer = await openPreviewer(order.draft.accountId);
      return previewer.ok ? createPreview(previewer.value, order) : previewer;
    },
    deletePreview: async (handle: PreviewHandle) => {
      const previewer = await openPreviewer(handle.accountId);
      if (!previewer.ok) throw new Fault('denied', previewer.refusal.because);
      await deletePreview(previewer.value, handle);
    },
    openOrganization: async () => {
      const session = await open(organizationAccount, roleName);
      return session.ok ? accepted(createReader(session.value)) : session;
    },
    listAccounts: async () => {
      const session = await open(organizationAccount, roleName);
      if (!session.ok) return session;
      return accepted(await listOrganization(session.value, options.homeRegion));
    },
    listUnits: async () => {
      const session = await open(organizationAccount, roleName);
      if (!session.ok) return session;
      return accepted(await listUnits(session.value, options.homeRegion));
    },
    close: transport.close,
  });
};
