import type { ConnectionRow, JobRow, Told } from '../../storage/rows';

/** What needs somebody, as it is told. */
export interface OpenError {
  /** The job's id; empty for what is wrong with the connection itself. */
  key: string;
  /** "invoice 2026-1". */
  subject: string;
  /** In words that name neither people nor amounts, so that it may leave this computer. */
  cause: string;
  /** The whole sentence, for this screen. */
  message: string;
  /** Differs when it is another problem than before. */
  mark: string;
  told: Told;
}

/** A number somebody else has written, as it may stand in a message: without what a chat would take for a command or a mention. Pure. */
export const plainNumber = (text: string): string => text.replace(/[^\p{L}\p{N} ./_-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 40);

/** A problem's code in words ("contact missing"): it is from our own catalogue, and says nothing of whom or how much. Pure. */
export const causeWords = (code: string | undefined): string => (code !== undefined && /^[a-z][a-z-]*$/.test(code) ? code.replaceAll('-', ' ') : 'unknown cause');

function ofJob({ id, document, title, problems, told = {} }: JobRow): OpenError {
  const kind = document.kind;
  const [first] = problems;
  return {
    key: id,
    subject: `${kind} ${plainNumber(title?.number ?? '') || plainNumber(document.id)}`,
    cause: causeWords(first?.code),
    message: first?.message ?? 'It failed, and no cause is known.',
    mark: [...new Set(problems.map(({ code }) => code))].sort().join(' ') || 'failed',
    told,
  };
}

function ofConnection({ state, trouble, notified }: ConnectionRow): OpenError[] {
  if (state !== 'sign-in-needed' && state !== 'trouble') return [];
  const cause = state === 'trouble' ? 'trouble with the connection' : 'sign-in needed';
  return [{ key: '', subject: 'the connection', cause, message: trouble || 'The sign-in has ended. Connect it again.', mark: state, told: notified?.told ?? {} }];
}

/** What needs somebody in a connection: the connection itself first, then its documents, the newest first. Pure. */
export function openErrorsOf(connection: ConnectionRow, jobs: readonly JobRow[]): OpenError[] {
  const held = jobs.filter((job) => job.connection === connection.id && !job.dismissed && (job.state === 'blocked' || job.state === 'failed'));
  return [...ofConnection(connection), ...held.sort((a, b) => b.updatedAt - a.updatedAt).map(ofJob)];
}
