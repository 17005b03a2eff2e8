import type { OrganizationConfig } from '../config/config.ts';
import type { Credentials, Lease } from './calls.ts';

/** Gives the keys of a worker's own identity; asked again whenever a role is assumed. */
export type CredentialProvider = () => Promise<Credentials>;

/** A worker's own identity in the tooling account. It can do nothing but assume roles. */
export interface Identity {
  readonly lease: () => Promise<Lease>;
}

/** The credentials of a profile, or of the environment the worker runs in. */
const defaultProvider = async (profile: string | undefined): Promise<CredentialProvider> => {
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return profile === undefined ? fromNodeProviderChain() : fromIni({ profile });
};

/** One identity; its clients are kept for as long as the provider gives the same keys. */
export const createIdentity = (
  worker: 'reader' | 'deployer',
  profiles: OrganizationConfig['profiles'],
  given: CredentialProvider | undefined,
): Identity => {
  let provider = given;
  let kept: Lease | undefined;
  return {
    lease: async () => {
      provider ??= await defaultProvider(profiles[worker]);
      const credentials = await provider();
      if (kept?.credentials.accessKeyId !== credentials.accessKeyId) {
        kept = { place: `identity-${worker}`, credentials, clients: new Map() };
      }
      return kept;
    },
  };
};
