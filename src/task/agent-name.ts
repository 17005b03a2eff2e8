/**
 * The seven historical agents. A persona decides voice, label and ownership; never risk or policy.
 */
export const AGENT_NAMES = [
  'BillGates',
  'SteveJobs',
  'Napoleon',
  'Hannibal',
  'Drucker',
  'Kotler',
  'Noguchi',
] as const;
export type AgentName = (typeof AGENT_NAMES)[number];
