/** GitHub over HTTP for tests; the demo plays on the same stage. */
export { openEmulatedGitHub, type EmulatedGitHub } from '../../sandbox/github/emulate.ts';
