import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentsJson, renderAgentsTable } from '../../src/cli/agents-table.ts';
import { openStore } from '../../src/store/open-store.ts';
import { readRegistry } from '../../src/store/read-registry.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { layDatabase } from '../fakes/embedded-database.ts';
import { AGENT, resource } from '../reply/samples.ts';

const named = (name: string, ...needs: readonly string[]): ServiceAgent => ({
  ...AGENT,
  name,
  resource: resource({ id: name, arn: `arn:${name}` }),
  dependencies: needs.map((one) => `arn:${one}`),
  lastSeenAt: '2026-11-20T17:20:45.123Z',
});

describe('the registry on the command line', () => {
  it('says that there is nobody', () => {
    expect(renderAgentsTable([])).toMatch(/^No service agents/);
    expect(agentsJson([])).toEqual({ schemaVersion: 1, agents: [] });
  });

  it('prints a row for each, and the graph', () => {
    const text = renderAgentsTable([named('a', 'b'), named('b'), named('c')]);
    const rows = text.split('\n');
    expect(rows[0]).toMatch(/^Agent +Type +Account +Region +State +Decides +Autonomy +Health/);
    expect(rows[1]).toMatch(
      /^a +AWS::S3::Bucket +222222222222 +us-east-1 +Active +SteveJobs +4 of 10 +Unknown +0\.04 +2026-11-20T17:20Z +b$/,
    );
    expect(text).toContain('flowchart LR');
    expect(text).toContain('n1 --> n2');
  });

  it('escape sequences of a name do not reach the terminal', () => {
    const text = renderAgentsTable([named('a\u001b[31m\u202eb\r\nc')]);
    for (const hidden of ['\u001b', '\u202e', '\r']) expect(text).not.toContain(hidden);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('names a circle in both forms', () => {
    const agents = [named('a', 'b'), named('b', 'a')];
    expect(renderAgentsTable(agents)).toContain('in a circle: arn:a -> arn:b -> arn:a');
    expect(agentsJson(agents).cycle).toEqual(['arn:a', 'arn:b', 'arn:a']);
  });

  it('is read from the folder of the application, and nothing is made where there is none', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'coworker-registry-'));
    try {
      expect(await readRegistry({ dataDir })).toEqual([]);
      await layDatabase(dataDir);
      const opened = await openStore({ dataDir, polls: false });
      await opened.store.saveServiceAgent(named('a'));
      await opened.close();
      expect(await readRegistry({ dataDir })).toEqual([named('a')]);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  }, 30_000);
});
