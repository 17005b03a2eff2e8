import { describe, expect, it } from 'vitest';
import { openWorld } from './open.ts';

const PATH = 'config/healing.yml';

const merge = async (
  fake: Awaited<ReturnType<typeof openWorld>>['fake'],
  who: string,
  text: string,
): Promise<void> => {
  await fake.push('dana-dev', 'healing', { [PATH]: text });
  await fake.merge(who, fake.openPullRequest('dana-dev', 'healing', 'Heal'));
};

describe('a merged file', () => {
  it('is not there before somebody merges it', async () => {
    const { github, ref } = await openWorld();
    expect(await github.readMergedFile(ref(1), PATH)).toBeUndefined();
  });

  it('comes with its last commit and who merged that, by the record of GitHub', async () => {
    const { github, fake, ref } = await openWorld();
    await merge(fake, 'max-maintainer', 'heals: []\n');
    const read = await github.readMergedFile(ref(1), PATH);
    expect(read).toEqual({
      commit: fake.world.branches.get('main'),
      text: 'heals: []\n',
      merger: {
        person: { id: fake.idOf('max-maintainer'), login: 'max-maintainer' },
        type: 'User',
      },
    });
  });

  it('another commit that leaves it alone is not the last that touched it', async () => {
    const { github, fake, ref } = await openWorld();
    await merge(fake, 'max-maintainer', 'heals: []\n');
    const { commit } = (await github.readMergedFile(ref(1), PATH)) ?? {};
    await fake.push('dana-dev', 'main', { 'README.md': 'more' });
    expect((await github.readMergedFile(ref(1), PATH))?.commit).toBe(commit);
  });

  it('what was pushed over it is of nobody who merged', async () => {
    const { github, fake, ref } = await openWorld();
    await merge(fake, 'max-maintainer', 'heals: []\n');
    await fake.push('dana-dev', 'main', { [PATH]: 'heals: [more]\n' });
    const read = await github.readMergedFile(ref(1), PATH);
    expect(read?.text).toBe('heals: [more]\n');
    expect(read?.merger).toBeUndefined();
  });

  it('each of its calls carries a token that only reads', async () => {
    const { github, fake, ref } = await openWorld();
    await merge(fake, 'max-maintainer', 'heals: []\n');
    await github.readMergedFile(ref(1), PATH);
    const rights = fake.requests.flatMap(({ permissions = {} }) => Object.values(permissions));
    expect(new Set(rights)).toEqual(new Set(['read']));
  });
});
