import { describe, expect, it } from 'vitest';
import { connectRemote, remoteCredentials } from '../../sandbox/remote-plugin.ts';
import { serveWorld } from '../../sandbox/serve.ts';
import { createWorld } from '../../sandbox/world.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

describe('the sandbox over HTTP', () => {
  it.each([
    ['no worker', [], []],
    ['the reader', ['reader'], ['readerIdentity']],
    ['the deployer', ['deployer'], ['deployerIdentity']],
    ['both, in one process', ['reader', 'deployer'], ['readerIdentity', 'deployerIdentity']],
  ] as const)('gives %s its own identity and no other', (_name, workers, identities) => {
    const { plugins, ...given } = connectRemote('http://127.0.0.1:9', workers);
    expect(plugins).toHaveLength(1);
    expect(Object.keys(given)).toEqual(identities);
  });

  it('a door of one worker hands out no other identity, whoever asks', async () => {
    const world = createWorld({}, { clock: createVirtualClock() });
    const door = await serveWorld(world, { identities: ['aws-coworker-reader'] });
    try {
      const own = await remoteCredentials(door.url, 'aws-coworker-reader')();
      expect(own.accessKeyId).toMatch(/^ASIA/);
      await expect(remoteCredentials(door.url, 'aws-coworker-deployer')()).rejects.toThrow(
        'does not hand out aws-coworker-deployer',
      );
    } finally {
      await door.close();
    }
  });
});
